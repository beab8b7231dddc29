import { createMiddleware } from 'hono/factory';
import { Refusal } from '#protocol/refusal.ts';
import { localHosts } from '../config.ts';
import type { Env } from '../context.ts';

/** The sandbox's keys are public, so it answers only requests to a local host name, from local pages or no page. */
export const localOnly = createMiddleware<Env>(async (c, next) => {
  if (![c.req.url, c.req.header('Origin') ?? c.req.url].every(isLocal)) throw new Refusal('sandbox-local-only');
  await next();
});

/** Whether a URL or an origin belongs to this machine. The opaque origin `null` is not. */
const isLocal = (url: string): boolean => localHosts.includes(URL.parse(url)?.hostname ?? '');
