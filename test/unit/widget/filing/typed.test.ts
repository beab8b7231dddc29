import { describe, expect, it } from 'vitest';
import { maxPoints, maxStrokes } from '#protocol/filing/form/strokes.ts';
import { Signature } from '#protocol/filing/form/signature.ts';
import { strokesOf, type Ink } from '../../../../widget/filing/typed.ts';

/** Ink as a picture of text: `#` is ink. */
function inkOf(...rows: readonly string[]): Ink {
  return { width: rows[0]!.length, height: rows.length, has: (x, y) => rows[y]?.[x] === '#' };
}

/** The cells that strokes run through. */
const cellsOf = ({ width, height }: Ink, strokes: ReturnType<typeof strokesOf>) =>
  strokes.map((stroke) => stroke.map(([x, y]) => [Math.floor((x / 1_000) * width), Math.floor((y / 1_000) * height)]));

describe('the strokes of a typed name', () => {
  const ink = inkOf(
    '..##....#.', //
    '.#..#...#.',
    '.####.....',
    '.#..#...#.',
    '.#..#...#.',
  );
  const strokes = strokesOf(ink);
  const cells = cellsOf(ink, strokes);

  it('are the connected parts of the ink, the largest first', () => {
    expect(strokes).toHaveLength(3);
    expect(strokes[0]!.length).toBeGreaterThan(strokes[1]!.length);
  });

  it('cover all ink, and never leave it', () => {
    const covered = new Set(cells.flat().map(String));
    for (let at = 0; at < ink.width * ink.height; at += 1) {
      const [x, y] = [at % ink.width, Math.floor(at / ink.width)];
      expect(covered.has(String([x, y])), `${x},${y}`).toBe(ink.has(x, y));
    }
    for (const path of cells) {
      path.slice(1).forEach(([x, y], n) => {
        const [fromX, fromY] = path[n]!;
        expect(Math.max(Math.abs(x! - fromX!), Math.abs(y! - fromY!))).toBeLessThanOrEqual(1);
      });
    }
  });

  it('are a signature, also of a name that is all ink, or all dots', () => {
    const full = inkOf(...Array.from({ length: 40 }, () => '#'.repeat(100)));
    const dots = inkOf(...Array.from({ length: 40 }, (_, y) => (y % 2 ? '.' : '#.').repeat(y % 2 ? 100 : 50)));
    for (const each of [full, dots]) {
      const made = strokesOf(each);
      expect(Signature.shape.strokes.safeParse(made).error).toBeUndefined();
      expect(made.length).toBeLessThanOrEqual(maxStrokes);
      expect(Math.max(...made.map(({ length }) => length))).toBeLessThanOrEqual(maxPoints);
    }
    expect(strokesOf(inkOf('...'))).toEqual([]);
  });
});
