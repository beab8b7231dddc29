import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { ConsentText, GiveConsent, GivenConsent } from '#protocol/session/consent.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { purposes, textVersion } from '../consent/consent.ts';
import { nameOf } from '../tenant/tenant.ts';
import type { Env, Verifier } from '../context.ts';
import { answer, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

/** Consent: the person reads the text and then agrees to each purpose separately. */
export function consentRoutes(verifier: Verifier) {
  const { config, sessions, now } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/consents',
    summary: 'The consent text, the provider, and the filing that it is for',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath },
    responses: { 200: answer('The text in both languages', ConsentText), ...refusing(...filerRefusals) },
  });

  const give = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/consents',
    summary: 'Consent to the text of this version, purpose by purpose',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.jsonBytes)] as const,
    request: { params: sessionPath, body: { ...json(GiveConsent), required: true } },
    responses: {
      201: answer('The consent was recorded', GivenConsent),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'key-missing',
        'consent-outdated',
        'session-finished',
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(read, async (c) => {
      const session = await sessions.run(sessionIdOf(c), 'read', { by: filerOf(c) }, now());
      const provider = nameOf(session.tenant, config.tenants);
      return c.json({ textVersion, provider, ...session.request.filing, purposes }, 200);
    })
    .openapi(give, async (c) => {
      const acceptedAtMs = now();
      await sessions.run(sessionIdOf(c), 'consent', { by: filerOf(c), ...c.req.valid('json') }, acceptedAtMs);
      return c.json({ acceptedAtMs }, 201);
    });
}
