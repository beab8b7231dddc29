/** Authentication: middleware that admits providers by API key, filers by session token and DPoP proof, and withdrawals. */
import type { Context, MiddlewareHandler } from 'hono';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import { currentNonce, isFreshNonce } from '../trust/nonce.ts';
import { verifyProof } from '../trust/proof.ts';
import { isSessionId } from '../trust/session-id.ts';
import type { Caller, Filer } from '../session/command/command.ts';
import { findKey, type Scope } from '../tenant/tenant.ts';
import { verifyToken, verifyWithdrawal } from '../trust/token.ts';
import type { Env, Verifier } from '../context.ts';

/** Admit a provider: `Authorization: Bearer <API key>`. @param scopes of which the key needs one */
export const provider =
  ({ config, sessionIdMacKey }: Verifier, ...scopes: readonly [Scope, ...Scope[]]): MiddlewareHandler<Env> =>
  async (c, next) => {
    const found = findKey(credentials(c, 'Bearer') ?? '', config.tenants);
    if (!found) throw new Refusal('api-key-invalid');
    const { tenant, key } = found;
    if (!scopes.some((scope) => key.scopes.includes(scope))) throw new Refusal(refusalWithout[scopes[0]]);
    c.set('tenant', tenant);
    c.set('apiKey', key);
    const id = c.req.param('id');
    if (id !== undefined && isSessionId(id, tenant.id, sessionIdMacKey)) c.set('sessionId', id);
    await next();
  };

/**
 * Admit a filer to the session in the path: `Authorization: DPoP <token>` and a proof. The session's command uses
 * up the proof. If the body is refused before the command runs, the proof can be used once more, for the same method, path
 * and token; the refused request has changed and disclosed nothing.
 */
export const filer =
  ({ config, origins, keys, now, nonceKey }: Verifier): MiddlewareHandler<Env> =>
  async (c, next) => {
    const nowMs = now();
    c.header('DPoP-Nonce', currentNonce(nonceKey, nowMs));
    const token = credentials(c, 'DPoP');
    if (!token) throw new Refusal('token-missing');
    const proof = c.req.header('DPoP');
    if (!proof) throw new Refusal('dpop-missing');

    const { session, tenant } = await verifyToken(token, config.issuer, await keys.ring(nowMs), nowMs);
    if (session !== c.req.param('id')) throw new Refusal('token-foreign');
    c.set('sessionId', session);
    c.set('filerTenant', tenant);
    const { method, url } = c.req;
    const { pathname } = new URL(url);
    const urls = origins.map((origin) => `${origin}${pathname}`);
    const isFresh = (nonce: string) => isFreshNonce(nonce, nonceKey, nowMs);
    c.set('proof', await verifyProof(proof, { method, urls, token, isFreshNonce: isFresh }));
    await next();
  };

/** Evidence has faces in it, so the scope for it has a refusal of its own. */
const refusalWithout = {
  provide: 'scope-missing',
  review: 'scope-missing',
  assess: 'assessor-only',
} as const satisfies Record<Scope, RefusalCode>;

/** Admit a provider (scope `provide`) or a filer, by the scheme of the Authorization header. */
export const eitherSide = (verifier: Verifier): MiddlewareHandler<Env> => {
  const [asProvider, asFiler] = [provider(verifier, 'provide'), filer(verifier)];
  return (c, next) => (credentials(c, 'Bearer') === undefined ? asFiler(c, next) : asProvider(c, next));
};

/** Admit whoever holds the withdrawal token of the session in the path: `Authorization: Withdrawal <token>`. */
export const withdrawer =
  ({ config, keys, now }: Verifier): MiddlewareHandler<Env> =>
  async (c, next) => {
    const nowMs = now();
    const token = credentials(c, 'Withdrawal') ?? '';
    const { session } = await verifyWithdrawal(token, config.issuer, await keys.ring(nowMs), nowMs);
    if (session !== c.req.param('id')) throw new Refusal('token-foreign');
    c.set('sessionId', session);
    await next();
  };

/** Admit everyone who may withdraw: provider, filer, and the holder of the withdrawal token. */
export const anyWithdrawer = (verifier: Verifier): MiddlewareHandler<Env> => {
  const [asHolder, asEither] = [withdrawer(verifier), eitherSide(verifier)];
  return (c, next) => (credentials(c, 'Withdrawal') === undefined ? asEither(c, next) : asHolder(c, next));
};

/** The caller in the form that session commands take. */
export function callerOf(c: Context<Env>): Caller {
  if (c.get('proof')) return filerOf(c);
  const tenant = c.get('tenant');
  return tenant ? { tenant: tenant.id } : { holds: 'withdrawal-token' };
}

/** The filer in the form that session commands take. */
export const filerOf = (c: Context<Env>): Filer => {
  const { jti, jkt } = c.get('proof');
  return { jti, jkt };
};

/** The session id of the path. @throws Refusal session-unknown if this verifier did not make it for the caller */
export function sessionIdOf(c: Context<Env>): string {
  const id = c.get('sessionId');
  if (id === undefined) throw new Refusal('session-unknown');
  return id;
}

/** What follows the scheme in the Authorization header; undefined if the header is missing or has another scheme. */
function credentials(c: Context<Env>, scheme: 'Bearer' | 'DPoP' | 'Withdrawal'): string | undefined {
  const [given, value] = (c.req.header('Authorization') ?? '').split(' ');
  return given?.toLowerCase() === scheme.toLowerCase() ? value : undefined;
}
