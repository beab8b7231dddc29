import { neutralOf, sampleOf, type Neutral } from '#protocol/measure/sample.ts';
import type { SeenFrame } from '../capture/capture.ts';
import type { FaceReading } from '../capture/face-reader.ts';
import type { ReadWindow } from '../capture/reading.ts';
import { leadInOf } from './lead-in.ts';

/**
 * The neutral face that the verifier itself reads: the median over the revealed frames of the lead-in.
 *
 * @param by which face of a reading: `face`, where the record claims it, or `found`, which the verifier finds by itself
 * @returns undefined if a signal was not measured in any of these frames
 */
export function seenNeutral(
  windows: readonly ReadWindow[],
  revealed: readonly SeenFrame[],
  by: keyof Pick<FaceReading, 'face' | 'found'>,
): Neutral | undefined {
  return neutralOf(leadInOf(windows, revealed).map(({ reading }) => sampleOf({ atMs: 0, face: reading?.[by] })));
}
