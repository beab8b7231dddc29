import type { MiddlewareHandler } from 'hono';
import { Refusal } from '#protocol/refusal.ts';
import type { Env } from '../context.ts';
import { limit } from './limit.ts';

const jsonType = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/**
 * Admits a body only as JSON. The validators would take a body with another `Content-Type` for an absent one, and would silently
 * ignore what it asks.
 */
export const jsonOnly: MiddlewareHandler<Env> = async (c, next) => {
  const hasBody = c.req.raw.body !== null && c.req.header('Content-Length') !== '0';
  if (hasBody && !jsonType.test(c.req.header('Content-Type') ?? '')) {
    throw new Refusal('request-malformed', { detail: 'Content-Type: expected application/json' });
  }
  await next();
};

/** Admits a body only as JSON of at most this size. */
export function jsonBody(maxBytes: number): MiddlewareHandler<Env> {
  const limited = limit(maxBytes);
  return (c, next) => jsonOnly(c, async () => void (await limited(c, next)));
}
