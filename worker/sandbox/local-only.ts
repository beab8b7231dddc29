import { createMiddleware } from 'hono/factory';
import { Refusal } from '#protocol/refusal.ts';
import type { Env } from '../context.ts';

const localHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The sandbox's keys are public, so it answers only requests to a local host name, from local pages or no page. */
export const localOnly = createMiddleware<Env>(async (c, next) => {
  if (![c.req.url, c.req.header('Origin') ?? c.req.url].every(isLocal)) throw new Refusal('sandbox-local-only');
  await next();
});

/** Whether a URL or an origin belongs to this machine. The opaque origin `null` is not. */
const isLocal = (url: string): boolean => localHosts.has(URL.parse(url)?.hostname ?? '');
