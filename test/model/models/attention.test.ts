import { beforeAll, describe, expect, it } from 'vitest';
import { landmarksToTransformMatrix, transformLandmarks, transformTensorBilinear } from '../../../models/attention.ts';
import { Graph } from '../../../models/graph.ts';
import { startWasm } from '../../../models/load.ts';
import type { Step } from '../../../models/step.ts';
import type { Operator } from '../../../models/tflite.ts';
import { runGraph } from './graph-model.ts';

beforeAll(startWasm);

const operator = (custom: Record<string, unknown>): Operator => ({
  kind: 'custom',
  inputs: [],
  outputs: [],
  option: () => 0,
  custom,
});

/** Run one operator on its first input; further inputs are constants. */
async function run(
  lower: (step: Step) => void,
  input: { shape: number[]; values: readonly number[] },
  { shape, constant, custom = {} }: { shape: number[]; constant?: number[]; custom?: Record<string, unknown> },
): Promise<number[]> {
  const graph = new Graph();
  graph.input('in', input.shape);
  const inputs = ['in'];
  if (constant !== undefined) inputs.push(graph.floats('matrix', constant, [1, 4, 4]));
  const tensors = [{ name: 'in', shape: input.shape, type: 'float32' as const, bytes: undefined }];
  lower({ graph, operator: operator(custom), inputs, tensors, name: 'out', shape, eightBits: false });
  const file = {
    load: async () => ({
      modelTopology: { node: graph.nodes, versions: {} },
      weightSpecs: [...graph.weights] as never,
      weightData: new Uint8Array(graph.weightBytes).buffer,
    }),
  };
  const [values] = await runGraph('wasm', file, input, ['out']);
  return values!;
}

/** A 4×4 matrix of [[a, b], [c, d]] and a shift. */
const affine = (a: number, b: number, c: number, d: number, x: number, y: number): number[] => [
  a,
  b,
  0,
  x,
  c,
  d,
  0,
  y,
  0,
  0,
  1,
  0,
  0,
  0,
  0,
  1,
];

const expectClose = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) expect(found[at]).toBeCloseTo(value, 4);
};

/** A 40×20 box around (100, 60) turned by an angle, then the ends of its long middle line; z is not used. */
const box = (degrees: number): number[] => {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const corners = [
    [-20, -10],
    [20, -10],
    [20, 10],
    [-20, 10],
    [-20, 0],
    [20, 0],
  ] as const;
  return corners.flatMap(([x, y], at) => [100 + c * x - s * y, 60 + s * x + c * y, at * 7]);
};

describe('landmarksToTransformMatrix', () => {
  const window = {
    subset_idxs: [0, 1, 2, 3],
    left_rotation_idx: 4,
    right_rotation_idx: 5,
    scale_x: 1.5,
    scale_y: 2,
    output_width: 16,
    output_height: 8,
    target_rotation_radians: null,
  };

  it.each([0, 30, 90, -135])('lays the window over a box turned by %d degrees', async (degrees) => {
    const input = { shape: [1, 6, 3], values: box(degrees) };
    const found = await run(landmarksToTransformMatrix, input, { shape: [1, 4, 4], custom: window });
    const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
    const [sx, sy] = [(40 * 1.5) / 16, (20 * 2) / 8];
    // The window's middle, (8, 4), lands on the box's middle.
    const shift = [100 - 8 * c * sx + 4 * s * sy, 60 - 8 * s * sx - 4 * c * sy] as const;
    expectClose(found, affine(c * sx, -s * sy, s * sx, c * sy, ...shift));
  });

  it('refuses a target rotation', async () => {
    const custom = { ...window, target_rotation_radians: 0.5 };
    const input = { shape: [1, 6, 3], values: box(0) };
    await expect(run(landmarksToTransformMatrix, input, { shape: [1, 4, 4], custom })).rejects.toMatchObject({
      code: 'operator-unsupported',
    });
  });
});

describe('transformTensorBilinear', () => {
  const picture = { shape: [1, 2, 3, 1], values: [1, 2, 3, 4, 5, 6] };

  it.each([
    ['unchanged', affine(1, 0, 0, 1, 0, 0), [1, 2, 3, 4, 5, 6]],
    ['one to the right, zero outside', affine(1, 0, 0, 1, 1, 0), [2, 3, 0, 5, 6, 0]],
    ['half way between two', affine(1, 0, 0, 1, 0.5, 0), [1.5, 2.5, 1.5, 4.5, 5.5, 3]],
    ['each pixel from the middle of a square of 2×2 pixels', affine(2, 0, 0, 2, 0, 0), [3, 2.25, 0, 0, 0, 0]],
  ])('looks %s', async (_, constant, expected) => {
    expectClose(await run(transformTensorBilinear, picture, { shape: [1, 2, 3, 1], constant }), expected);
  });
});

describe('transformLandmarks', () => {
  it('turns by a quarter and shifts', async () => {
    const input = { shape: [1, 2, 2], values: [1, 0, 3, 4] };
    const constant = affine(0, -1, 1, 0, 10, 20);
    expectClose(await run(transformLandmarks, input, { shape: [1, 2, 2], constant }), [10, 21, 6, 23]);
  });
});
