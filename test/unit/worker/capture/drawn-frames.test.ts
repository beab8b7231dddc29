import type { Ask } from '#protocol/action/action.ts';
import { seededDraw } from '#protocol/policy/chance.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { leastStepMs, type TraceRecord } from '#protocol/capture/trace.ts';
import { describe, expect, it } from 'vitest';
import { appraise } from '../../../../worker/appraisal/appraise.ts';
import { drawFrames } from '../../../../worker/capture/drawn-frames.ts';
import { captureOf, syntheticCapture, type SyntheticCapture } from '../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../assess/synthetic/performance.ts';
import { truthful } from '../../../../assess/synthetic/picture.ts';

const asks: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
];

const without = (record: TraceRecord): TraceRecord => ({ ...record, faces: 0, skin: [0, 0, 0], face: undefined });

describe('drawFrames', () => {
  it('draws a portrait, each action’s peaks, each window’s first frame, some frames of the lead-in and some random frames', () => {
    const capture = syntheticCapture({ asks });
    const { frames, portrait } = drawFrames(capture, policy, seededDraw('a'));
    expect(frames).toContain(portrait);
    // Three blinks have three peaks.
    expect(frames).toHaveLength(1 + (1 + 3) + 2 * (1 + 1) + policy.challenge.neutralFrames + asks.length);
    expect(frames).toEqual([...new Set(frames)].toSorted((a, b) => a - b));
    expect(frames.every((index) => index >= 0 && index < capture.trace.records.length)).toBe(true);
    expect(drawFrames(capture, policy, seededDraw('b')).frames).not.toEqual(frames);
  });

  it('draws neither the portrait nor any other frame from after the last window', () => {
    const ended = schedule(asks, policy).at(-1)!.endMs;
    const rolled = (slots: Parameters<typeof perform>[0]) => (atMs: number) => ({
      ...perform(slots, () => 500)(atMs),
      rollDegrees: atMs > ended ? 0 : 16,
    });
    const capture = syntheticCapture({ asks, performance: rolled, tailMs: 20_000 });
    const last = capture.trace.records.findLastIndex(({ atMs }) => atMs <= ended + 100);
    for (let n = 0; n < 20; n += 1) {
      const { frames, portrait } = drawFrames(capture, policy, seededDraw(`tail ${n}`));
      expect(portrait).toBeUndefined();
      expect(Math.max(...frames)).toBeLessThanOrEqual(last);
    }
  });

  it('draws no portrait with two faces in it', () => {
    const capture = syntheticCapture({ asks, alter: (record) => ({ ...record, faces: 2 }) });
    expect(drawFrames(capture, policy, seededDraw('a')).portrait).toBeUndefined();
  });

  /** The frames of many draws. */
  const drawMany = (capture: SyntheticCapture) =>
    Array.from({ length: 60 }, (_, n) => {
      const { frames, portrait } = drawFrames(capture, policy, seededDraw(`many ${n}`));
      return { frames: frames.map((index) => capture.trace.records[index]!), portrait };
    });

  it('draws frames from each window, also if other times have many more frames', () => {
    const capture = syntheticCapture({ asks });
    const [first, ...rest] = capture.trace.records;
    const packed = Array.from({ length: 45 }, (_, n) => ({ ...first!, atMs: (n + 1) * leastStepMs }));
    const dense = captureOf(truthful([first!, ...packed, ...rest.filter(({ atMs }) => atMs > 920)]), { asks });
    const { windows } = appraise(dense, [], policy);
    for (const { frames } of drawMany(dense)) {
      for (const { startMs, endMs } of windows) {
        // The window's first frame, the action's peak, and one at random.
        expect(frames.filter(({ atMs }) => atMs >= startMs && atMs <= endMs).length).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it('draws frames that claim a face, also if most frames do not', () => {
    const hidden = syntheticCapture({ asks, alter: (record) => (record.atMs % 150 === 0 ? record : without(record)) });
    for (const { frames } of drawMany(hidden)) expect(frames.filter(({ face }) => !face)).toEqual([]);
  });

  it('draws no portrait from before the first window', () => {
    const capture = syntheticCapture({ asks });
    const { windows } = appraise(capture, [], policy);
    const before = capture.trace.records.findIndex(({ atMs }) => atMs > windows[0]!.startMs);
    for (const { portrait } of drawMany(capture)) expect(portrait).toBeGreaterThanOrEqual(before);
  });

  it('draws the portrait by time, so that frames packed into one moment are not drawn more often', () => {
    const capture = syntheticCapture({ asks, tailMs: 0 });
    const { windows } = appraise(capture, [], policy);
    const fromMs = windows[0]!.startMs + 100;
    const [one] = capture.trace.records.filter(({ atMs }) => atMs >= fromMs);
    const packed = Array.from({ length: 8 }, (_, n) => ({ ...one!, atMs: fromMs + n * leastStepMs }));
    const others = capture.trace.records.filter(
      ({ atMs }) => atMs < fromMs || atMs > packed.at(-1)!.atMs + leastStepMs,
    );
    const dense = captureOf(truthful([...others, ...packed].toSorted((a, b) => a.atMs - b.atMs)), { asks });
    const times = drawMany(dense).map(({ portrait }) => dense.trace.records[portrait!]!.atMs);
    const share = times.filter((atMs) => atMs >= fromMs && atMs <= packed.at(-1)!.atMs).length / times.length;
    expect(share).toBeLessThan(0.15);
  });

  it('still draws frames if no face was seen', () => {
    const capture = syntheticCapture({ asks, alter: without });
    const { frames, portrait } = drawFrames(capture, policy, seededDraw('a'));
    expect(portrait).toBeUndefined();
    expect(frames).toHaveLength(policy.challenge.neutralFrames + policy.challenge.randomFrames);
  });
});
