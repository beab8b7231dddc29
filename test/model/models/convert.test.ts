import { describe, expect, it } from 'vitest';
import { assetNamed, packageFolder, unpackAssets } from '../../../models/asset.ts';
import { readCanonicalFace } from '../../../models/canonical-face.ts';
import { convert } from '../../../models/convert.ts';
import { Graph } from '../../../models/graph.ts';
import { lower } from '../../../models/operator.ts';

const assets = unpackAssets(packageFolder);

describe('convert', () => {
  const recipe = { name: 'mesh', asset: 'face_landmark.tflite', outputs: {}, finish: () => [], eightBits: false };

  it('refuses what is not a tflite file', () => {
    expect(() => convert(recipe, new Uint8Array(64))).toThrow(expect.objectContaining({ code: 'asset-malformed' }));
  });

  it('refuses an output that the model does not have', () => {
    const outputs = { absent: 'output_mesh' };
    expect(() => convert({ ...recipe, outputs }, assetNamed(assets, recipe.asset))).toThrow(
      expect.objectContaining({ code: 'output-unknown' }),
    );
  });
});

describe('lower', () => {
  const value = { name: 'x', shape: [1], type: 'float32', bytes: undefined } as const;

  it.each([
    ['an operator that it does not know', 'SOFTMAX', 0],
    ['an activation that it does not know', 'CONV_2D', 4],
    ['an activation where none is expected', 'ADD', 1],
  ])('refuses %s', (_, kind, option) => {
    const operator = { kind, inputs: [0, 0], outputs: [1], option: () => option, custom: undefined };
    const model = { tensors: [value, value], operators: [operator], inputs: [0], outputs: [1] };
    expect(() => lower(model, new Graph(), String, false)).toThrow(
      expect.objectContaining({ code: 'operator-unsupported' }),
    );
  });
});

describe('readCanonicalFace', () => {
  const { vertices, uv, triangles } = readCanonicalFace(
    assetNamed(assets, 'geometry_pipeline_metadata_landmarks.binarypb'),
  );

  it('has 468 points, their texture coordinates and 898 triangles', () => {
    expect([vertices.length, uv.length, triangles.length]).toEqual([468, 468, 898]);
    expect(Math.max(...triangles.flat())).toBe(467);
    expect(Math.min(...uv.flat())).toBeGreaterThanOrEqual(0);
    expect(Math.max(...uv.flat())).toBeLessThanOrEqual(1);
  });

  it('has the right eye on the image left, the forehead up and the nose in front', () => {
    const [rightEye, leftEye, forehead, chin, nose] = [33, 263, 10, 152, 4].map((index) => vertices[index]!);
    expect(rightEye![0]).toBeCloseTo(-leftEye![0], 5);
    expect(rightEye![0]).toBeLessThan(0);
    expect(forehead![1]).toBeGreaterThan(chin![1]);
    expect(nose![2]).toBe(Math.max(...vertices.map(([, , z]) => z)));
  });

  it('refuses a buffer without a mesh', () => {
    expect(() => readCanonicalFace(new Uint8Array())).toThrow(expect.objectContaining({ code: 'asset-malformed' }));
  });
});
