import { describe, expect, it } from 'vitest';
import { maxPoints, maxStrokes, strokeScale } from '#protocol/filing/form/strokes.ts';
import { Signature } from '#protocol/filing/form/signature.ts';
import { Drawing, fitted, pointIn, type Point } from '../../../../widget/filing/strokes.ts';

const strokesOf = Signature.shape.strokes;
const box = { left: 100, top: 50, width: 400, height: 160 } as DOMRectReadOnly;

describe('pointIn', () => {
  it.each([
    ['the corner', 100, 50, [0, 0]],
    ['the middle', 300, 130, [500, 500]],
    ['a place beside the pad', 900, -10, [1_000, 0]],
  ])('gives %s in thousandths of the pad', (_, x, y, point) => {
    expect(pointIn(box, x, y)).toEqual(point);
  });
});

describe('Drawing', () => {
  const drawn = (...points: Point[]) => {
    const drawing = new Drawing();
    drawing.begin(points[0]!);
    for (const point of points.slice(1)) drawing.extend(point);
    return drawing;
  };

  it('is not a name before a quarter of the pad’s width is drawn', () => {
    expect(new Drawing().isEnough).toBe(false);
    expect(drawn([0, 0], [240, 0]).isEnough).toBe(false);
    expect(drawn([0, 0], [260, 0]).isEnough).toBe(true);
  });

  it('has a dot as a stroke of two points, also at the edge', () => {
    for (const dot of [drawn([5, 5]), drawn([strokeScale, 5])])
      expect(strokesOf.safeParse(dot.strokes).success).toBe(true);
  });

  it('never has more points and strokes than a signature may, whatever is drawn', () => {
    const drawing = new Drawing();
    for (let stroke = 0; stroke < maxStrokes; stroke += 1) {
      drawing.begin([0, 0]);
      for (let n = 0; n < maxPoints + 100; n += 1) drawing.extend([(n * 7) % strokeScale, (n * 13) % strokeScale]);
    }
    expect(strokesOf.safeParse(drawing.strokes).error).toBeUndefined();
    expect(drawing.strokes).toHaveLength(maxStrokes);
    // A stroke that is too long goes on where it was.
    expect(drawing.strokes[1]![0]).toEqual(drawing.strokes[0]!.at(-1));
  });

  it('takes back stroke by stroke, or everything', () => {
    const drawing = drawn([0, 0], [300, 0]);
    drawing.begin([0, 500]);
    drawing.undo();
    expect(drawing.strokes).toHaveLength(1);
    drawing.clear();
    expect(drawing.strokes).toEqual([]);
  });
});

describe('fitted', () => {
  /** Width to height of the ink on the form, whose field is 100 × 25 points. */
  const ratioOf = (strokes: readonly (readonly Point[])[]) => {
    const [xs, ys] = [strokes.flat().map(([x]) => x), strokes.flat().map(([, y]) => y)];
    return ((Math.max(...xs) - Math.min(...xs)) * 100) / ((Math.max(...ys) - Math.min(...ys)) * 25);
  };

  it.each([
    [
      'a wide name',
      [
        [0, 400],
        [1_000, 500],
      ],
      25,
    ],
    [
      'a high name',
      [
        [300, 0],
        [500, 1_000],
      ],
      0.5,
    ],
    [
      'a small name',
      [
        [450, 450],
        [550, 550],
      ],
      2.5,
    ],
  ] as const)('keeps the proportions of %s, inside the field', (_, [from, to], ratio) => {
    const strokes = fitted([[[...from], [...to]]]);
    expect(ratioOf(strokes)).toBeCloseTo(ratio, 0);
    expect(strokesOf.safeParse(strokes).error).toBeUndefined();
  });

  it('makes a small name larger, but at most twice', () => {
    const [[from, to]] = fitted([
      [
        [450, 450],
        [550, 550],
      ],
    ]) as [[Point, Point]];
    expect(to[1] - from[1]).toBe(200);
  });
});
