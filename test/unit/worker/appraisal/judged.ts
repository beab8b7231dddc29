/** Captures of synthetic people, each altered in one way, and their appraisals. */
import type { Ask } from '#protocol/action/action.ts';
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { seededDraw } from '#protocol/policy/chance.ts';
import { policy } from '#protocol/policy/registry.ts';
import {
  syntheticCapture,
  type SyntheticCapture,
  type SyntheticOptions,
} from '../../../../assess/synthetic/capture.ts';
import { readTinyJpeg } from '../../../../assess/synthetic/picture.ts';
import { appraise, type Appraisal } from '../../../../worker/appraisal/appraise.ts';
import type { Capture, SeenFrame } from '../../../../worker/capture/capture.ts';
import { drawFrames } from '../../../../worker/capture/drawn-frames.ts';

/** The default asks. */
export const asks: readonly Ask[] = [
  { kind: 'blink', count: 3 },
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
];

export const withoutBlink: readonly Ask[] = [
  { kind: 'turn-head', direction: 'left' },
  { kind: 'open-mouth' },
  { kind: 'turn-head', direction: 'right' },
];

export interface Judged extends Appraisal {
  /** Names of the checks that failed. */
  readonly failed: readonly CheckName[];
}

/** The drawn frames of a capture, or those that `choose` gives, each with the reading of its picture. */
export const reveal = (
  capture: SyntheticCapture,
  choose = (frames: readonly number[]): readonly number[] => frames,
): SeenFrame[] =>
  choose(drawFrames(capture, policy, seededDraw('openings')).frames).map((index) => {
    const jpeg = capture.jpegs[index]!;
    return { index, jpeg, digest: sha256(jpeg), reading: readTinyJpeg(jpeg) };
  });

export function judgeCapture(capture: Capture, revealed: readonly SeenFrame[]): Judged {
  const appraisal = appraise(capture, revealed, policy);
  return { ...appraisal, failed: appraisal.checks.filter(({ passed }) => !passed).map(({ name }) => name) };
}

/** The appraisal of a filer with these options. */
export function judge(options: Partial<SyntheticOptions> = {}): Judged {
  const capture = syntheticCapture({ asks, ...options });
  return judgeCapture(capture, reveal(capture));
}

/** The appraisal of a capture that was changed after the frames were drawn. */
export function judgeTampered(tamper: (capture: SyntheticCapture) => Capture): Judged {
  const capture = syntheticCapture({ asks });
  return judgeCapture(tamper(capture), reveal(capture));
}

/** The appraisal of a capture whose revealed frames were changed. */
export function judgeRevealed(tamper: (revealed: readonly SeenFrame[]) => readonly SeenFrame[]): Judged {
  const capture = syntheticCapture({ asks });
  return judgeCapture(capture, tamper(reveal(capture)));
}

/** The record without its face. */
export const faceless = (record: TraceRecord): TraceRecord => ({
  ...record,
  faces: 0,
  skin: [0, 0, 0],
  face: undefined,
});
