/** Convolutions' kernels with a byte a weight: most of a model's bytes are these (decision 0013). */
import type { Graph } from './graph.ts';
import type { Step } from './step.ts';

/** Kernels of fewer weights stay as they are: together they are little, and depthwise ones are among them. */
export const leastWeights = 4096;

const steps = 255;

/**
 * Store a convolution's kernel in eight bits, if it is large enough. One range serves the whole kernel, as in tfjs's format; but
 * where a single pixel comes out, each channel's weights and bias are divided by the channel's largest weight first, and multiplying
 * the result costs next to nothing.
 *
 * @returns name of the constant to multiply the convolution's result with, if there is one. Its numbers are above 0, so that it
 *   may be done behind a Relu too
 */
export function kernelInEightBits({ graph, inputs: [, kernel, bias], name, shape }: Step): string | undefined {
  const weights = graph.halves(kernel!);
  if (weights === undefined || weights.length < leastWeights) return undefined;
  const [, height, width, channels] = shape;
  if (height! * width! > 1) {
    store(graph, kernel!, weights);
    return undefined;
  }
  const scales = largestOf(weights, channels!);
  const even = weights.map((weight, at) => weight / scales[at % channels!]!);
  store(graph, kernel!, even);
  const shares = graph.halves(bias!)!.map((value, channel) => value / scales[channel]!);
  graph.recode(bias!, new Uint8Array(shares.buffer));
  return graph.floats(`${name}/scales`, [...scales]);
}

/** The largest absolute weight of each channel; 1 where all are 0. The channel is the last of a kernel's axes. */
function largestOf(weights: Float32Array, channels: number): Float32Array {
  const largest = new Float32Array(channels);
  for (const [at, weight] of weights.entries()) {
    largest[at % channels] = Math.max(largest[at % channels]!, Math.abs(weight));
  }
  return largest.map((value) => value || 1);
}

/** The range goes from the smallest weight to the largest, so that none is off by more than half a step. */
function store(graph: Graph, name: string, weights: Float32Array): void {
  const min = weights.reduce((least, weight) => Math.min(least, weight));
  const max = weights.reduce((most, weight) => Math.max(most, weight));
  const scale = (max - min) / steps || 1;
  const bytes = Uint8Array.from(weights, (weight) => Math.round((weight - min) / scale));
  graph.recode(name, bytes, { dtype: 'uint8', original_dtype: 'float32', scale, min });
}
