import type { Ask } from '#protocol/action/action.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { tracedIndices } from '#protocol/measure/landmark.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import { expect, it } from 'vitest';
import { captureOf, syntheticCapture, syntheticRecords } from '../../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { tinyJpeg } from '../../../../../assess/synthetic/picture.ts';
import { judgeReading } from '../refused/pictures.ts';
import { judgeCapture, reveal } from '../judged.ts';
import type { SeenFrame } from '../../../../../worker/capture/capture.ts';
import type { FaceReading } from '../../../../../worker/capture/face-reader.ts';
import { everyKnownAsk } from '../../../protocol/action/acted.ts';

it.each(everyKnownAsk)('pictures-agree refuses an action as an attack that only the trace shows: %j', (ask) => {
  const acted = syntheticCapture({ asks: [ask] }).trace.records;
  const durationMs = acted.at(-1)!.atMs;
  const still = perform([], () => 0);
  const neutral = syntheticRecords(still, { durationMs, seed: 2 });
  const shots = acted.map((record, n) => ({ record, jpeg: tinyJpeg(neutral[n]!) }));
  const capture = captureOf(shots, { asks: [ask] });
  const { verdict, failed } = judgeCapture(capture, reveal(capture));
  expect(verdict).toBe('attack');
  expect(failed).toEqual(['pictures-agree', 'actions-seen']);
});

/** The reading with points moved to the right by this share of the face's width. */
const moved = (key: 'face' | 'found', share: number) => (reading: FaceReading) => {
  const { widthPx } = faceBox(reading[key]!);
  return { ...reading, [key]: reading[key]!.map(({ x, y }) => ({ x: x + share * widthPx, y })) };
};

// Policy 4.
it.each([
  ['the face found a twentieth of its width away', moved('found', 0.055), 'bona-fide'],
  ['the face found further away', moved('found', 0.065), 'undetermined'],
  ['another face found', moved('found', 2), 'undetermined'],
  ['no face seen', (r: FaceReading) => ({ ...r, found: undefined, face: undefined, skin: undefined }), 'undetermined'],
  ['the points within the bound', moved('face', 0.035), 'bona-fide'],
  ['the points beyond it', moved('face', 0.045), 'undetermined'],
  ['the points as far away as a person may be', moved('face', 0.115), 'undetermined'],
  ['the points further away', moved('face', 0.125), 'attack'],
] as const)('pictures-agree judges a picture with %s', (_what, change, verdict) => {
  expect(judgeReading(change).verdict).toBe(verdict);
});

const turns: readonly Ask[] = [
  { kind: 'turn-head', direction: 'left' },
  { kind: 'nod' },
  { kind: 'turn-head', direction: 'right' },
];

/** The upper points of both lids, each with the lower one that it is drawn onto. */
const lids = [
  [160, 144],
  [158, 153],
  [387, 373],
  [385, 380],
] as const;

/** The reading with the right eye closed by this share of it: the upper lid goes down to the lower one. */
const winking = (share: number) => (reading: FaceReading) => {
  const face = [...reading.face!];
  for (const [upper, lower] of lids.slice(0, 2)) {
    const [at, down] = [tracedIndices.indexOf(upper), face[tracedIndices.indexOf(lower)]!];
    const { x, y } = face[at]!;
    face[at] = { x: x + share * (down.x - x), y: y + share * (down.y - y) };
  }
  return { ...reading, face };
};

// Policy 4: a blink is a change of 0.4 in one eye, so the verifier's eye may differ by less. Both eyes' mean differs by 0.2.
it.each([
  [0.3, 'bona-fide'],
  [0.4, 'undetermined'],
] as const)('pictures-agree judges a picture in which one eye is closed by %d more', (share, verdict) => {
  expect(judgeReading(winking(share)).verdict).toBe(verdict);
});

const withClosedLids = (reading: FaceReading): FaceReading => {
  const face = [...reading.face!];
  for (const [upper, lower] of lids) face[tracedIndices.indexOf(upper)] = face[tracedIndices.indexOf(lower)]!;
  return { ...reading, face };
};

/** Another face: the person's, far away in the picture. */
const elsewhere = (reading: FaceReading): FaceReading => moved('face', 0.3)(moved('found', 2)(reading));
const unseen = (reading: FaceReading): FaceReading => ({
  ...reading,
  found: undefined,
  face: undefined,
  skin: undefined,
});
const painted = (reading: FaceReading): FaceReading => ({ ...reading, skin: [20, 220, 90] });

// People turn to 60 degrees and more. There detector and mesh guess, and no action is judged by what they read.
it.each([
  ['closed lids in profile', withClosedLids, 50, 'bona-fide'],
  ['closed lids before the camera', withClosedLids, 0, 'attack'],
  ['no face in profile', unseen, 50, 'bona-fide'],
  ['no face before the camera', unseen, 0, 'undetermined'],
  ['no face at the reach of a turn', unseen, 25, 'undetermined'],
  ['another place in profile', elsewhere, 50, 'bona-fide'],
  ['another place at the reach of a turn', elsewhere, 25, 'attack'],
  ['skin of another colour in profile', painted, 50, 'attack'],
] as const)('pictures-agree judges a picture with %s', (_what, change, yawDegrees, verdict) => {
  const capture = syntheticCapture({
    asks: turns,
    performance: (slots) => perform(slots, () => 500, { reach: 2.1, pace: 1.4 }),
  });
  const away = capture.trace.records.map((record) => Math.abs(Math.abs(sampleOf(record).yawDegrees ?? 0) - yawDegrees));
  const altered = away.indexOf(Math.min(...away));
  const revealed = reveal(capture, (frames) => [...new Set([...frames, altered])].toSorted((a, b) => a - b));
  const other = revealed.map((frame) =>
    frame.index === altered ? { ...frame, reading: change(frame.reading!) } : frame,
  );
  const meaning = (seen: typeof revealed) =>
    judgeCapture(capture, seen).checks.find(({ name }) => name === 'pictures-agree')!.means;
  expect([meaning(revealed), meaning(other)]).toEqual(['bona-fide', verdict]);
});

// Whoever writes the trace can claim any turned head. An honest person may turn by mistake, and is no attacker.
it.each([
  [{ kind: 'turn-head', direction: 'left' }, 'bona-fide'],
  [{ kind: 'nod' }, 'undetermined'],
] as const)('pictures-agree judges a claimed profile in a window of %j, whatever its pictures show', (ask, verdict) => {
  const capture = syntheticCapture({
    asks: [ask],
    performance: (slots) => {
      const acted = perform(slots, () => 500);
      return (atMs) => ({ ...acted(atMs), yawDegrees: atMs > slots[0]!.startMs + 1_000 ? 50 : 0 });
    },
  });
  const inProfile = ({ index }: SeenFrame) => sampleOf(capture.trace.records[index]!).yawDegrees! > 45;
  const last = capture.trace.records.length - 5;
  const revealed = reveal(capture, (frames) => [...new Set([...frames, last])].toSorted((a, b) => a - b));
  expect(revealed.some(inProfile)).toBe(true);
  for (const change of [(reading: FaceReading) => reading, unseen, elsewhere, withClosedLids]) {
    const seen = revealed.map((frame) => (inProfile(frame) ? { ...frame, reading: change(frame.reading!) } : frame));
    const { means } = judgeCapture(capture, seen).checks.find(({ name }) => name === 'pictures-agree')!;
    expect(means).toBe(verdict);
  }
});
