/**
 * Tokens of a session. The session token says which session a request is for; the session stores which key may use it. The
 * withdrawal token needs no key, so that a person can withdraw from any browser; it can do nothing else.
 */
import { createLocalJWKSet, errors, jwtVerify, SignJWT } from 'jose';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import type { Ring } from './ring.ts';

interface Kind {
  /** The JWT header `typ`. Each kind of token has its own, so that a token of one kind is refused as the other. */
  readonly typ: string;
  readonly invalid: RefusalCode;
  readonly expired: RefusalCode;
}

const sessionKind: Kind = { typ: 'beihe-session+jwt', invalid: 'token-invalid', expired: 'token-expired' };
const withdrawalKind: Kind = {
  typ: 'beihe-withdrawal+jwt',
  invalid: 'withdrawal-invalid',
  expired: 'withdrawal-expired',
};

export interface TokenClaims {
  readonly session: string;
  /** The session's tenant, which tells the element the `/embed/{tenant}` to embed. */
  readonly tenant: string;
  readonly issuer: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export const sealToken = (claims: TokenClaims, ring: Ring) => seal(sessionKind, claims, ring);

/** @param claims `expiresAtMs` is the end of the session's retention */
export const sealWithdrawal = (claims: TokenClaims, ring: Ring) => seal(withdrawalKind, claims, ring);

const seal = (
  { typ }: Kind,
  { session, tenant, issuer, createdAtMs, expiresAtMs }: TokenClaims,
  { signing }: Ring,
): Promise<string> =>
  new SignJWT({ tenant })
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: signing.kid })
    .setIssuer(issuer)
    .setAudience(issuer)
    .setSubject(session)
    .setIssuedAt(seconds(createdAtMs))
    .setExpirationTime(seconds(expiresAtMs))
    .sign(signing.key);

/**
 * @returns the session that the token is for, and its tenant
 * @throws Refusal token-invalid, token-expired
 */
export const verifyToken = (token: string, issuer: string, ring: Ring, nowMs: number) =>
  verify(sessionKind, token, issuer, ring, nowMs);

/**
 * @returns the session that the token is for, and its tenant
 * @throws Refusal withdrawal-invalid, withdrawal-expired
 */
export const verifyWithdrawal = (token: string, issuer: string, ring: Ring, nowMs: number) =>
  verify(withdrawalKind, token, issuer, ring, nowMs);

async function verify(
  { typ, invalid, expired }: Kind,
  token: string,
  issuer: string,
  { published }: Ring,
  nowMs: number,
): Promise<Pick<TokenClaims, 'session' | 'tenant'>> {
  try {
    const { payload } = await jwtVerify<{ tenant: string }>(token, createLocalJWKSet(published), {
      algorithms: ['EdDSA'],
      typ,
      issuer,
      audience: issuer,
      currentDate: new Date(nowMs),
      requiredClaims: ['sub', 'exp', 'tenant'],
    });
    return { session: payload.sub!, tenant: payload.tenant };
  } catch (cause) {
    throw new Refusal(cause instanceof errors.JWTExpired ? expired : invalid, { cause });
  }
}

/** Whole seconds since the epoch, the unit of times in a JWT. */
const seconds = (atMs: number): number => Math.floor(atMs / 1000);
