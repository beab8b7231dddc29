/** Session tokens. A token identifies the session. The session stores which key may use it. */
import { createLocalJWKSet, errors, jwtVerify, SignJWT } from 'jose';
import { Refusal } from '#protocol/refusal.ts';
import type { Ring } from './ring.ts';

const typ = 'beihe-session+jwt';

export interface TokenClaims {
  readonly session: string;
  /** The session's tenant, which tells the element the `/embed/{tenant}` to embed. */
  readonly tenant: string;
  readonly issuer: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
}

export const sealToken = ({ session, tenant, issuer, createdAtMs, expiresAtMs }: TokenClaims, { signing }: Ring) =>
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
export async function verifyToken(
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
    throw new Refusal(cause instanceof errors.JWTExpired ? 'token-expired' : 'token-invalid', { cause });
  }
}

/** Whole seconds since the epoch, the unit of times in a JWT. */
const seconds = (atMs: number): number => Math.floor(atMs / 1000);
