/** Sessions: providers create and read them, either side withdraws. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { base64url } from 'jose';
import { z } from 'zod';
import { CreatedSession, CreateSession, FilerSession, ProviderSession } from '#protocol/session/session.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { callerOf, eitherSide, provider, sessionIdOf } from '../http/authenticate.ts';
import { randomId } from '../trust/random.ts';
import { authenticate } from '../trust/secret.ts';
import type { Tenant } from '../tenant/tenant.ts';
import { sealToken } from '../trust/token.ts';
import type { Env, Verifier } from '../context.ts';
import { filerView, providerView } from '../session/view.ts';
import { answer, byEither, byProvider, filerRefusals, json, limit, refusing, sessionPath } from '../http/describe.ts';

export function sessionRoutes(verifier: Verifier) {
  const { config, policy, sessions, blobs, keys, now } = verifier;

  const create = createRoute({
    method: 'post',
    path: '/v1/sessions',
    summary: 'Create a session, or find the one that the same Idempotency-Key made',
    security: byProvider,
    middleware: [provider(verifier), limit(limits.body.jsonBytes)] as const,
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
    summary: 'Where the session stands; its verdict and result for the provider alone',
    security: byEither,
    middleware: [eitherSide(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      200: answer('The session, reduced for the filer', z.union([ProviderSession, FilerSession])),
      ...refusing('api-key-invalid', 'session-unknown', ...filerRefusals),
    },
  });

  const withdraw = createRoute({
    method: 'delete',
    path: '/v1/sessions/{id}',
    summary: 'Withdraw: everything about the person is deleted',
    security: byEither,
    middleware: [eitherSide(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      204: { description: 'Withdrawn, now or before' },
      ...refusing('api-key-invalid', 'session-unknown', ...filerRefusals),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(create, async (c) => {
      const request = c.req.valid('json');
      const tenant = c.get('tenant');
      admitRequest(request, tenant, policy.name);

      const nowMs = now();
      const id = sessionIdFor(tenant, c.req.valid('header')['idempotency-key'], verifier);
      const expiresAtMs = nowMs + limits.session.lifetimeMs;
      const session = await sessions.run(
        id,
        {
          kind: 'create',
          id,
          tenant: tenant.id,
          request,
          createdAtMs: nowMs,
          expiresAtMs,
          deleteAtMs: expiresAtMs + limits.session.retentionMs,
        },
        nowMs,
      );
      const token = await sealToken({ ...session, session: id, issuer: config.issuer }, await keys.ring(nowMs));
      const verifyUrl = `${new URL(c.req.url).origin}/verify#session=${id}&token=${token}`;
      return c.json({ id, token, verifyUrl, expiresAtMs: session.expiresAtMs }, 201);
    })
    .openapi(read, async (c) => {
      const by = callerOf(c);
      const session = await sessions.run(sessionIdOf(c), { kind: 'read', by }, now());
      const view = 'tenant' in by ? providerView : filerView;
      return c.json(view(session, config.sandbox, policy), 200);
    })
    .openapi(withdraw, async (c) => {
      const id = sessionIdOf(c);
      await sessions.run(id, { kind: 'withdraw', by: callerOf(c) }, now());
      await blobs.deleteAll(`${id}/`);
      return c.body(null, 204);
    });
}

/** @throws Refusal seed-forbidden, policy-unknown */
function admitRequest({ seed, policy }: CreateSession, { assessor }: Tenant, policyName: string): void {
  if (seed !== undefined && !assessor) throw new Refusal('seed-forbidden');
  if (policy !== undefined && policy !== policyName) throw new Refusal('policy-unknown');
}

/** The same key of the same tenant names the same session; without one it is new. */
function sessionIdFor({ id }: Tenant, idempotencyKey: string | undefined, { sessionIdKey, random }: Verifier): string {
  if (idempotencyKey === undefined) return randomId(random);
  return base64url.encode(authenticate(sessionIdKey, JSON.stringify([id, idempotencyKey])).subarray(0, 16));
}
