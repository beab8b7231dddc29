/** Captures with a face that is missing, not the only one, badly placed, badly lit or never neutral. */
import type { TraceRecord } from '#protocol/capture/trace.ts';
import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { syntheticCapture } from '../../../../../assess/synthetic/capture.ts';
import type { Pose } from '../../../../../assess/synthetic/face.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { asks, faceless, judge, judgeCapture, reveal, withoutBlink } from '../judged.ts';
import { judgeReading } from './pictures.ts';
import type { RefusedBy } from './refused.ts';

type Face =
  'face-present' | 'one-face' | 'face-steady' | 'face-placed' | 'light-enough' | 'neutral-plain' | 'portrait-found';

export const face: RefusedBy<Face> = {
  'face-present': [
    {
      what: 'no face for half a second',
      judged: () => judge({ alter: (r) => (r.atMs > 500 && r.atMs < 1_000 ? faceless(r) : r) }),
    },
    {
      what: 'no face before the first window',
      judged: () => judge({ alter: (r) => (r.atMs < 1_600 ? faceless(r) : r) }),
    },
  ],
  'one-face': [
    {
      what: 'a second face in one frame',
      judged: () => judge({ alter: (r) => (r.atMs === 3_000 ? { ...r, faces: 2 } : r) }),
    },
    { what: 'a second face in a picture', judged: () => judgeReading((reading) => ({ ...reading, faces: 2 })) },
  ],
  'face-steady': [
    { what: 'a head that jumps aside', judged: () => judge({ alter: after(6_000, (r) => shifted(r, 150)) }) },
    { what: 'a head that is suddenly larger', judged: () => judge({ alter: after(6_000, resized(1.5)) }) },
  ],
  'face-placed': [
    { what: 'a face that is too small', judged: () => judge({ alter: resized(0.3), noisePx: 0.05 }) },
    { what: 'a face that is too close', judged: () => judge({ alter: resized(2.2) }) },
    { what: 'a face outside the frame', judged: () => judge({ alter: (r) => shifted(r, -500) }) },
  ],
  'light-enough': [
    { what: 'a face in the dark', judged: () => judgeLight({ contrast: 8, noise: 0.05, clipped: 0 }) },
    {
      what: 'a face in the noise of a dark picture',
      judged: () => judgeLight({ contrast: 90, noise: 0.15, clipped: 0 }),
    },
    { what: 'an overexposed face', judged: () => judgeLight({ contrast: 60, noise: 0, clipped: 1 }) },
  ],
  'neutral-plain': [
    {
      what: 'a head held down throughout',
      judged: () => judge({ performance: posed(({ pitchDegrees }) => ({ pitchDegrees: pitchDegrees - 35 })) }),
    },
    {
      what: 'eyes closed throughout',
      judged: () => judge({ asks: withoutBlink, performance: posed(() => ({ blink: 1 })) }),
    },
  ],
  'portrait-found': [
    {
      what: 'a head tilted sideways throughout',
      judged: () => judge({ performance: posed(() => ({ rollDegrees: 16 })) }),
    },
  ],
};

/** Performs every action after 500 ms, with the pose changed all the time. */
const posed =
  (change: (pose: Pose) => Partial<Pose>) =>
  (slots: Parameters<typeof perform>[0]) =>
  (atMs: number): Pose => {
    const pose = perform(slots, () => 500)(atMs);
    return { ...pose, ...change(pose) };
  };

/** The appraisal of a capture in this light. */
function judgeLight(light: FacialLight) {
  const capture = syntheticCapture({ asks });
  const lit = reveal(capture).map((frame) => ({ ...frame, reading: { ...frame.reading!, light } }));
  return judgeCapture(capture, lit);
}

const after = (ms: number, change: (record: TraceRecord) => TraceRecord) => (record: TraceRecord) =>
  record.atMs >= ms ? change(record) : record;

const moved = (record: TraceRecord, move: (x: number, y: number) => { x: number; y: number }): TraceRecord => ({
  ...record,
  face: record.face!.map(({ x, y }) => move(x, y)),
});

const shifted = (record: TraceRecord, byPx: number) => moved(record, (x, y) => ({ x: x + byPx, y }));

const resized = (by: number) => (record: TraceRecord) =>
  moved(record, (x, y) => ({ x: 320 + (x - 320) * by, y: 240 + (y - 240) * by }));
