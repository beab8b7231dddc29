import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { calculateJwkThumbprint } from 'jose';
import { BindKey, BoundKey } from '#protocol/session/key.ts';
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import type { Env, Verifier } from '../context.ts';
import { answer, byFiler, filerRefusals, json, refusing, sessionPath } from '../http/describe.ts';
import { jsonBody } from '../http/json-body.ts';

/** Binds a session to a key, if it is not bound to another. */
export function keyRoutes(verifier: Verifier) {
  const { sessions, now } = verifier;

  const bind = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/key',
    summary: 'Bind the session to the key of the proof; the same key again changes nothing',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.jsonBytes)] as const,
    request: { params: sessionPath, body: { ...json(BindKey), required: true } },
    responses: {
      201: answer('The session is bound to the key', BoundKey),
      ...refusing('request-malformed', 'request-too-large', 'key-mismatch', ...filerRefusals),
    },
  });

  return new OpenAPIHono<Env>().openapi(bind, async (c) => {
    const { jkt } = c.get('proof');
    if ((await calculateJwkThumbprint(c.req.valid('json').jwk)) !== jkt) throw new Refusal('key-mismatch');
    await sessions.run(sessionIdOf(c), 'bind-key', { by: filerOf(c) }, now());
    return c.json({ jkt }, 201);
  });
}
