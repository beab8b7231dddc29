/** Sessions: the provider creates them; the provider and the filer can read them. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { CreatedSession, CreateSession, FilerSession, ProviderSession } from '#protocol/session/session.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { callerOf, eitherSide, provider, sessionIdOf } from '../http/authenticate.ts';
import { callerOfCase } from '../http/case-caller.ts';
import { authenticate } from '../trust/secret.ts';
import { isSessionId, makeSessionId } from '../trust/session-id.ts';
import type { ApiKey, Tenant } from '../tenant/tenant.ts';
import { sealToken } from '../trust/token.ts';
import type { Env, Verifier } from '../context.ts';
import { filerView as viewOfCase } from '../case/filer-view.ts';
import { bindSession } from '../case/job/bind-session.ts';
import type { Binding } from '../consent/binding.ts';
import { isVerified, type LiveSession } from '../session/state.ts';
import { filerView, providerView } from '../session/view.ts';
import { answer, byEither, byKey, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

export function sessionRoutes(verifier: Verifier) {
  const { config, policies, sessions, cases, keys, now } = verifier;

  const create = createRoute({
    method: 'post',
    path: '/v1/sessions',
    summary: 'Create a session, or get the one that was created with the same Idempotency-Key',
    security: byKey('provide'),
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
        'seed-with-case',
        'case-unknown',
        'case-withdrawn',
        'case-closed',
        'case-exhausted',
        'subject-unknown',
        'channel-forbidden',
        'authority-missing',
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
      ...refusing('api-key-invalid', 'scope-missing', 'session-unknown', 'case-withdrawn', ...filerRefusals),
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
      const bound = await bindingOf(c, request, verifier);
      const created = { ...lifetime, request, policy: { name, version }, ...(bound && { bound }) };
      const session = await sessions.run(id, 'create', created, nowMs);
      // The same request again adds it again, so a session is known to its case once the provider has its token.
      if (bound) {
        const added = { by: callerOfCase(c), session: id, subject: bound.subject };
        await cases.run(bound.case, 'add-session', added, nowMs);
      }
      const token = await sealToken({ ...session, session: id, issuer: config.issuer }, await keys.ring(nowMs));
      const verifyUrl = `${config.issuer}/verify#session=${id}&token=${token}`;
      return c.json({ id, token, verifyUrl, expiresAtMs: session.expiresAtMs }, 201);
    })
    .openapi(read, async (c) => {
      const by = callerOf(c);
      const session = await sessions.run(sessionIdOf(c), 'read', { by }, now());
      const viewed = { sandbox: config.sandbox, policies };
      if ('tenant' in by) return c.json(providerView(session, viewed), 200);
      return c.json({ ...filerView(session, viewed), ...(await caseFor(session, verifier)) }, 200);
    });
}

/**
 * @returns the policy that the session is pinned to: the newest of the name that was asked for, or the current one
 * @throws Refusal seed-with-case, seed-forbidden, policy-unknown
 */
function admitRequest(
  { case: caseId, seed, policy: name }: CreateSession,
  { scopes }: ApiKey,
  { current, named }: Policies,
): Policy {
  if (seed !== undefined && caseId !== undefined) throw new Refusal('seed-with-case');
  if (seed !== undefined && !scopes.includes('assess')) throw new Refusal('seed-forbidden');
  const policy = name === undefined ? current : named(name);
  if (!policy) throw new Refusal('policy-unknown');
  return policy;
}

/** What the session is bound to; undefined without a case. @throws Refusal case-unknown, and as `bindSession` does */
async function bindingOf(
  c: Context<Env>,
  { case: id, subject }: CreateSession,
  verifier: Verifier,
): Promise<Binding | undefined> {
  if (id === undefined) return undefined;
  const tenant = c.get('tenant');
  if (!isSessionId(id, tenant.id, verifier.caseIdMacKey)) throw new Refusal('case-unknown');
  return bindSession(verifier, { by: callerOfCase(c), tenant, case: id, subject: String(subject) });
}

/** What the filer reads of the case, once they hold the session's key and have consented: a stolen token opens no case. */
async function caseFor(session: LiveSession, { cases, now }: Verifier): Promise<Partial<FilerSession>> {
  const { id, bound, consent, jkt } = session;
  if (!bound || !consent || jkt === undefined) return {};
  const nowMs = now();
  const state = await cases.run(bound.case, 'read', { by: { session: id } }, nowMs);
  const { recordDigest, subjects } = state;
  const isCurrent = subjects.some((each) => each.id === bound.subject && each.subjectDigest === bound.subjectDigest);
  // The subject may be another person now, about whom this one learns nothing.
  if (!isCurrent) return { done: false };
  const own = viewOfCase(state, bound.subject, nowMs);
  return {
    case: own,
    done: isVerified(session) && own.signed,
    ...(!own.signed && { toSign: { recordDigest, nowMs } }),
  };
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
