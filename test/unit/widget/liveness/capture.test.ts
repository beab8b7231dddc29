import { generateKeyPair } from 'dpop';
import { describe, expect, it } from 'vitest';
import { capture, type CaptureParts } from '../../../../widget/liveness/capture.ts';
import type { Position } from '../../../../widget/liveness/guidance.ts';
import type { Observation } from '../../../../widget/vision/api.ts';

const jwsOf = (payload: object): string =>
  ['{"alg":"none"}', JSON.stringify(payload), ''].map((part) => Buffer.from(part).toString('base64url')).join('.');

const limits = { leadInMs: 300, gapMs: 500, windowMs: 1_000 };
const frameMs = 50;

/**
 * A challenge of two nods, before a camera whose clock goes on with every frame that is waited for.
 *
 * @param positionAt of the face, by trace time
 * @param lost the part that the network loses
 */
async function captured(positionAt: (traceMs: number) => Position, hasMoreTime = false, lost?: number) {
  let traceMs = 0;
  /** When each window was disclosed, and with what the challenge was asked for. */
  const disclosedMs: number[] = [];
  const asked: unknown[] = [];
  const calls: string[] = [];
  const seen = () => ({ traceMs, position: positionAt(traceMs) }) as Observation;
  const never = new Promise<never>(() => undefined);
  const parts = {
    verifier: {
      challenge: async (json: unknown) => {
        asked.push(json);
        return { challenge: jwsOf({ id: 'c', windows: 2, limits: { ...limits, maxRecords: 100 } }) };
      },
      window: async (_id: string, n: number) => {
        disclosedMs.push(traceMs);
        calls.push(`window ${n}`);
        return { window: jwsOf({ n, kind: 'nod', windowMs: limits.windowMs }) };
      },
      part: async (_id: string, n: number, bytes: Uint8Array) => {
        calls.push(`part ${n} of ${[...bytes].join('-')}`);
        if (n === lost) throw new Error('the network is lost');
      },
      endTrace: async (_id: string, { runningHash }: { runningHash: string }) => void calls.push(`end ${runningHash}`),
      evidence: async (_id: string, { parts: sent, tail }: { parts: number; tail: string }) => {
        calls.push(`evidence with ${sent} parts and ${[...Buffer.from(tail, 'base64url')].join('-')}`);
        return { open: [] };
      },
      reveal: async () => ({ done: true, causes: [] }),
    },
    vision: {
      fallbacks: [],
      begin: async () => undefined,
      disclose: async () => ({ runningHash: 'h', traceMs, frames: traceMs / frameMs }),
      pack: async (from: number, to: number) => Uint8Array.of(from, to),
      finish: async () => ({
        traceDigest: 't',
        root: 'r',
        runningHash: 'last',
        frames: 99,
      }),
      reveal: async () => [],
    },
    watch: {
      end: never,
      isQuick: true,
      hold: () => undefined,
      release: () => undefined,
      stop: () => undefined,
      until: async (isMet: (seen: Observation) => boolean) => {
        for (;;) {
          traceMs += frameMs;
          if (isMet(seen())) return seen();
        }
      },
    },
    key: await generateKeyPair('ES256'),
    loaded: { backend: 'wasm', mesh: 'attention', models: 'm', meshMs: 1 },
    bitsPerS: Infinity,
    hasMoreTime,
    signal: new AbortController().signal,
    onChallenge: () => undefined,
    onWindow: () => undefined,
    onSending: () => undefined,
  };
  await capture(parts as unknown as CaptureParts);
  return { asked, calls, pauseMs: disclosedMs[1]! - disclosedMs[0]! - limits.windowMs };
}

describe('between two windows', () => {
  /** Frames that are waited for around the gap. */
  const frames = 3 * frameMs;
  const isBetween = (traceMs: number) => traceMs > limits.leadInMs + limits.windowMs;

  it('the gap is waited for, and no more with closed lips', async () => {
    const { pauseMs } = await captured(() => 'well-placed');
    expect(pauseMs).toBeGreaterThanOrEqual(limits.gapMs);
    expect(pauseMs).toBeLessThanOrEqual(limits.gapMs + frames);
  });

  it('parted lips put off the next window until they close', async () => {
    const closedMs = limits.leadInMs + limits.windowMs + limits.gapMs + 400;
    const { pauseMs } = await captured((ms) => (isBetween(ms) && ms < closedMs ? 'mouth-open' : 'well-placed'));
    expect(pauseMs).toBeGreaterThanOrEqual(limits.gapMs + 350);
    expect(pauseMs).toBeLessThanOrEqual(limits.gapMs + 400 + frames);
  });

  it('lips that stay parted put it off for 0.7 s at most', async () => {
    const { pauseMs } = await captured((ms) => (isBetween(ms) ? 'mouth-open' : 'well-placed'));
    expect(pauseMs).toBeGreaterThanOrEqual(limits.gapMs + 700);
    expect(pauseMs).toBeLessThanOrEqual(limits.gapMs + 700 + frames);
  });
});

it('a challenge is asked for with more time only for a person who needs it', async () => {
  expect((await captured(() => 'well-placed')).asked).toEqual([{}]);
  expect((await captured(() => 'well-placed', true)).asked).toEqual([{ moreTime: true }]);
});

describe('the trace', () => {
  it('is sent in parts as far as its windows were disclosed, then ended, and then the rest', async () => {
    const { calls } = await captured(() => 'well-placed');
    const [first, second] = calls.flatMap((call) => /^part \d of \d+-(\d+)$/.exec(call)?.[1] ?? []);
    expect(calls).toEqual([
      'window 0',
      `part 0 of 0-${first}`,
      'window 1',
      `part 1 of ${first}-${second}`,
      'end last',
      `evidence with 2 parts and ${second}-99`,
    ]);
  });

  it('loses nothing with a part: the evidence has it and all after it', async () => {
    const { calls } = await captured(() => 'well-placed', false, 0);
    expect(calls.filter((call) => call.startsWith('part'))).toHaveLength(1);
    expect(calls.slice(-2)).toEqual(['end last', 'evidence with 0 parts and 0-99']);
  });
});
