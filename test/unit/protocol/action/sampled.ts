/** Samples computed from their signals alone, without points of a face. */
import type { WindowSamples } from '#protocol/action/action.ts';
import type { Eyes, Neutral, Sample, Signal } from '#protocol/measure/sample.ts';
import { bothEyes } from '../measure/both-eyes.ts';

const resting = { eyeAspectRatio: 0.3, mouthAperture: 0.02, yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 };
export const neutral: Neutral = bothEyes(resting);

const faceless: Omit<Sample, 'atMs'> = {
  eyeAspectRatio: undefined,
  mouthAperture: undefined,
  yawDegrees: undefined,
  pitchDegrees: undefined,
  rollDegrees: undefined,
  eyes: undefined,
};

/** What differs from the neutral face at a time from the window's start; undefined where no face is seen. */
export type Differing = (atMs: number) => Partial<Record<Signal, number> & { eyes: Eyes }> | undefined;

/** A window of 3.5 s and the 3 s before it. */
export function sampled(differing: Differing, rateHz = 20): WindowSamples {
  const all = Array.from({ length: Math.floor(6.5 * rateHz) + 1 }, (_, n): Sample => {
    const atMs = Math.round((n * 1_000) / rateHz) - 3_000;
    const change = differing(atMs);
    return { atMs, ...(change ? { ...bothEyes({ ...resting, ...change }), ...change } : faceless) };
  });
  return { before: all.filter(({ atMs }) => atMs < 0), samples: all.filter(({ atMs }) => atMs >= 0), neutral };
}

/** From 0 at `fromMs` to 1 and back to 0 at `toMs`. */
export const bump = (atMs: number, fromMs: number, toMs: number): number =>
  atMs <= fromMs || atMs >= toMs ? 0 : Math.sin((Math.PI * (atMs - fromMs)) / (toMs - fromMs));
