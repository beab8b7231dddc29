import { leftEye, rightEye, type TracedFace } from './landmark.ts';
import { eyeAspectRatio } from './eye-aspect-ratio.ts';
import { headPose } from './head-pose.ts';
import { median } from './median.ts';
import { mouthAperture } from './mouth-aperture.ts';

/** Everything measured on one frame. A signal that could not be measured is undefined. */
export interface Sample {
  /** Milliseconds since the trace's first record. */
  readonly atMs: number;
  /** Eye aspect ratio, mean of both eyes, no unit. */
  readonly eyeAspectRatio: number | undefined;
  /** Eye aspect ratio of each eye, no unit. */
  readonly eyes: Eyes | undefined;
  readonly mouthAperture: number | undefined;
  readonly yawDegrees: number | undefined;
  readonly pitchDegrees: number | undefined;
  readonly rollDegrees: number | undefined;
}

/** A number of each of the person's eyes. */
export interface Eyes {
  readonly right: number;
  readonly left: number;
}

/** Name of a signal of `Sample`. */
export type Signal = Exclude<keyof Sample, 'atMs' | 'eyes'>;

/** The face in one frame, if it has one. */
export interface SeenFace {
  /** Milliseconds since the trace's first record. */
  readonly atMs: number;
  readonly face: TracedFace | undefined;
}

/** Measure one frame; without a face every signal is undefined. */
export function sampleOf({ atMs, face }: SeenFace): Sample {
  const pose = face && headPose(face);
  const right = face && eyeAspectRatio(rightEye(face));
  const left = face && eyeAspectRatio(leftEye(face));
  const eyes = right === undefined || left === undefined ? undefined : { right, left };
  return {
    atMs,
    eyeAspectRatio: eyes && (eyes.right + eyes.left) / 2,
    eyes,
    mouthAperture: face && mouthAperture(face),
    yawDegrees: pose?.yawDegrees,
    pitchDegrees: pose?.pitchDegrees,
    rollDegrees: pose?.rollDegrees,
  };
}

/** The person's neutral face: the median of each signal and of each eye over the lead-in. */
export type Neutral = Readonly<Record<Signal, number>> & { readonly eyes: Eyes };

/**
 * The neutral face over these samples.
 *
 * @returns undefined if any signal was never measured
 */
export function neutralOf(samples: readonly Sample[]): Neutral | undefined {
  const middle = (signal: Signal) => median(samples.map((sample) => sample[signal]));
  const medians = {
    eyeAspectRatio: middle('eyeAspectRatio'),
    mouthAperture: middle('mouthAperture'),
    yawDegrees: middle('yawDegrees'),
    pitchDegrees: middle('pitchDegrees'),
    rollDegrees: middle('rollDegrees'),
  };
  const right = median(samples.map(({ eyes }) => eyes?.right));
  const left = median(samples.map(({ eyes }) => eyes?.left));
  if (!isMeasured(medians) || right === undefined || left === undefined) return undefined;
  return { ...medians, eyes: { right, left } };
}

const isMeasured = (signals: Readonly<Record<Signal, number | undefined>>): signals is Record<Signal, number> =>
  Object.values(signals).every((value) => value !== undefined);
