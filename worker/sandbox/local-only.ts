import { createMiddleware } from 'hono/factory';
import { Refusal } from '#protocol/refusal.ts';
import type { Env } from '../verifier.ts';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The sandbox's keys are known to all: it answers nobody but the machine it runs on, by name. */
export const localOnly = createMiddleware<Env>(async (c, next) => {
  if (!localHosts.has(new URL(c.req.url).hostname)) throw new Refusal('sandbox-local-only');
  await next();
});
