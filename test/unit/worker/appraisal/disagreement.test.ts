import { tracedIndices, type TracedFace, type TracedIndex } from '#protocol/measure/landmark.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';
import { disagreement } from '../../../../worker/appraisal/disagreement.ts';
import { traced } from '../../protocol/measure/traced.ts';

const face = syntheticFace(neutralPose);
const { widthPx } = faceBox(face);
const skin = [180, 140, 120] as const;
const background = [90, 95, 100] as const;
const record = { atMs: 0, faces: 1, skin, background, face };
const reading = { faces: 1, found: face, face, skin, background, light: undefined };

/** The face with this number of points moved by this number of pixels. */
const moved = (points: number, px: number): TracedFace =>
  face.map(({ x, y }, n) => (n < points ? { x: x + px, y } : { x, y }));

describe('disagreement', () => {
  it('is 0 if record and reading are the same', () => {
    const signals = { eyeAspectRatio: 0, mouthAperture: 0, yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0 };
    const eyes = { right: 0, left: 0 };
    expect(disagreement(record, reading)).toEqual({ found: 0, distance: 0, signals, eyes, skin: 0, background: 0 });
  });

  it('is the shift as a share of the face width, if all points are shifted', () => {
    const shifted = disagreement({ ...record, face: moved(64, 16) }, reading)!;
    expect(shifted.distance).toBeCloseTo(16 / widthPx, 9);
    expect(shifted.found).toBeCloseTo(16 / widthPx, 9);
    expect(shifted.signals.yawDegrees).toBeCloseTo(0, 9);
  });

  // Of 64 sorted distances, the 33rd counts for the found face and the 58th for the mesh.
  it.each([
    [6, 0, 0],
    [7, 0, 16],
    [31, 0, 16],
    [32, 16, 16],
  ])('of %i bent points is %i px for the found face and %i px for the mesh', (points, foundPx, distancePx) => {
    const bent = disagreement(record, { ...reading, found: moved(points, 16), face: moved(points, 16) })!;
    expect(bent.found * faceBox(moved(points, 16)).widthPx).toBeCloseTo(foundPx, 6);
    expect(bent.distance * faceBox(moved(points, 16)).widthPx).toBeCloseTo(distancePx, 6);
  });

  it('gives each signal in its own unit, and the same if record and reading are exchanged', () => {
    const turned = syntheticFace({ ...neutralPose, yawDegrees: 10, jawOpen: 0.4 });
    const one = disagreement({ ...record, face: turned }, reading)!.signals;
    const other = disagreement(record, { ...reading, face: turned })!.signals;
    expect(one.yawDegrees).toBeGreaterThan(8);
    expect(one.mouthAperture).toBeGreaterThan(0.1);
    expect(other).toEqual(one);
  });

  it('gives each eye by itself', () => {
    const lids = [387, 385].map((index) => tracedIndices.indexOf(index as TracedIndex));
    const blinking = face.map(({ x, y }, n) => (lids.includes(n) ? { x, y: y + 2 } : { x, y }));
    const { eyes, signals } = disagreement({ ...record, face: blinking }, reading)!;
    expect(eyes.left).toBeGreaterThan(0.05);
    expect(eyes.right).toBeCloseTo(0, 9);
    expect(signals.eyeAspectRatio).toBeCloseTo(eyes.left / 2, 9);
  });

  it('is infinite for a signal that could not be measured', () => {
    const flat = disagreement({ ...record, face: traced({}) }, reading)!;
    expect(flat.signals.eyeAspectRatio).toBe(Infinity);
    expect(flat.signals.yawDegrees).toBe(Infinity);
    expect(flat.eyes).toEqual({ right: Infinity, left: Infinity });
  });

  it('takes the colour channel that differs most', () => {
    const coloured = disagreement(record, { ...reading, skin: [190, 110, 121], background: [90, 97, 95] })!;
    expect(coloured).toMatchObject({ skin: 30, background: 5 });
  });

  it('is undefined if record or reading has no face', () => {
    expect(disagreement({ ...record, face: undefined }, reading)).toBeUndefined();
    for (const missing of ['found', 'face', 'skin']) {
      expect(disagreement(record, { ...reading, [missing]: undefined }), missing).toBeUndefined();
    }
  });
});
