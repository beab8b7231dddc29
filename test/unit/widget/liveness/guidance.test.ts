import { expect, it } from 'vitest';
import { hints, positionOf, type FaceView } from '../../../../widget/liveness/guidance.ts';

const wellPlaced: FaceView = {
  widthPx: 640,
  heightPx: 480,
  faces: 1,
  box: { centre: { x: 320, y: 240 }, widthPx: 200 },
  light: { contrast: 90, noise: 1, clipped: 0 },
  yawDegrees: 0,
  pitchDegrees: 0,
};

it('positionOf gives no hint for a well-placed face', () => {
  expect(positionOf(wellPlaced)).toBe('well-placed');
});

const changes = [
  ['face-missing', { faces: 0, box: undefined, light: undefined }],
  ['faces-several', { faces: 2 }],
  ['too-dark', { light: { contrast: 10, noise: 1, clipped: 0 } }],
  ['too-bright', { light: { contrast: 90, noise: 0, clipped: 1 } }],
  ['face-too-small', { box: { centre: { x: 320, y: 240 }, widthPx: 90 } }],
  ['face-too-close', { box: { centre: { x: 320, y: 240 }, widthPx: 400 } }],
  ['off-centre', { box: { centre: { x: 480, y: 240 }, widthPx: 200 } }],
  ['turned-away', { yawDegrees: 25 }],
] as const satisfies readonly (readonly [string, Partial<FaceView>])[];

it.each(changes)('positionOf gives the hint %s', (hint, change) => {
  expect(positionOf({ ...wellPlaced, ...change })).toBe(hint);
});

it('the test of positionOf has a row for every hint', () => {
  expect(changes.map(([hint]) => hint)).toEqual(hints);
});

it('positionOf gives one hint if several apply', () => {
  expect(positionOf({ ...wellPlaced, light: { contrast: 10, noise: 1, clipped: 0 }, yawDegrees: 25 })).toBe('too-dark');
});

it('positionOf measures against the short side, for an upright and a level camera', () => {
  const upright = { ...wellPlaced, widthPx: 480, heightPx: 640, box: { centre: { x: 240, y: 320 }, widthPx: 200 } };
  expect(positionOf(upright)).toBe('well-placed');
});

it('positionOf says that noise hides the face in the dark', () => {
  expect(positionOf({ ...wellPlaced, light: { contrast: 50, noise: 8, clipped: 0 } })).toBe('too-dark');
});

it('positionOf says that the face is in the wrong place if its light cannot be measured there', () => {
  const outside = { centre: { x: 640, y: 240 }, widthPx: 200 };
  expect(positionOf({ ...wellPlaced, light: undefined, box: outside })).toBe('off-centre');
});
