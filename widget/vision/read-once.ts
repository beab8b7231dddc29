import type { Box, PixelReader, Tile } from '#vision/picture.ts';

/** Copies the pixels of a box: four bytes per pixel, row by row. */
type Copy = (box: Box) => Uint8ClampedArray;

/** Read a picture part by part. For a box inside a tile that was read before, that tile is returned. */
export function readOnce(width: number, height: number, copy: Copy): PixelReader {
  const tiles: Tile[] = [];
  return {
    width,
    height,
    read(box) {
      const known = tiles.find((tile) => contains(tile, box));
      if (known) return known;
      const { left, top, right, bottom } = box;
      const tile = { data: copy(box), width: right - left, height: bottom - top, left, top };
      tiles.push(tile);
      return tile;
    },
  };
}

const contains = (tile: Tile, { left, top, right, bottom }: Box): boolean =>
  left >= tile.left && top >= tile.top && right <= tile.left + tile.width && bottom <= tile.top + tile.height;
