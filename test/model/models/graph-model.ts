import '@tensorflow/tfjs-backend-cpu';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { setBackend, tensor, type io, type Tensor } from '@tensorflow/tfjs-core';
import { createRandom } from '../../../assess/synthetic/random.ts';

/**
 * Run a graph model once in Node.
 *
 * @param values the input, row by row
 * @returns the outputs asked for, in their order, row by row
 */
export async function runGraph(
  backend: 'wasm' | 'cpu',
  file: io.IOHandler,
  input: { readonly shape: number[]; readonly values: readonly number[] },
  outputs: string[],
): Promise<number[][]> {
  await setBackend(backend);
  const model = await loadGraphModel(file);
  const fed = tensor([...input.values], input.shape);
  const found = [model.execute(fed, outputs)].flat() as Tensor[];
  const values = await Promise.all(found.map(async (output) => [...(await output.data())]));
  for (const held of [fed, ...found]) held.dispose();
  model.dispose();
  return values;
}

/** The largest difference between two lists of the same length. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length || a.length === 0) return Infinity;
  return a.reduce((largest, value, at) => Math.max(largest, Math.abs(value - b[at]!)), 0);
}

/** Random values between `from` and `to`, the same in every run. */
export function noise(length: number, from: number, to: number): number[] {
  const random = createRandom(1);
  return Array.from({ length }, () => from + (to - from) * random());
}
