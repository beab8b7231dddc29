import type { Ask } from '#protocol/action/action.ts';
import { schedule, seededDraw } from '#protocol/challenge.ts';
import { policy } from '#protocol/policy.ts';
import type { TraceRecord } from '#protocol/trace.ts';
import { describe, expect, it } from 'vitest';
import { appraise } from '../../worker/appraisal.ts';
import { drawOpenings } from '../../worker/opening.ts';
import { captureOf, syntheticCapture } from '../synthetic/capture.ts';
import { perform } from '../synthetic/performance.ts';
import { truthful } from '../synthetic/picture.ts';

const asks: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
];

const without = (record: TraceRecord): TraceRecord => ({ ...record, faces: 0, skin: [0, 0, 0], face: undefined });

describe('drawOpenings', () => {
  it('opens a portrait, each action’s peak and its window’s first frame, and others at random', () => {
    const capture = syntheticCapture({ asks });
    const { frames, portrait } = drawOpenings(capture, policy, seededDraw('a'));
    expect(frames).toContain(portrait);
    expect(frames.length).toBeGreaterThanOrEqual(1 + 2 * asks.length);
    expect(frames).toEqual([...new Set(frames)].toSorted((a, b) => a - b));
    expect(frames.every((index) => index >= 0 && index < capture.trace.records.length)).toBe(true);
    expect(drawOpenings(capture, policy, seededDraw('b')).frames).not.toEqual(frames);
  });

  it('takes nothing from after the last window: neither portrait nor any frame', () => {
    const ended = schedule(asks, policy).at(-1)!.endMs;
    const rolled = (slots: Parameters<typeof perform>[0]) => (atMs: number) => ({
      ...perform(slots, () => 500)(atMs),
      rollDegrees: atMs > ended ? 0 : 16,
    });
    const capture = syntheticCapture({ asks, performance: rolled, tailMs: 20_000 });
    const last = capture.trace.records.findLastIndex(({ atMs }) => atMs <= ended + 100);
    for (let n = 0; n < 20; n += 1) {
      const { frames, portrait } = drawOpenings(capture, policy, seededDraw(`tail ${n}`));
      expect(portrait).toBeUndefined();
      expect(Math.max(...frames)).toBeLessThanOrEqual(last);
    }
  });

  it('takes no portrait with two faces in it', () => {
    const capture = syntheticCapture({ asks, alter: (record) => ({ ...record, faces: 2 }) });
    expect(drawOpenings(capture, policy, seededDraw('a')).portrait).toBeUndefined();
  });

  it('draws a moment in each window, however many frames are packed elsewhere', () => {
    const packed = Array.from({ length: 900 }, (_, n) => n);
    const capture = syntheticCapture({ asks });
    const [first, ...rest] = capture.trace.records;
    const dense = captureOf(
      truthful([first!, ...packed.map((n) => ({ ...first!, atMs: n + 1 })), ...rest.filter(({ atMs }) => atMs > 901)]),
      { asks },
    );
    const { windows } = appraise(dense, [], policy);
    for (let n = 0; n < 20; n += 1) {
      const times = drawOpenings(dense, policy, seededDraw(`dense ${n}`)).frames.map(
        (index) => dense.trace.records[index]!.atMs,
      );
      for (const { startMs, endMs } of windows) {
        // The window's first frame, the action's peak, and one at random.
        expect(times.filter((atMs) => atMs >= startMs && atMs <= endMs).length).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('still draws frames where no face was seen', () => {
    const capture = syntheticCapture({ asks, alter: without });
    const { frames, portrait } = drawOpenings(capture, policy, seededDraw('a'));
    expect(portrait).toBeUndefined();
    expect(frames).toHaveLength(policy.challenge.randomOpenings);
  });
});
