import { expect, it } from 'vitest';
import type { Box } from '#vision/picture.ts';
import { readOnce } from '../../../../widget/vision/read-once.ts';
import { exactly, noise } from '../../vision/reading.ts';

const picture = noise(32, 24);
const face = { left: 8, top: 4, right: 20, bottom: 18 };

function read(): { readonly frame: ReturnType<typeof readOnce>; readonly boxes: readonly Box[] } {
  const boxes: Box[] = [];
  const source = exactly(picture, boxes);
  return { frame: readOnce(32, 24, (box) => source.read(box).data), boxes };
}

it('readOnce gives the pixels of the box', () => {
  const tile = read().frame.read(face);
  expect(tile).toMatchObject({ left: 8, top: 4, width: 12, height: 14 });
  expect(tile.data).toEqual(exactly(picture).read(face).data);
});

it('readOnce copies no pixel again for a box inside one that was read', () => {
  const { frame, boxes } = read();
  const tile = frame.read(face);
  expect(frame.read(face)).toBe(tile);
  expect(frame.read({ ...face, left: 9, bottom: 17 })).toBe(tile);
  expect(boxes).toEqual([face]);
});

it.each(['left', 'top', 'right', 'bottom'] as const)(
  'readOnce copies a box that extends beyond the %s of what was read',
  (side) => {
    const { frame, boxes } = read();
    frame.read(face);
    const larger = { ...face, [side]: face[side] + (side === 'left' || side === 'top' ? -1 : 1) };
    expect(frame.read(larger)).toMatchObject({ left: larger.left, top: larger.top });
    expect(boxes).toEqual([face, larger]);
  },
);
