/** Records with a face of a given size and position. */
import type { TraceRecord } from '#protocol/capture/trace.ts';
import { traced } from '../../../protocol/measure/traced.ts';

/** A record 50 ms after the one before it, whose face is `widthPx` wide with its centre at (x, y). */
export function recordOf(n: number, { x = 320, y = 240, widthPx = 160 } = {}): TraceRecord {
  const half = widthPx / 2;
  const face = traced({ 10: [x, y - half], 152: [x, y + half], 234: [x - half, y], 454: [x + half, y] });
  return { atMs: n * 50, faces: 1, skin: [180, 140, 120], background: [90, 95, 100], face };
}

export const empty = (n: number): TraceRecord => ({
  atMs: n * 50,
  faces: 0,
  skin: [0, 0, 0],
  background: [90, 95, 100],
  face: undefined,
});
