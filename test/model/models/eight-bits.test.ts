import { describe, expect, it } from 'vitest';
import { kernelInEightBits, leastWeights } from '../../../models/eight-bits.ts';
import { Graph, type WeightSpec } from '../../../models/graph.ts';
import { createRandom } from '../../../assess/synthetic/random.ts';

const channels = 16;
const rows = leastWeights / channels;
const halves = (values: readonly number[]) => new Uint8Array(new Float16Array(values).buffer);

/** Weights of channel n lie between −2ⁿ⁻⁸ and 2ⁿ⁻⁸, so a scale for all channels would round the smallest to zero. */
const random = createRandom(3);
const weights = Array.from(
  new Float16Array(leastWeights),
  (_, at) => Math.fround(random() * 2 - 1) * 2 ** ((at % channels) - 8),
);
const biases = Array.from({ length: channels }, (_, channel) => channel - 5);

/** A graph with one kernel in eight bits, and the name of its scales. */
function shrunk(kernel: readonly number[], [height, width]: readonly [number, number]) {
  const graph = new Graph();
  graph.constant('kernel', [1, 1, kernel.length / channels, channels], 'float16', halves(kernel));
  graph.constant('bias', [channels], 'float16', halves(biases));
  const operator = { kind: 'CONV_2D', inputs: [], outputs: [], option: () => 0, custom: undefined };
  const inputs = ['in', 'kernel', 'bias'];
  const shape = [1, height, width, channels];
  const scales = kernelInEightBits({ graph, operator, inputs, tensors: [], name: 'out', shape, eightBits: true });
  return { scales, numbers: (name: string) => decoded(graph, name) };
}

/** A constant, as tfjs reads it. */
function decoded(graph: Graph, name: string): number[] {
  let at = 0;
  for (const spec of graph.weights) {
    const length = spec.shape.reduce((product, size) => product * size, 1);
    const bytes = length * bytesOf(spec);
    if (spec.name === name) return elements(spec, graph.weightBytes.slice(at, at + bytes));
    at += bytes;
  }
  throw new Error(`no constant ${name}`);
}

const bytesOf = ({ quantization }: WeightSpec) => ({ uint8: 1, float16: 2, none: 4 })[quantization?.dtype ?? 'none'];

function elements({ quantization }: WeightSpec, stored: Uint8Array): number[] {
  const bytes = new Uint8Array(stored);
  if (quantization === undefined) return [...new Float32Array(bytes.buffer)];
  if (quantization.dtype === 'float16') return [...new Float16Array(bytes.buffer)];
  return Array.from(bytes, (byte) => quantization.min + byte * quantization.scale);
}

describe('a kernel in eight bits', () => {
  const asStored = [...new Float16Array(weights)];

  it('has one range if the output has many pixels, with no weight off by more than half a step', () => {
    const { scales, numbers } = shrunk(weights, [8, 8]);
    expect(scales).toBeUndefined();
    const halfStep = (Math.max(...asStored) - Math.min(...asStored)) / 255 / 2;
    for (const [at, value] of numbers('kernel').entries()) {
      expect(Math.abs(value - asStored[at]!)).toBeLessThanOrEqual(halfStep * 1.0001);
    }
    expect(numbers('bias')).toEqual(biases);
  });

  it('has a range for each channel if the output has one pixel, and the scales restore weights and bias', () => {
    const { scales, numbers } = shrunk(weights, [1, 1]);
    expect(scales).toBe('out/scales');
    const kernel = numbers('kernel');
    for (const [channel, scale] of numbers('out/scales').entries()) {
      const column = (values: readonly number[]) =>
        Array.from({ length: rows }, (_, row) => values[row * channels + channel]!);
      expect(scale).toBe(Math.max(...column(asStored).map(Math.abs)));
      const [found, expected] = [column(kernel), column(asStored)];
      for (const [row, value] of found.entries()) {
        expect(Math.abs(value * scale - expected[row]!)).toBeLessThanOrEqual((scale / 255) * 1.0001);
      }
      expect(numbers('bias')[channel]! * scale).toBeCloseTo(biases[channel]!, 5);
    }
  });

  it('that has only zeros stays zeros', () => {
    const { numbers } = shrunk(
      weights.map(() => 0),
      [1, 1],
    );
    expect(new Set(numbers('kernel'))).toEqual(new Set([0]));
    expect(numbers('bias')).toEqual(biases);
  });

  it('is not made from a small kernel', () => {
    const small = weights.slice(channels);
    const { scales, numbers } = shrunk(small, [1, 1]);
    expect(scales).toBeUndefined();
    expect(numbers('kernel')).toEqual(asStored.slice(channels));
  });
});
