/** Captures whose pictures differ from what their trace claims. */
import type { Ask } from '#protocol/action/action.ts';
import { policy } from '#protocol/policy/registry.ts';
import { schedule, type Slot } from '#protocol/policy/schedule.ts';
import {
  captureOf,
  syntheticCapture,
  synthetically,
  syntheticRecords,
} from '../../../../../assess/synthetic/capture.ts';
import { perform } from '../../../../../assess/synthetic/performance.ts';
import { tinyJpeg } from '../../../../../assess/synthetic/picture.ts';
import type { FaceReading } from '../../../../../worker/capture/face-reader.ts';
import { judgeCapture, judgeRevealed, reveal, type Judged } from '../judged.ts';
import type { RefusedBy } from './refused.ts';

/** The appraisal of a capture in which one revealed picture differs from its record. */
export const judgeReading = (change: (reading: FaceReading) => FaceReading | undefined): Judged =>
  judgeRevealed((revealed) => revealed.with(3, { ...revealed[3]!, reading: change(revealed[3]!.reading!) }));

export const pictures: RefusedBy<'pictures-agree' | 'neutral-seen' | 'actions-seen'> = {
  'pictures-agree': [
    {
      what: 'a picture with no face in it',
      judged: () =>
        judgeReading((reading) => ({ ...reading, faces: 0, found: undefined, face: undefined, skin: undefined })),
    },
    { what: 'bytes that no decoder reads', judged: () => judgeReading(() => undefined) },
    { what: 'a face elsewhere in the picture', judged: () => judgeReading(aside('found', 40)) },
    { what: 'points shifted from those of the mesh', judged: () => judgeReading(aside('face', 16)) },
    { what: 'skin of another colour', judged: () => judgeReading((r) => ({ ...r, skin: [90, 140, 120] })) },
    { what: 'another background', judged: () => judgeReading((r) => ({ ...r, background: [90, 95, 160] })) },
  ],
  'neutral-seen': [{ what: 'a neutral face that no revealed picture shows', judged: judgeTurnedLeadIn }],
  'actions-seen': [{ what: 'peaks that the pictures show only in part', judged: () => judgePale(0.7) }],
};

const aside =
  (key: 'face' | 'found', px: number) =>
  (reading: FaceReading): FaceReading => ({ ...reading, [key]: reading[key]!.map(({ x, y }) => ({ x: x + px, y })) });

const mouth: readonly Ask[] = [{ kind: 'open-mouth' }];
const reaching = (slots: readonly Slot[], reach: number) => perform(slots, () => 500, { reach, pace: 1 });

/** The appraisal of pictures that show only a share of each action of the trace. */
function judgePale(share: number): Judged {
  const acted = syntheticCapture({ asks: mouth, performance: (slots) => reaching(slots, 0.65) }).trace.records;
  const durationMs = acted.at(-1)!.atMs;
  const pale = syntheticRecords(reaching(schedule(mouth, policy), 0.65 * share), { durationMs, seed: 1 });
  const shots = acted.map((record, n) => ({ record, jpeg: tinyJpeg(pale[n]!) }));
  const capture = captureOf(shots, { asks: mouth });
  return judgeCapture(capture, reveal(capture));
}

/**
 * The appraisal of a lead-in whose records mostly claim a turned head. The revealed records and all pictures show it
 * straight.
 */
function judgeTurnedLeadIn(): Judged {
  const turned = syntheticRecords((atMs) => ({ ...perform([], () => 0)(atMs), yawDegrees: 8 }), { durationMs: 1_500 });
  const isTurned = (n: number) => n < turned.length - 2 && n % 5 < 3;
  const shots = synthetically()(mouth).map(({ record, jpeg }, n) => ({
    record: isTurned(n) ? turned[n]! : record,
    jpeg,
  }));
  const capture = captureOf(shots, { asks: mouth });
  const straight = [3, 9, 14];
  return judgeCapture(
    capture,
    reveal(capture, (frames) => [...straight, ...frames.filter((n) => n > turned.length)]),
  );
}
