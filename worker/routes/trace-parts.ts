/** What reaches the verifier of a trace before the evidence: its parts while the person acts, and its end. */
import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { EndedTrace, EndTrace } from '#protocol/capture/challenge.ts';
import { TakenParts } from '#protocol/capture/evidence.ts';
import { limits } from '#protocol/limits.ts';
import { filer, filerOf, sessionIdOf } from '../http/authenticate.ts';
import { answer, bytes, byFiler, filerRefusals, json, refusing, sessionPath, smallNumber } from '../http/describe.ts';
import { promptly } from '../http/arrival.ts';
import { jsonBody } from '../http/json-body.ts';
import { received, type Expected } from '../http/receive.ts';
import { takePart } from '../session/take-part.ts';
import type { Env, Verifier } from '../context.ts';

const traceRefusals = [
  'challenge-unknown',
  'challenge-replaced',
  'challenge-replayed',
  'evidence-late',
  'key-missing',
  'consent-missing',
  ...filerRefusals,
] as const;

const challengePath = sessionPath.extend({ challengeId: z.string() });

/** Takes parts of a trace, and the running hash that ends it. */
export function tracePartRoutes(verifier: Verifier) {
  const part = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/challenges/{challengeId}/parts/{n}',
    summary: 'Send frames that a disclosed window’s hash covers, packed; a part may be sent again',
    security: byFiler,
    middleware: [filer(verifier), received(verifier, partOf)] as const,
    request: { params: challengePath.extend({ n: smallNumber }), body: { ...bytes, required: true } },
    responses: {
      201: answer('How many parts the verifier has', TakenParts),
      ...refusing(
        'request-malformed',
        'request-too-large',
        'verifier-busy',
        'upload-slow',
        'upload-broken',
        'part-out-of-order',
        'trace-malformed',
        'trace-oversized',
        ...traceRefusals,
      ),
    },
  });

  const end = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/challenges/{challengeId}/end',
    summary: 'End the trace by the running hash over all its frames; after that the evidence may take a minute',
    security: byFiler,
    middleware: [filer(verifier), jsonBody(limits.body.jsonBytes), promptly(verifier)] as const,
    request: { params: challengePath, body: { ...json(EndTrace), required: true } },
    responses: {
      201: answer('When it ended', EndedTrace),
      ...refusing('request-malformed', 'request-too-large', 'evidence-incomplete', 'trace-ended', ...traceRefusals),
    },
  });

  return new OpenAPIHono<Env>()
    .openapi(part, async (c) => {
      const { challengeId, n } = c.req.valid('param');
      const sent = { challengeId, n, bytes: new Uint8Array(await c.req.arrayBuffer()) };
      const parts = await takePart(verifier, sessionIdOf(c), c.get('proof'), sent, c.get('bodyAtMs'));
      return c.json({ parts }, 201);
    })
    .openapi(end, async (c) => {
      const { challengeId } = c.req.valid('param');
      const { runningHash } = c.req.valid('json');
      const ended = { by: filerOf(c), challengeId, runningHash };
      const endedAtMs = await verifier.sessions.run(sessionIdOf(c), 'end-trace', ended, c.get('arrivedAtMs'));
      return c.json({ endedAtMs }, 201);
    });
}

const partOf = (c: Context<Env>): Expected => ({
  lane: 'person',
  tenant: c.get('filerTenant'),
  session: sessionIdOf(c),
  maxBytes: limits.body.partBytes,
});
