/** Sessions: the provider creates them; the provider and the filer can read them. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { CreatedSession, CreateSession, FilerSession, ProviderSession } from '#protocol/session/session.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { callerOf, eitherSide, provider, sessionIdOf } from '../http/authenticate.ts';
import { authenticate } from '../trust/secret.ts';
import { makeSessionId } from '../trust/session-id.ts';
import type { ApiKey, Tenant } from '../tenant/tenant.ts';
import { sealToken } from '../trust/token.ts';
import type { Env, Verifier } from '../context.ts';
import { filerView, providerView } from '../session/view.ts';
import { answer, byEither, byProvider, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

export function sessionRoutes(verifier: Verifier) {
  const { config, policies, sessions, keys, now } = verifier;

  const create = createRoute({
    method: 'post',
    path: '/v1/sessions',
    summary: 'Create a session, or get the one that was created with the same Idempotency-Key',
    security: byProvider,
    middleware: [provider(verifier, 'provide'), jsonBody(limits.body.jsonBytes)] as const,
    request: {
      headers: z.object({ 'idempotency-key': z.string().min(1).max(255).optional() }),
      body: json(CreateSession),
    },
    responses: {
      201: answer('The session and its token', CreatedSession),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'api-key-invalid',
        'scope-missing',
        'seed-forbidden',
        'policy-unknown',
        'idempotency-mismatch',
        'session-expired',
        'session-withdrawn',
      ),
    },
  });

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}',
    summary: 'The state of the session; verdict and result only for the provider',
    security: byEither,
    middleware: [eitherSide(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      200: answer('The session, reduced for the filer', z.union([ProviderSession, FilerSession])),
      ...refusing('api-key-invalid', 'scope-missing', 'session-unknown', ...filerRefusals),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(create, async (c) => {
      const request = c.req.valid('json');
      const tenant = c.get('tenant');
      const { name, version } = admitRequest(request, c.get('apiKey'), policies);

      const nowMs = now();
      const id = sessionIdFor(tenant, c.req.valid('header')['idempotency-key'], verifier);
      const expiresAtMs = nowMs + limits.session.lifetimeMs;
      const deleteAtMs = expiresAtMs + limits.session.retentionMs;
      const lifetime = { id, tenant: tenant.id, createdAtMs: nowMs, expiresAtMs, deleteAtMs };
      const created = { ...lifetime, request, policy: { name, version } };
      const session = await sessions.run(id, 'create', created, nowMs);
      const token = await sealToken({ ...session, session: id, issuer: config.issuer }, await keys.ring(nowMs));
      const verifyUrl = `${config.issuer}/verify#session=${id}&token=${token}`;
      return c.json({ id, token, verifyUrl, expiresAtMs: session.expiresAtMs }, 201);
    })
    .openapi(read, async (c) => {
      const by = callerOf(c);
      const session = await sessions.run(sessionIdOf(c), 'read', { by }, now());
      const view = 'tenant' in by ? providerView : filerView;
      return c.json(view(session, { sandbox: config.sandbox, policies }), 200);
    });
}

/**
 * @returns the policy that the session is pinned to: the newest of the name that was asked for, or the current one
 * @throws Refusal seed-forbidden, policy-unknown
 */
function admitRequest({ seed, policy: name }: CreateSession, { scopes }: ApiKey, { current, named }: Policies): Policy {
  if (seed !== undefined && !scopes.includes('assess')) throw new Refusal('seed-forbidden');
  const policy = name === undefined ? current : named(name);
  if (!policy) throw new Refusal('policy-unknown');
  return policy;
}

/** The same idempotency key of the same tenant gives the same id; without a key the id is new. */
function sessionIdFor(
  { id: tenant }: Tenant,
  idempotencyKey: string | undefined,
  { sessionIdKey, sessionIdMacKey, random }: Verifier,
): string {
  const unique =
    idempotencyKey === undefined
      ? random(16)
      : authenticate(sessionIdKey, JSON.stringify([tenant, idempotencyKey])).subarray(0, 16);
  return makeSessionId(unique, tenant, sessionIdMacKey);
}
