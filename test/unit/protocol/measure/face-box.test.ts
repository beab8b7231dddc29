import { faceBox } from '#protocol/measure/face-box.ts';
import { describe, expect, it } from 'vitest';
import { neutralPose, syntheticFace } from '../../../../assess/synthetic/face.ts';
import { traced } from './traced.ts';

describe('faceBox', () => {
  it('has its centre between forehead and chin, and the width from ear to ear', () => {
    const face = traced({ 10: [300, 100], 152: [310, 200], 234: [240, 150], 454: [360, 150] });
    expect(faceBox(face)).toEqual({ centre: { x: 305, y: 150 }, widthPx: 120 });
  });

  it('is at least 0.8 of its height wide, as for a turned head', () => {
    const face = traced({ 10: [300, 100], 152: [300, 300], 234: [280, 200], 454: [340, 200] });
    expect(faceBox(face).widthPx).toBe(160);
  });

  it('is a point if all points coincide', () => {
    expect(faceBox(traced({}))).toEqual({ centre: { x: 100, y: 100 }, widthPx: 0 });
  });

  it('hardly changes its width as a head turns', () => {
    const widths = [0, 15, 30, 45].map((yawDegrees) => faceBox(syntheticFace({ ...neutralPose, yawDegrees })).widthPx);
    for (const width of widths) expect(width / widths[0]!).toBeGreaterThan(0.8);
  });

  it('grows and moves with the face', () => {
    const face = syntheticFace(neutralPose);
    const { centre, widthPx } = faceBox(face);
    const moved = faceBox(face.map(({ x, y }) => ({ x: 2 * x + 7, y: 2 * y - 3 })));
    expect(moved.widthPx).toBeCloseTo(2 * widthPx, 9);
    expect(moved.centre.x).toBeCloseTo(2 * centre.x + 7, 9);
    expect(moved.centre.y).toBeCloseTo(2 * centre.y - 3, 9);
  });
});
