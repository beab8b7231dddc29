import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Env } from '../../../../worker/context.ts';
import { admitted, received, type Expected } from '../../../../worker/http/receive.ts';
import { Load } from '../../../../worker/load/load.ts';

const expected = (): Expected => ({ lane: 'replay', tenant: 'a', maxBytes: 100 });

/** A route behind this middleware, and what the host is asked to finish. */
function createRoute(middleware: typeof received | typeof admitted) {
  const unfinished: Promise<unknown>[] = [];
  const parts = { now: () => 0, pause: () => new Promise<void>(() => {}) };
  const verifier = {
    ...parts,
    load: new Load(parts),
    keepAlive: (work: Promise<unknown>) => void unfinished.push(work),
  };
  const app = new Hono<Env>().post('/', middleware(verifier, expected), async (c) => c.text(await c.req.text()));
  app.onError((error, c) => c.text(error.name, 500));
  return { app, unfinished };
}

describe.each([
  ['a body', received],
  ['the body of heavy work', admitted],
])('%s', (_, middleware) => {
  it('is given up in order, even if its sender is gone before it was whole', async () => {
    const { app, unfinished } = createRoute(middleware);
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const answering = app.request('/', { method: 'POST', body: readable, duplex: 'half' } as RequestInit);
    await expect.poll(() => unfinished).toHaveLength(1);
    await writable.abort(new Error('gone'));
    await unfinished[0];
    expect((await answering).status).toBe(500);
  });

  it('reaches the handler whole', async () => {
    const { app } = createRoute(middleware);
    const answer = await app.request('/', { method: 'POST', body: 'whole' });
    expect(await answer.text()).toBe('whole');
  });
});
