/** Who calls a route of a case: a provider, by one of its API keys. Session tokens open no case. */
import type { Context, MiddlewareHandler } from 'hono';
import { Refusal } from '#protocol/refusal.ts';
import type { Env, Verifier } from '../context.ts';
import type { Scope } from '../tenant/tenant.ts';
import { isSessionId } from '../trust/session-id.ts';
import { provider } from './authenticate.ts';

/** Admit a provider to the case in the path. @param scopes of which the key needs one */
export function caseProvider(verifier: Verifier, ...scopes: readonly [Scope, ...Scope[]]): MiddlewareHandler<Env> {
  const asProvider = provider(verifier, ...scopes);
  return (c, next) =>
    asProvider(c, async () => {
      const id = c.req.param('id');
      const isOwn = id !== undefined && isSessionId(id, c.get('tenant').id, verifier.caseIdMacKey);
      if (isOwn) c.set('caseId', id);
      await next();
    });
}

/** The case id of the path. @throws Refusal case-unknown if this verifier did not make it for the caller */
export function caseIdOf(c: Context<Env>): string {
  const id = c.get('caseId');
  if (id === undefined) throw new Refusal('case-unknown');
  return id;
}

/** The provider in the form that commands of a case take. */
export const callerOfCase = (c: Context<Env>) => ({ tenant: c.get('tenant').id, key: c.get('apiKey').id });
