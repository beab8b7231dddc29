/** Reads a request's body whole, while it makes progress. */
import { Refusal } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';

const { intervalMs, leastBitsPerS, mostMs } = limits.upload;

/** The fewest bytes that have to arrive in each interval, except in the last one. */
export const leastBytes = (leastBitsPerS / 8) * (intervalMs / 1000);

/**
 * The whole body. An upload that stops, or is slower than `limits.upload` allows, is given up, so that it does not keep its
 * reservation from the next one.
 *
 * @param maxBytes reading ends with a refusal as soon as there are more
 * @throws Refusal request-too-large, upload-slow, upload-broken
 */
export async function readWhole(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  pause: (ms: number) => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!body) return new Uint8Array(0);
  const reader = body.getReader();
  let size = 0;
  let buffer = new Uint8Array(Math.min(maxBytes, 64 * 1024));
  const ended = new AbortController();

  async function readAll(): Promise<void> {
    for (;;) {
      const { done, value } = await reader.read();
      if (done || ended.signal.aborted) return;
      if (size + value.length > maxBytes) throw new Refusal('request-too-large');
      if (size + value.length > buffer.length) {
        const grown = new Uint8Array(Math.min(maxBytes, Math.max(size + value.length, buffer.length * 2)));
        grown.set(buffer.subarray(0, size));
        buffer = grown;
      }
      buffer.set(value, size);
      size += value.length;
    }
  }

  /** Fails when an interval brings too little. */
  async function watch(): Promise<void> {
    for (let passedMs = 0, before = 0; !ended.signal.aborted; before = size) {
      await pause(intervalMs);
      passedMs += intervalMs;
      if (!ended.signal.aborted && (size - before < leastBytes || passedMs >= mostMs)) throw new Refusal('upload-slow');
    }
  }

  try {
    await Promise.race([readAll(), watch()]);
    return buffer.subarray(0, size);
  } catch (cause) {
    reader.cancel().catch(() => undefined);
    throw cause instanceof Refusal ? cause : new Refusal('upload-broken', { cause });
  } finally {
    ended.abort();
  }
}
