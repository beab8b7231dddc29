/** When a request has arrived, and whose requests come first. */
import type { MiddlewareHandler } from 'hono';
import type { Env, Verifier } from '../context.ts';

/** Notes when the request arrived. Deadlines count from this time, and not from when the verifier gets to handle it. */
export const arrived =
  ({ load }: Pick<Verifier, 'load'>): MiddlewareHandler<Env> =>
  (c, next) => {
    c.set('arrivedAtMs', load.stalls.arrivedAtMs());
    return next();
  };

/** A person acts and waits for this answer: until it is sent, no heavy step begins. */
export const promptly =
  ({ load }: Pick<Verifier, 'load'>): MiddlewareHandler<Env> =>
  (_c, next) =>
    load.promptly(next);
