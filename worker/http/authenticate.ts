/** Authentication: middleware that admits providers by API key, filers by session token and DPoP proof, and withdrawals. */
import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from '#protocol/refusal.ts';
import { currentNonce, isFreshNonce } from '../trust/nonce.ts';
import { verifyProof } from '../trust/proof.ts';
import { isSessionId } from '../trust/session-id.ts';
import type { Caller, Filer } from '../session/command/command.ts';
import { tenantOf } from '../tenant/tenant.ts';
import { verifyToken, verifyWithdrawal } from '../trust/token.ts';
import type { Env, Verifier } from '../context.ts';

/** Admit a provider: `Authorization: Bearer <API key>`. */
export const provider =
  ({ config, sessionIdMacKey }: Verifier): MiddlewareHandler<Env> =>
  async (c, next) => {
    const tenant = tenantOf(credentials(c, 'Bearer') ?? '', config.tenants);
    if (!tenant) throw new Refusal('api-key-invalid');
    c.set('tenant', tenant);
    const id = c.req.param('id');
    if (id !== undefined && isSessionId(id, tenant.id, sessionIdMacKey)) c.set('sessionId', id);
    await next();
  };

/** Admit a provider that is an assessor, which may read evidence, faces included, and replay it. */
export const assessor = (verifier: Verifier): MiddlewareHandler<Env> => {
  const asProvider = provider(verifier);
  return (c, next) =>
    asProvider(c, async () => {
      if (!c.get('tenant').assessor) throw new Refusal('assessor-only');
      await next();
    });
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

/** Admit a provider or a filer, by the scheme of the Authorization header. */
export const eitherSide = (verifier: Verifier): MiddlewareHandler<Env> => {
  const [asProvider, asFiler] = [provider(verifier), filer(verifier)];
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
