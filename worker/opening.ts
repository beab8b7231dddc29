import type { Draw } from '#protocol/challenge.ts';
import type { Rest, Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy.ts';
import type { Capture } from './capture.ts';
import { read } from './reading.ts';

/** Frames the attester has to open, and which of them is the portrait. */
export interface Openings {
  /** Record indices, rising, each once. */
  readonly frames: readonly number[];
  /** Undefined if no frame shows the person at rest and straight on. */
  readonly portrait: number | undefined;
}

/**
 * Draw the frames to open: one neutral frame as portrait, each action's peak and the frame its window opened with,
 * and some anywhere. The draw is the verifier's secret until the challenge is spent.
 */
export function drawOpenings(capture: Capture, policy: Policy, draw: Draw): Openings {
  const { samples, rest, windows = [] } = read(capture, policy);
  const neutral = rest ? neutralFrames(samples, rest, policy) : [];
  const portrait = neutral.length > 0 ? neutral[draw(neutral.length)] : undefined;
  const chosen = new Set<number>(portrait === undefined ? [] : [portrait]);
  for (const { first, answer, samples: own } of windows) {
    if (own.length > 0) chosen.add(first);
    if (answer.peak !== undefined) chosen.add(first + answer.peak);
  }
  const others = samples.map((_, index) => index).filter((index) => !chosen.has(index));
  for (let n = 0; n < policy.challenge.randomOpenings && others.length > 0; n += 1) {
    chosen.add(others.splice(draw(others.length), 1)[0]!);
  }
  return { frames: [...chosen].toSorted((a, b) => a - b), portrait };
}

/** Indices of the frames fit for a portrait: straight on, eyes open, mouth at rest. */
export function neutralFrames(samples: readonly Sample[], rest: Rest, { face, action }: Policy): number[] {
  return samples.flatMap((sample, index) =>
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
