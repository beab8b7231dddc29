/** Signatures: the person signs the record of the case, with strokes and the session's key. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { limits } from '#protocol/limits.ts';
import { SignedRecord, SignRecord } from '#protocol/session/signature.ts';
import { signRecord } from '../case/job/sign-record.ts';
import type { Env, Verifier } from '../context.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { answer, boundRefusals, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

export function signatureRoutes(verifier: Verifier) {
  const { sessions, cases, now } = verifier;

  const sign = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/signatures',
    summary: 'Sign the record of the case as it is now; the first signature of a record stays',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.signatureBytes)] as const,
    request: { params: sessionPath, body: { ...json(SignRecord), required: true } },
    responses: {
      201: answer('The record that is signed', SignedRecord),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'key-missing',
        'consent-missing',
        'case-not-bound',
        'record-changed',
        'signature-refused',
        'case-closed',
        'case-exhausted',
        ...boundRefusals,
        ...filerRefusals,
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(sign, async (c) => {
    const body = c.req.valid('json');
    const session = await sessions.run(sessionIdOf(c), 'read', { by: filerOf(c) }, now());
    await signRecord(cases, session, body, now());
    return c.json({ recordDigest: body.recordDigest }, 201);
  });
}
