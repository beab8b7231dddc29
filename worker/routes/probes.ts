import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { limits } from '#protocol/limits.ts';
import { filer } from '../http/authenticate.ts';
import { answer, bytes, byFiler, filerRefusals, refusing, sessionPath } from '../http/describe.ts';
import { limit } from '../http/limit.ts';
import type { Env, Verifier } from '../context.ts';

const Probed = z.object({ bytes: z.int() });

/** Counts bytes and keeps none, so that a widget can measure its line before an attempt begins. No session is asked. */
export function probeRoutes(verifier: Verifier) {
  const probe = createRoute({
    method: 'post',
    path: '/v1/sessions/{id}/probes',
    summary: 'Send bytes that are counted and not kept, to measure the line',
    security: byFiler,
    middleware: [filer(verifier), limit(limits.body.probeBytes)] as const,
    request: { params: sessionPath, body: { ...bytes, required: true } },
    responses: {
      201: answer('How many bytes arrived', Probed),
      ...refusing('request-too-large', ...filerRefusals),
    },
  });

  return new OpenAPIHono<Env>().openapi(probe, async (c) =>
    c.json({ bytes: (await c.req.arrayBuffer()).byteLength }, 201),
  );
}
