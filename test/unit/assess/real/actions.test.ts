import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import { judgeActions } from '../../../../assess/real/actions.ts';
import type { ClipLabels } from '../../../../assess/real/labels.ts';
import { bump, filmed, neutral } from './filmed.ts';

const judge = (actions: ClipLabels['actions'], samples: ReturnType<typeof filmed>) =>
  judgeActions({ actions }, samples, neutral, policy);

describe('a labelled action', () => {
  it.each([
    ['L', { yawDegrees: 30 }],
    ['R', { yawDegrees: -30 }],
    ['N', { pitchDegrees: -20 }],
    ['M', { mouthAperture: 0.6 }],
  ] as const)('%s is done if the product sees it', (letter, peak) => {
    const [[signal, value]] = Object.entries(peak) as [[string, number]];
    const samples = filmed(6_000, (atMs) => ({ [signal]: value * bump(atMs, 3_000, 1_200) }));
    expect(judge([[letter, 3]], samples)).toMatchObject([
      { letter, peakMs: 3_000, done: true, shortfall: undefined, lostFrames: 0, longestGapMs: 0, foreign: [] },
    ]);
  });

  it('that stays short of its reach says how far it went', () => {
    const degrees = 0.6 * policy.action.turnHead.reachDegrees;
    const samples = filmed(6_000, (atMs) => ({ yawDegrees: degrees * bump(atMs, 3_000, 1_200) }));
    const [action] = judge([['L', 3]], samples);
    expect(action).toMatchObject({ done: false, shortfall: 'too-short' });
    expect(action!.furthest).toBeCloseTo(0.6, 5);
  });

  it('that does not return in its window says so', () => {
    const samples = filmed(6_000, (atMs) => ({ yawDegrees: atMs < 3_000 ? 30 * bump(atMs, 3_000, 1_200) : 30 }));
    expect(judge([['L', 3]], samples)).toMatchObject([{ done: false, shortfall: 'not-returned' }]);
  });

  it('that does not begin at the neutral face says so', () => {
    const samples = filmed(6_000, (atMs) => ({ yawDegrees: atMs > 3_000 ? 30 * bump(atMs, 3_000, 1_200) : 30 }));
    expect(judge([['L', 3]], samples)).toMatchObject([{ done: false, shortfall: 'not-from-neutral' }]);
  });

  it('that is measured in no frame has not gone at all', () => {
    expect(
      judge(
        [['N', 3]],
        filmed(6_000, () => undefined),
      ),
    ).toMatchObject([{ done: false, shortfall: 'too-short', furthest: undefined }]);
  });

  it('in which the face is lost says for how long', () => {
    const samples = filmed(6_000, (atMs) =>
      atMs > 2_900 && atMs < 3_300 ? undefined : { pitchDegrees: -25 * bump(atMs, 3_000, 1_200) },
    );
    expect(judge([['N', 3]], samples)).toMatchObject([{ lostFrames: 10, longestGapMs: 440 }]);
  });

  it('with another action in its window names that', () => {
    const samples = filmed(6_000, (atMs) => ({
      yawDegrees: 30 * bump(atMs, 3_000, 1_200),
      pitchDegrees: -30 * bump(atMs, 2_400, 800),
    }));
    expect(judge([['L', 3]], samples)).toMatchObject([{ foreign: ['nod'] }]);
  });
});

describe('labels that follow each other quickly', () => {
  it('are each judged in a window of their own, which ends where both actions are nearest to neutral', () => {
    // The head is neutral at 3.3 s, nearer to the first peak than to the second.
    const samples = filmed(8_000, (atMs) => ({
      yawDegrees: -30 * bump(atMs, 3_000, 600) + 30 * bump(atMs, 4_200, 1_800),
    }));
    const judged = judge(
      [
        ['L', 4.2],
        ['R', 3],
      ],
      samples,
    );
    expect(judged.map(({ letter, done }) => [letter, done])).toEqual([
      ['R', true],
      ['L', true],
    ]);
    expect(judged[0]!.window.toMs).toBe(judged[1]!.window.fromMs);
    expect(judged[0]!.window.toMs).toBeGreaterThanOrEqual(3_280);
    expect(judged[0]!.window.toMs).toBeLessThanOrEqual(3_320);
  });

  it('of one action are counted once each', () => {
    const samples = filmed(8_000, (atMs) => ({
      mouthAperture: 0.02 + 0.6 * (bump(atMs, 3_000, 700) + bump(atMs, 3_900, 700)),
    }));
    expect(
      judge(
        [
          ['M', 3],
          ['M', 3.9],
        ],
        samples,
      ).map(({ done }) => done),
    ).toEqual([true, true]);
    // One opening under two labels answers one of them.
    const once = filmed(8_000, (atMs) => ({ mouthAperture: 0.02 + 0.6 * bump(atMs, 3_000, 700) }));
    expect(
      judge(
        [
          ['M', 3],
          ['M', 3.9],
        ],
        once,
      ).map(({ done }) => done),
    ).toEqual([true, false]);
  });
});
