import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import { Refusal } from '#protocol/refusal.ts';
import { provider } from '../http/authenticate.ts';
import { portraitKey } from '../capture/blob-keys.ts';
import type { Env, Verifier } from '../context.ts';
import { concludedOf } from './concluded.ts';
import { byKey, refusing, sessionPath } from '../http/describe.ts';

/** The portrait of a verified person, as the bytes whose digest is in the signed result. Only for the provider. */
export function portraitRoutes(verifier: Verifier) {
  const read = createRoute({
    method: 'get',
    path: '/v1/sessions/{id}/portraits/{challengeId}',
    summary: 'The portrait that belongs to a `bona-fide` result; its SHA-256 is the result’s `digests.portrait`',
    security: byKey('provide'),
    middleware: [provider(verifier, 'provide')] as const,
    request: { params: sessionPath.extend({ challengeId: z.string() }) },
    responses: {
      200: {
        description: 'A JPEG without metadata, made of the pixels that were judged',
        content: { 'image/jpeg': { schema: { type: 'string' as const, format: 'binary' } } },
      },
      ...refusing(
        'api-key-invalid',
        'scope-missing',
        'session-unknown',
        'session-withdrawn',
        'challenge-unknown',
        'portrait-unknown',
      ),
    },
  });

  return new OpenAPIHono<Env>().openapi(read, async (c) => {
    const key = portraitKey(...(await concludedOf(c, c.req.valid('param').challengeId, verifier)));
    const portrait = await verifier.blobs.get(key);
    if (!portrait) throw new Refusal('portrait-unknown');
    return c.body(Uint8Array.from(portrait), 200, { 'Content-Type': 'image/jpeg' });
  });
}
