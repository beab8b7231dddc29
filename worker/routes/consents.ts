import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { ConsentText, GiveConsent, GivenConsent } from '#protocol/session/consent.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { boundSubject } from '../case/job/bound-subject.ts';
import { filingOf } from '../consent/binding.ts';
import { consentTo } from '../consent/consent.ts';
import { verifySignedConsent } from '../consent/signed-consent.ts';
import { nameOf } from '../tenant/tenant.ts';
import type { Env, Verifier } from '../context.ts';
import { answer, boundRefusals, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

/** Consent: the person reads the text and then agrees to each purpose separately. */
export function consentRoutes(verifier: Verifier) {
  const { config, sessions, cases, now } = verifier;

  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/consents',
    summary: 'The consent text, the provider, and the filing that it is for',
    security: byFiler,
    middleware: [filer(verifier)] as const,
    request: { params: sessionPath },
    responses: {
      200: answer('The text in both languages', ConsentText),
      ...refusing(...boundRefusals, ...filerRefusals),
    },
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
        'case-not-bound',
        'signature-refused',
        ...boundRefusals,
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(read, async (c) => {
      const { id, tenant, bound, request } = await sessions.run(sessionIdOf(c), 'read', { by: filerOf(c) }, now());
      const text = consentTo(bound);
      if (!bound) return c.json({ ...text, provider: nameOf(tenant, config.tenants), ...request.filing }, 200);
      await boundSubject(cases, id, bound, now());
      return c.json({ ...text, provider: bound.shown.provider, filing: filingOf(bound) }, 200);
    })
    .openapi(give, async (c) => {
      const acceptedAtMs = now();
      const id = sessionIdOf(c);
      const { signed, subjectDigest = '', ...given } = c.req.valid('json');
      if (signed !== undefined) await verifySignedConsent(signed, c.get('proof').jkt, { ...given, subjectDigest });
      const consent = { by: filerOf(c), ...c.req.valid('json') };
      const bound = await sessions.run(id, 'consent', consent, acceptedAtMs);
      if (bound) await boundSubject(cases, id, bound, acceptedAtMs);
      return c.json({ acceptedAtMs }, 201);
    });
}
