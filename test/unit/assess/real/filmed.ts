/** Samples of a person at rest, 25 a second, in which chosen moments differ. */
import type { Neutral, Sample, Signal } from '#protocol/measure/sample.ts';
import { bothEyes } from '../../protocol/measure/both-eyes.ts';

const resting = { eyeAspectRatio: 0.3, mouthAperture: 0.02, yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 };
export const neutral: Neutral = bothEyes(resting);

const nothing: Omit<Sample, 'atMs'> = {
  eyeAspectRatio: undefined,
  mouthAperture: undefined,
  yawDegrees: undefined,
  pitchDegrees: undefined,
  rollDegrees: undefined,
  eyes: undefined,
};

/** What differs from rest at a moment; undefined without a face. */
type Differing = (atMs: number) => Partial<Record<Signal, number | undefined>> | undefined;

/** @param endMs length of the clip */
export const filmed = (endMs: number, differing: Differing = () => ({})): Sample[] =>
  Array.from({ length: Math.floor(endMs / 40) + 1 }, (_, n) => {
    const atMs = n * 40;
    const change = differing(atMs);
    return { atMs, ...(change ? bothEyes({ ...resting, ...change }) : nothing) };
  });

/** From 0 to 1 and back within `lengthMs`, highest at `peakMs`. */
export const bump = (atMs: number, peakMs: number, lengthMs: number): number =>
  Math.max(0, Math.cos(Math.PI * Math.max(-0.5, Math.min(0.5, (atMs - peakMs) / lengthMs))));
