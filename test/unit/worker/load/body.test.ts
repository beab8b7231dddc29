import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { leastBytes, readWhole } from '../../../../worker/load/body.ts';
import { createHandClock } from './hand-clock.ts';

const { intervalMs, mostMs } = limits.upload;

/** Reads a body that the test sends piece by piece. */
function reading(maxBytes = 1_000_000) {
  const clock = createHandClock();
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let isCancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start: (own) => void (controller = own),
    cancel: () => void (isCancelled = true),
  });
  const read = readWhole(stream, maxBytes, clock.pause);
  const code = read.then(
    () => undefined,
    (error: { code?: string }) => error.code,
  );
  const send = (bytes: number, value = 1) => controller.enqueue(new Uint8Array(bytes).fill(value));
  return {
    clock,
    read,
    code,
    send,
    end: () => controller.close(),
    fail: () => controller.error(new Error('reset')),
    isCancelled: () => isCancelled,
  };
}

describe('a body', () => {
  it('is read whole, however it is cut', async () => {
    const { read, send, end } = reading();
    for (const [n, bytes] of [1, 100_000, 3, 70_000].entries()) send(bytes, n);
    end();
    const body = await read;
    expect(body).toHaveLength(170_004);
    expect([body[0], body[1], body[100_001], body.at(-1)]).toEqual([0, 1, 2, 3]);
  });

  it('may take a minute, if it brings 40 kbit/s in every interval', async () => {
    const { clock, read, send, end } = reading();
    for (let ms = 0; ms + intervalMs < mostMs; ms += intervalMs) {
      send(leastBytes);
      await clock.pass(intervalMs);
    }
    end();
    expect(await read).toHaveLength(leastBytes * (mostMs / intervalMs - 1));
  });

  it.each([
    ['brings a byte less than that', leastBytes - 1, intervalMs],
    ['takes longer, however fast it is', 2 * leastBytes, mostMs],
  ])('that %s is given up', async (_, bytes, afterMs) => {
    const { clock, code, send, isCancelled } = reading();
    for (let ms = 0; ms < afterMs; ms += intervalMs) {
      expect(isCancelled()).toBe(false);
      send(bytes);
      await clock.pass(intervalMs);
    }
    expect(await code).toBe('upload-slow');
    expect(isCancelled()).toBe(true);
  });

  it('that stops after a good beginning is given up in the next interval', async () => {
    const { clock, code, send } = reading();
    send(200_000);
    await clock.pass(2 * intervalMs);
    expect(await code).toBe('upload-slow');
  });

  it('that is larger than announced is refused at once', async () => {
    const { code, send, isCancelled } = reading(10);
    send(11);
    expect(await code).toBe('request-too-large');
    expect(isCancelled()).toBe(true);
  });

  it('that breaks off is refused', async () => {
    const { code, send, fail } = reading();
    send(5);
    fail();
    expect(await code).toBe('upload-broken');
  });

  it('may be missing', async () => {
    expect(await readWhole(null, 10, () => new Promise(() => {}))).toHaveLength(0);
  });
});
