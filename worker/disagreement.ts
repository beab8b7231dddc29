/** How far what the verifier sees in a picture is from what the picture's record says. */
import { distance as between } from '#protocol/landmark.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { sampleOf, type Signal } from '#protocol/measure/sample.ts';
import type { Colour, TraceRecord } from '#protocol/trace.ts';
import type { Look } from './look.ts';

/** Everything is 0 where both say the same. */
export interface Disagreement {
  /** Distance of a traced point, as a share of the face's width: the median over all of them. */
  readonly distance: number;
  /** Of each signal, in its own unit; a signal that one of them could not measure is infinitely far. */
  readonly signals: Readonly<Record<Signal, number>>;
  /** Of the channel that differs most, of 255. */
  readonly skin: number;
  readonly background: number;
}

const signals = ['eyeAspectRatio', 'mouthAperture', 'yawDegrees', 'pitchDegrees', 'rollDegrees'] as const;

/** @returns undefined where the verifier or the record has no face: there is nothing to compare */
export function disagreement(record: TraceRecord, look: Look): Disagreement | undefined {
  if (!record.face || !look.face || !look.skin) return undefined;
  const { widthPx } = faceBox(look.face);
  const distances = record.face.map((point, n) => between(point, look.face![n]!) / widthPx);
  const [claimed, seen] = [sampleOf(record), sampleOf({ ...record, face: look.face })];
  const apart = (signal: Signal) => Math.abs((claimed[signal] ?? Infinity) - (seen[signal] ?? -Infinity));
  return {
    distance: distances.toSorted((a, b) => a - b)[Math.floor(distances.length / 2)]!,
    signals: Object.fromEntries(signals.map((signal) => [signal, apart(signal)])) as Record<Signal, number>,
    skin: apartColours(record.skin, look.skin),
    background: apartColours(record.background, look.background),
  };
}

const apartColours = (a: Colour, b: Colour) => Math.max(...a.map((channel, n) => Math.abs(channel - b[n]!)));
