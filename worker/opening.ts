import type { Draw } from '#protocol/challenge.ts';
import type { Policy } from '#protocol/policy.ts';
import type { Capture } from './capture.ts';
import { read, type Reading } from './reading.ts';

/** Frames the attester has to open, and which of them is the portrait. */
export interface Openings {
  /** Record indices, rising, each once. */
  readonly frames: readonly number[];
  /** Undefined if no frame shows the person at rest and straight on. */
  readonly portrait: number | undefined;
}

/**
 * Draw the frames to open: one neutral frame as portrait, each action's peak and the frame its window opened with, and
 * some at random moments, one in each window at least. By time and not by number, so that frames packed into one moment draw no more.
 * The draw is the verifier's secret until the challenge is spent.
 */
export function drawOpenings(capture: Capture, policy: Policy, draw: Draw): Openings {
  const reading = read(capture, policy);
  const { windows = [], judged } = reading;
  const neutral = neutralFrames(capture, reading, policy);
  const portrait = neutral.length > 0 ? neutral[draw(neutral.length)] : undefined;
  const chosen = new Set<number>(portrait === undefined ? [] : [portrait]);
  for (const { first, answer, samples: own } of windows) {
    if (own.length > 0) chosen.add(first);
    if (answer.peak !== undefined) chosen.add(first + answer.peak);
  }
  const records = capture.trace.records.slice(0, judged);
  const spans = windows.length > 0 ? windows : [{ startMs: 0, endMs: records.at(-1)?.atMs ?? 0 }];
  for (let n = 0; n < Math.max(policy.challenge.randomOpenings, spans.length); n += 1) {
    const { startMs, endMs } = spans[n % spans.length]!;
    const momentMs = startMs + draw(endMs - startMs + 1);
    const nearest = records
      .map(({ atMs }, index) => ({ index, awayMs: Math.abs(atMs - momentMs) }))
      .filter(({ index }) => !chosen.has(index))
      .toSorted((a, b) => a.awayMs - b.awayMs)[0];
    if (nearest) chosen.add(nearest.index);
  }
  return { frames: [...chosen].toSorted((a, b) => a - b), portrait };
}

/** Indices of the judged frames fit for a portrait: one face, straight on, eyes open, mouth at rest. */
export function neutralFrames(
  { trace }: Capture,
  { samples, judged, rest }: Reading,
  { face, action }: Policy,
): number[] {
  if (!rest) return [];
  return samples
    .slice(0, judged)
    .flatMap((sample, index) =>
      trace.records[index]!.faces === 1 &&
      near(sample.yawDegrees, 0, face.portraitDegrees) &&
      near(sample.pitchDegrees, rest.pitchDegrees, face.portraitDegrees / 2) &&
      near(sample.rollDegrees, 0, face.portraitDegrees) &&
      near(sample.mouthAperture, rest.mouthAperture, action.openMouth.reach * action.returnShare) &&
      (sample.eyeAspectRatio ?? 0) > action.blink.openAbove * rest.eyeAspectRatio
        ? [index]
        : [],
    );
}

const near = (value: number | undefined, to: number, within: number) =>
  value !== undefined && Math.abs(value - to) <= within;
