import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { Env, Verifier } from '../context.ts';
import { answer } from '../http/describe.ts';

const Health = z.object({ status: z.literal('ok'), version: z.string(), sandbox: z.boolean() });

const JwkSet = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string() })) });

/** Routes without authentication. */
export function publicRoutes({ config, keys, now }: Verifier) {
  const health = createRoute({
    method: 'get',
    path: '/healthz',
    summary: 'Whether the verifier runs, and whether it is a sandbox',
    responses: { 200: answer('It runs', Health) },
  });

  const jwks = createRoute({
    method: 'get',
    path: '/.well-known/jwks.json',
    summary: 'Public keys: the next one before it signs, and old ones as long as their results are valid',
    responses: { 200: answer('JSON Web Key Set, RFC 7517', JwkSet) },
  });

  return new OpenAPIHono<Env>()
    .openapi(health, (c) => c.json({ status: 'ok' as const, version: config.version, sandbox: config.sandbox }, 200))
    .openapi(jwks, async (c) => {
      const { published } = await keys.ring(now());
      return c.json(JwkSet.parse(published), 200, { 'Cache-Control': 'public, max-age=300' });
    });
}
