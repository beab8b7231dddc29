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
 */
async function captured(positionAt: (traceMs: number) => Position, hasMoreTime = false) {
  let traceMs = 0;
  /** When each window was disclosed, and with what the challenge was asked for. */
  const disclosedMs: number[] = [];
  const asked: unknown[] = [];
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
        return { window: jwsOf({ n, kind: 'nod', windowMs: limits.windowMs }) };
      },
      evidence: async () => ({ open: [] }),
      reveal: async () => ({ done: true, causes: [] }),
    },
    vision: {
      fallbacks: [],
      begin: async () => undefined,
      disclose: async () => ({ runningHash: 'h', traceMs }),
      finish: async () => ({
        trace: new Uint8Array(1),
        frameDigests: new Uint8Array(1),
        root: new Uint8Array(1),
        frames: 1,
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
    hasMoreTime,
    signal: new AbortController().signal,
    onChallenge: () => undefined,
    onWindow: () => undefined,
    onSending: () => undefined,
  };
  await capture(parts as unknown as CaptureParts);
  return { asked, pauseMs: disclosedMs[1]! - disclosedMs[0]! - limits.windowMs };
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
