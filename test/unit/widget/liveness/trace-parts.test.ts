import { describe, expect, it } from 'vitest';
import { TraceParts } from '../../../../widget/liveness/trace-parts.ts';

/** Parts whose calls end as they are told to. */
function partsWith(...ends: readonly ('taken' | 'lost')[]) {
  const sent: [n: number, frames: string][] = [];
  const parts = new TraceParts({
    pack: async (from, to) => new TextEncoder().encode(`${from}-${to}`),
    send: async (n, bytes) => {
      const end = ends[sent.length];
      sent.push([n, new TextDecoder().decode(bytes)]);
      if (end === 'lost') throw new Error('the network is lost');
    },
  });
  return { parts, sent };
}

describe('the parts of a trace', () => {
  it('are sent one after another, each from where the last one ended', async () => {
    const { parts, sent } = partsWith();
    for (const frames of [30, 110, 190]) parts.add(frames);
    expect(await parts.settled()).toEqual({ parts: 3, frames: 190 });
    expect(sent).toEqual([
      [0, '0-30'],
      [1, '30-110'],
      [2, '110-190'],
    ]);
  });

  it('end with one that is lost, because the verifier may have it', async () => {
    const { parts, sent } = partsWith('taken', 'lost');
    for (const frames of [30, 110, 190]) parts.add(frames);
    expect(await parts.settled()).toEqual({ parts: 1, frames: 30 });
    expect(sent).toEqual([
      [0, '0-30'],
      [1, '30-110'],
    ]);
  });

  it('may be none', async () => {
    expect(await partsWith().parts.settled()).toEqual({ parts: 0, frames: 0 });
  });

  it('are settled when the one under way has ended', async () => {
    let end: () => void = () => undefined;
    const parts = new TraceParts({
      pack: async () => new Uint8Array(),
      send: () => new Promise<void>((resolve) => (end = resolve)),
    });
    parts.add(30);
    let isSettled = false;
    const settled = parts.settled().then((sent) => {
      isSettled = true;
      return sent;
    });
    await new Promise((resolve) => setTimeout(resolve));
    expect(isSettled).toBe(false);
    end();
    expect(await settled).toEqual({ parts: 1, frames: 30 });
  });
});
