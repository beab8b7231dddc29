import type { TracedFace } from '#protocol/measure/landmark.ts';
import { describe, expect, it } from 'vitest';
import { mostRuns, settled } from '../../../../worker/vision/settled.ts';
import { recordOf } from '../appraisal/check/records.ts';

/** A face about 100 px wide, moved to the right. */
const faceAt = (right: number): TracedFace =>
  recordOf(0, { widthPx: 100 }).face!.map(({ x, y }) => ({ x: x + right, y }));

/** The runs of a mesh that gives these faces one after the other, and the last one for ever. */
function mesh(faces: readonly (TracedFace | undefined)[]) {
  let runs = 0;
  return { again: async () => faces[Math.min(runs++, faces.length - 1)], runs: () => runs };
}

describe('settled', () => {
  it('runs the mesh until the points move by no more than half a per cent of the width', async () => {
    const { again, runs } = mesh([10, 16, 18, 18.4, 18.5].map(faceAt));
    expect(await settled(faceAt(0), again)).toEqual(faceAt(18.4));
    expect(runs()).toBe(4);
  });

  it('runs once more where the first face has settled', async () => {
    const { again, runs } = mesh([faceAt(0.2)]);
    await settled(faceAt(0), again);
    expect(runs()).toBe(1);
  });

  it('gives the last points of a mesh that does not settle', async () => {
    const { again, runs } = mesh(Array.from({ length: 50 }, (_, n) => faceAt(10 * n + 10)));
    expect(await settled(faceAt(0), again)).toEqual(faceAt(10 * mostRuns));
    expect(runs()).toBe(mostRuns);
  });

  it('keeps the points after which the mesh sees no face, and gives none if there were none', async () => {
    expect(await settled(faceAt(0), mesh([faceAt(10), undefined]).again)).toEqual(faceAt(10));
    expect(await settled(undefined, mesh([faceAt(10)]).again)).toBeUndefined();
  });
});
