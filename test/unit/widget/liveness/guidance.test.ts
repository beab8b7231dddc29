import { expect, it } from 'vitest';
import { actingHints, hints, positionOf, type FaceView } from '../../../../widget/liveness/guidance.ts';

const wellPlaced: FaceView = {
  widthPx: 640,
  heightPx: 480,
  faces: 1,
  box: { centre: { x: 320, y: 240 }, widthPx: 200 },
  light: { contrast: 90, noise: 0.01, clipped: 0 },
  yawDegrees: 0,
  pitchDegrees: 0,
  mouthAperture: 0.02,
  eyeSurround: 0.95,
};

it('positionOf gives no hint for a well-placed face', () => {
  expect(positionOf(wellPlaced)).toBe('well-placed');
});

const changes = [
  ['face-missing', { faces: 0, box: undefined, light: undefined }],
  ['faces-several', { faces: 2 }],
  ['too-dark', { light: { contrast: 10, noise: 0.05, clipped: 0 } }],
  ['too-bright', { light: { contrast: 90, noise: 0, clipped: 1 } }],
  ['face-too-small', { box: { centre: { x: 320, y: 240 }, widthPx: 90 } }],
  ['face-too-close', { box: { centre: { x: 320, y: 240 }, widthPx: 400 } }],
  ['off-centre', { box: { centre: { x: 480, y: 240 }, widthPx: 200 } }],
  ['turned-away', { yawDegrees: 25 }],
  ['glasses-dark', { eyeSurround: 0.5 }],
  ['mouth-open', { mouthAperture: 0.2 }],
] as const satisfies readonly (readonly [string, Partial<FaceView>])[];

it.each(changes)('positionOf gives the hint %s', (hint, change) => {
  expect(positionOf({ ...wellPlaced, ...change })).toBe(hint);
});

it('the test of positionOf has a row for every hint', () => {
  expect(changes.map(([hint]) => hint)).toEqual(hints);
});

it('positionOf gives one hint if several apply', () => {
  expect(positionOf({ ...wellPlaced, light: { contrast: 10, noise: 0.05, clipped: 0 }, yawDegrees: 25 })).toBe(
    'too-dark',
  );
});

it('positionOf measures against the short side, for an upright and a level camera', () => {
  const upright = { ...wellPlaced, widthPx: 480, heightPx: 640, box: { centre: { x: 240, y: 320 }, widthPx: 200 } };
  expect(positionOf(upright)).toBe('well-placed');
});

it('positionOf says that noise hides the face in the dark', () => {
  expect(positionOf({ ...wellPlaced, light: { contrast: 50, noise: 0.15, clipped: 0 } })).toBe('too-dark');
});

it('positionOf does not ask for light where dark glasses hide the eyes, and does not waive what the light would not', () => {
  const hidden = { ...wellPlaced, eyeSurround: 0.3, light: { contrast: 10, noise: 0.05, clipped: 0 } };
  expect(positionOf(hidden)).toBe('glasses-dark');
  expect(positionOf(hidden, new Set(['glasses-dark']))).toBe('glasses-dark');
  // On a turned head a shadow is no lens.
  expect(positionOf({ ...hidden, yawDegrees: 25 })).toBe('too-dark');
});

it('positionOf says that the face is in the wrong place if its light cannot be measured there', () => {
  const outside = { centre: { x: 640, y: 240 }, widthPx: 200 };
  expect(positionOf({ ...wellPlaced, light: undefined, box: outside })).toBe('off-centre');
});

it('positionOf makes no request that is waived, and still makes the next one', () => {
  const seen = { ...wellPlaced, eyeSurround: 0.5, mouthAperture: 0.2 };
  expect(positionOf(seen)).toBe('glasses-dark');
  expect(positionOf(seen, new Set(['glasses-dark']))).toBe('mouth-open');
  expect(positionOf(seen, new Set(['glasses-dark', 'mouth-open']))).toBe('well-placed');
});

it('positionOf takes shadowed eyes and clear glasses for no dark ones, and relaxed lips for closed', () => {
  expect(positionOf({ ...wellPlaced, eyeSurround: 0.79, mouthAperture: 0.07 })).toBe('well-placed');
});

it('during an action only hints are shown that the action itself cannot cause', () => {
  expect(actingHints).toEqual(['face-missing', 'faces-several', 'face-too-small', 'face-too-close']);
});
