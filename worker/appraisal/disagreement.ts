/** The difference between what the verifier reads in a picture and what the picture's record claims. */
import { sampleOf, type Eyes, type Signal } from '#protocol/measure/sample.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import type { Colour } from '#protocol/measure/luma.ts';
import { distanceWithin } from '../capture/distance-within.ts';
import type { FaceReading } from '../capture/face-reader.ts';

/** Every number is 0 if both are the same. Distances are shares of the face's width. */
export interface Disagreement {
  /**
   * Whether it is the same face: the median distance of the traced points from those of the face that the verifier finds by
   * itself.
   */
  readonly found: number;
  /**
   * Whether the mesh made the record from this picture. The verifier runs the mesh where the record claims the face: nine
   * tenths of the traced points lie within this distance of the mesh's points. A median would not show a change of a third
   * of the points, and a third is enough to change pose and eyes.
   */
  readonly distance: number;
  /** The difference of each signal, in its own unit; Infinity if one of the two could not be measured. */
  readonly signals: Readonly<Record<Signal, number>>;
  /** The difference of each eye's aspect ratio; Infinity if one of the two could not be measured. */
  readonly eyes: Eyes;
  /** The difference of the colour channel that differs most, of 255. */
  readonly skin: number;
  readonly background: number;
}

/** @returns undefined if the verifier or the record has no face, because there is nothing to compare */
export function disagreement(
  record: TraceRecord,
  { found, face, skin, background }: FaceReading,
): Disagreement | undefined {
  if (!record.face || !found || !face || !skin) return undefined;
  const [claimed, seen] = [sampleOf(record), sampleOf({ atMs: record.atMs, face })];
  const apart = (signal: Signal) => Math.abs((claimed[signal] ?? Infinity) - (seen[signal] ?? -Infinity));
  const eyeApart = (eye: keyof Eyes) => Math.abs((claimed.eyes?.[eye] ?? Infinity) - (seen.eyes?.[eye] ?? -Infinity));
  return {
    found: distanceWithin(0.5, record.face, found),
    distance: distanceWithin(0.9, record.face, face),
    signals: {
      eyeAspectRatio: apart('eyeAspectRatio'),
      mouthAperture: apart('mouthAperture'),
      yawDegrees: apart('yawDegrees'),
      pitchDegrees: apart('pitchDegrees'),
      rollDegrees: apart('rollDegrees'),
    },
    eyes: { right: eyeApart('right'), left: eyeApart('left') },
    skin: apartColours(record.skin, skin),
    background: apartColours(record.background, background),
  };
}

const apartColours = (a: Colour, b: Colour) => Math.max(...a.map((channel, n) => Math.abs(channel - b[n]!)));
