/** Stores convolution kernels with one byte for each weight. Kernels are most of a model's bytes (decision 0013). */
import type { Graph } from './graph.ts';
import type { Step } from './step.ts';

/** Kernels with fewer weights are not changed: together they are small, and all depthwise kernels are among them. */
export const leastWeights = 4096;

const steps = 255;

/**
 * Stores a convolution's kernel in 8 bits, if it is large enough. tfjs's format has one range for the whole kernel. Where the
 * output is a single pixel, the weights and the bias of each channel are first divided by the channel's largest weight, and the
 * output must be multiplied by it again, which costs almost nothing for one pixel.
 *
 * @returns the name of the constant by which the output must be multiplied; undefined if there is none. Its numbers are above 0,
 *   so the multiplication may also follow a Relu
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

/** The largest absolute weight of each channel; 1 where all weights are 0. The channel is the last axis of a kernel. */
function largestOf(weights: Float32Array, channels: number): Float32Array {
  const largest = new Float32Array(channels);
  for (const [at, weight] of weights.entries()) {
    largest[at % channels] = Math.max(largest[at % channels]!, Math.abs(weight));
  }
  return largest.map((value) => value || 1);
}

/** Stores weights in 8 bits. The range is from the smallest weight to the largest, so no error is above half a step. */
function store(graph: Graph, name: string, weights: Float32Array): void {
  const min = weights.reduce((least, weight) => Math.min(least, weight));
  const max = weights.reduce((most, weight) => Math.max(most, weight));
  const scale = (max - min) / steps || 1;
  const bytes = Uint8Array.from(weights, (weight) => Math.round((weight - min) / scale));
  graph.recode(name, bytes, { dtype: 'uint8', original_dtype: 'float32', scale, min });
}
