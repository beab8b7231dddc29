import { policy } from '#protocol/policy/registry.ts';
import { describe, expect, it } from 'vitest';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { judgeClip } from '../../../../assess/real/judge.ts';
import { clipLines, totalLines } from '../../../../assess/real/lines.ts';
import type { ClipLabels } from '../../../../assess/real/labels.ts';
import { totalOf, type JudgedClip } from '../../../../assess/real/total.ts';
import { neutralPose, syntheticFace, type Pose } from '../../../../assess/synthetic/face.ts';
import { bump } from './filmed.ts';

/** A clip of the canonical face, 25 frames a second. */
const clip = (endMs: number, poseAt: (atMs: number) => Partial<Pose> | undefined): TraceRecord[] =>
  Array.from({ length: endMs / 40 + 1 }, (_, n) => {
    const pose = poseAt(n * 40);
    const seen = { faces: 1, skin: [150, 110, 90] as const, face: pose && syntheticFace({ ...neutralPose, ...pose }) };
    return { atMs: n * 40, ...seen, background: [20, 20, 20] };
  });

const judged = (name: string, records: TraceRecord[], labels: ClipLabels): JudgedClip => ({
  name,
  labels,
  judgement: judgeClip(records, labels, policy),
});

const acting = judged(
  'acting.mp4',
  clip(12_000, (atMs) => ({
    blink: Math.max(bump(atMs, 2_000, 320), bump(atMs, 9_000, 320)),
    yawDegrees: 30 * bump(atMs, 4_000, 1_200) + 10 * bump(atMs, 7_000, 1_200),
  })),
  {
    rest: [0, 1.5],
    blinks: [2, 3],
    actions: [
      ['L', 4],
      ['L', 7],
    ],
  },
);

const talking = judged(
  'talking.mp4',
  clip(3_000, (atMs) => (atMs > 2_000 ? undefined : { jawOpen: 0.9 * bump(atMs, 1_500, 900) })),
  { sentence: 'bin blue', until: 2.6 },
);

const empty = judged(
  'empty.mp4',
  clip(1_000, () => undefined),
  { blinks: [0.5], actions: [['N', 0.6]] },
);

describe('judgeClip', () => {
  it('judges blinks and actions against the labelled rest', () => {
    const { judgement } = acting;
    expect(judgement).toMatchObject({ frames: 301, framesFound: 301, isPlain: true });
    expect(judgement.blinks).toEqual({ seen: [2_000], missed: [3_000], falselySeen: [9_000] });
    expect(judgement.actions.map(({ done, shortfall }) => [done, shortfall])).toEqual([
      [true, undefined],
      [false, 'too-short'],
    ]);
  });

  it('looks at the clip until its label says so, and counts the frames with a face', () => {
    expect(talking.judgement).toMatchObject({ frames: 66, framesFound: 51, blinks: undefined, actions: [] });
    expect(talking.judgement.foreign).toMatchObject([{ kind: 'talking', foreign: ['open-mouth'] }]);
  });

  it('judges nothing without a face in the lead-in, and counts every labelled blink as missed', () => {
    expect(empty.judgement).toMatchObject({ neutral: undefined, isPlain: false, actions: [], foreign: [] });
    expect(empty.judgement.blinks).toEqual({ seen: [], missed: [500], falselySeen: [] });
  });

  it('says whether the neutral face would be refused', () => {
    const asleep = clip(3_000, () => ({ blink: 1 }));
    expect(judgeClip(asleep, {}, policy)).toMatchObject({ isPlain: false, framesFound: 76 });
  });
});

describe('all clips together', () => {
  it('are counted by blink, letter and kind of window', () => {
    expect(totalOf([acting, talking, empty])).toMatchObject({
      clips: 3,
      frames: 301 + 66 + 26,
      framesFound: 301 + 51,
      notPlain: 1,
      blinks: { labelled: 3, seen: 1, falselySeen: 1 },
      actions: {
        L: { labelled: 2, done: 1, withForeign: 0 },
        N: { labelled: 1, done: 0, withForeign: 0 },
        M: { labelled: 0, done: 0 },
      },
      foreign: {
        talking: { windows: 1, withForeign: 1, foreign: { 'open-mouth': 1 } },
        rest: { windows: 1, withForeign: 0 },
      },
    });
  });

  it('are printed with everything that went wrong', () => {
    const text = [acting, talking, empty].flatMap(clipLines).join('\n');
    expect(text).toContain('acting.mp4: face in 301 of 301 frames');
    expect(text).toContain('blink at 3.00 not seen');
    expect(text).toContain('blink seen at 9.00, not labelled');
    expect(text).toMatch(/L at 7\.00 .*did not go far enough · furthest 0\.\d\d of its reach/);
    expect(text).toContain('no face in the lead-in: nothing else was judged');
    const total = totalLines([acting, talking, empty]).join('\n');
    expect(total).toContain('blinks: 1 of 3 seen within 250 ms, 1 false');
    expect(total).toContain('action L: 1 of 2 done, 0 with a foreign action');
    expect(total).toContain('talking: foreign in 1 of 1 windows (open-mouth 1)');
    expect(total).not.toContain('action M');
  });
});
