import type { Ask } from '#protocol/action/action.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { policy } from '#protocol/policy/registry.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { describe, expect, it } from 'vitest';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { asks, faceless, judge } from '../judged.ts';

const isAway = ({ atMs }: TraceRecord) => atMs > 5_000 && atMs < 5_500;

it('face-present distinguishes a missing face from missing frames', () => {
  const away = judge({ alter: (r) => (isAway(r) ? faceless(r) : r) });
  expect(away).toMatchObject({ failed: ['face-present'], causes: ['face-missing'] });
  const late = judge({ alter: (r) => (isAway(r) ? undefined : r) });
  expect(late).toMatchObject({ failed: ['face-present'], causes: ['frames-too-few'] });
});

describe('the bottom of a deep nod', () => {
  const nod: Ask = { kind: 'nod' };
  const mouth: Ask = { kind: 'open-mouth' };
  /** A nod of 32° at half the usual pace in the second window, whose face is lost for this long round its bottom. */
  const nodding = (asked: Ask, lostMs: number, lose: typeof faceless | (() => undefined) = faceless, rateHz = 20) => {
    const asking = [asks[0]!, asked, asks[1]!];
    const { startMs } = schedule(asking, policy)[1]!;
    const bottomMs = startMs + 500 + 2 * (400 + 60);
    return judge({
      asks: asking,
      rateHz,
      performance: (slots) => {
        const others = perform([slots[0]!, slots[2]!], () => 500);
        const deep = perform([{ ...slots[1]!, ask: nod }], () => 500, { reach: 2, pace: 2 });
        return (atMs) => ({ ...others(atMs), pitchDegrees: deep(atMs).pitchDegrees });
      },
      alter: (record) => (Math.abs(record.atMs - bottomMs) * 2 < lostMs ? lose(record) : record),
    });
  };

  it.each([12, 20])('may hide the face for more than the policy allows elsewhere, at %i frames a second', (rateHz) => {
    const { verdict, failed, checks } = nodding(nod, 900, faceless, rateHz);
    expect([verdict, failed]).toEqual(['bona-fide', []]);
    const { measured } = checks.find(({ name }) => name === 'face-present')!;
    expect(measured.hiddenMs).toBeGreaterThan(800);
    expect(measured.longestGapMs).toBeLessThan(400);
  });

  it('may not where no frames were recorded, nor for longer than 1.5 s', () => {
    expect(nodding(nod, 900, () => undefined).failed).toContain('face-present');
    expect(nodding(nod, 1_600).failed).toContain('face-present');
  });

  it('hides nothing in a window that asked for something else', () => {
    expect(nodding(mouth, 900).failed).toContain('face-present');
  });
});
