/** Receives large bodies: within bounds on their bytes, on their time, and on the bytes of all bodies together. */
import type { Context, MiddlewareHandler, Next } from 'hono';
import { Refusal } from '#protocol/refusal.ts';
import { readWhole } from '../load/body.ts';
import type { Owner } from '../load/byte-budget.ts';
import type { Place } from '../load/fair-queue.ts';
import type { UploadLane } from '../load/load.ts';
import type { Env, Verifier } from '../context.ts';

/** Whose body it is, and how long it may be. */
export interface Expected extends Owner {
  readonly lane: UploadLane;
  readonly maxBytes: number;
}

/**
 * Reserves memory for the body, then reads it whole, so that the request's handler parses it from memory.
 *
 * @returns a function that gives the memory back, to be called when the body is not needed any more
 * @throws Refusal request-too-large, verifier-busy, upload-slow, upload-broken
 */
export async function receive(
  c: Context<Env>,
  { load, pause }: Pick<Verifier, 'load' | 'pause'>,
  { lane, maxBytes, ...owner }: Expected,
): Promise<() => void> {
  const bytes = declaredBytes(c) ?? maxBytes;
  if (bytes > maxBytes) throw new Refusal('request-too-large');
  const { release, waitedMs } = await load.reserve(lane, owner, bytes);
  try {
    const body = await readWhole(c.req.raw.body, bytes, pause);
    c.set('bodyAtMs', load.stalls.arrivedAtMs() - waitedMs);
    c.req.raw = new Request(c.req.raw, { method: c.req.method, body });
    return release;
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Admits a piece of heavy work, and then receives its body.
 *
 * @returns the work's place; `leave` also gives back the memory of the body
 * @throws Refusal as `receive` does
 */
export async function admit(
  c: Context<Env>,
  verifier: Pick<Verifier, 'load' | 'pause'>,
  expected: Expected,
): Promise<Place> {
  const { run, leave } = verifier.load.queue.admit(expected.lane, expected.tenant);
  try {
    const release = await receive(c, verifier, expected);
    return {
      run,
      leave() {
        release();
        leave();
      },
    };
  } catch (error) {
    leave();
    throw error;
  }
}

/** Receives the body before the request's schema is applied, and keeps its memory until the answer. */
export const received = (
  verifier: Pick<Verifier, 'load' | 'pause' | 'keepAlive'>,
  expected: (c: Context<Env>) => Expected,
): MiddlewareHandler<Env> =>
  finished(verifier, async (c, next) => {
    const release = await receive(c, verifier, expected(c));
    try {
      await next();
    } finally {
      release();
    }
  });

/** The length that the headers declare; undefined if they declare none, or no number. */
function declaredBytes({ req }: Context<Env>): number | undefined {
  const declared = req.header('Content-Length');
  if (declared === undefined || !/^\d{1,15}$/.test(declared)) return undefined;
  return req.header('Transfer-Encoding') === undefined ? Number(declared) : undefined;
}

/** Admits a piece of heavy work before its body is read and the request's schema is applied, until the answer. */
export const admitted = (
  verifier: Pick<Verifier, 'load' | 'pause' | 'keepAlive'>,
  expected: (c: Context<Env>) => Expected,
): MiddlewareHandler<Env> =>
  finished(verifier, async (c, next) => {
    const place = await admit(c, verifier, expected(c));
    c.set('place', place);
    try {
      await next();
    } finally {
      place.leave();
    }
  });

/**
 * Lets the host finish this even if the sender is gone. Otherwise each broken upload would hold its memory and its place, and
 * its step its turn, until they end by themselves.
 */
function finished({ keepAlive }: Pick<Verifier, 'keepAlive'>, handle: Handle): MiddlewareHandler<Env> {
  return (c, next) => {
    const handled = handle(c, next);
    keepAlive(handled.catch(() => undefined));
    return handled;
  };
}

type Handle = (c: Context<Env>, next: Next) => Promise<void>;
