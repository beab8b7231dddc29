/** One model on tfjs's WASM backend, recorded on a tape (decision 0006). */
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { backend, dispose, zeros, type io, type Tensor } from '@tensorflow/tfjs-core';
import { RecordableBackend } from './recordable-backend.ts';
import type { Tape } from './tape.ts';

/** One model. The caller fills its input, runs it and reads its outputs in the runtime's own memory, without copies. */
export interface Network {
  /** A view, which is invalid after the runtime's memory has grown: get a new one before each run. */
  readonly input: Float32Array;
  /** @returns the outputs in the order of their names: views, valid until the next run */
  run(): readonly Float32Array[];
  /**
   * Prove the tape: on an input other than the recorded one, its results must be those of tfjs, bit for bit.
   *
   * @throws Error if they differ
   */
  prove(): void;
  dispose(): void;
}

/**
 * Loads a model on the active backend and records it.
 *
 * @param side the input is side × side × 3
 * @param outputs names of the outputs in the graph
 * @throws Error if the backend cannot be recorded
 */
export async function recordNetwork(model: io.IOHandler, side: number, outputs: readonly string[]): Promise<Network> {
  const wasm = backend();
  if (!(wasm instanceof RecordableBackend)) throw new Error('the active backend cannot be recorded');
  const graph = await loadGraphModel(model);
  const input = zeros([1, side, side, 3]);
  const execute = () => [graph.execute(input, [...outputs])].flat() as Tensor[];
  const free = () => {
    input.dispose();
    graph.dispose();
  };
  let recorded: Tensor[] = [];
  let tape: Tape;
  try {
    tape = wasm.record(() => {
      recorded = execute();
    });
  } catch (error) {
    free();
    throw error;
  }
  const network: Network = {
    get input() {
      return wasm.view(input);
    },
    run() {
      tape.play();
      return recorded.map((output) => wasm.view(output));
    },
    prove() {
      fill(network.input);
      const expected = execute();
      const isSame = network.run().every((values, at) => isEqual(values, wasm.view(expected[at]!)));
      dispose(expected);
      if (!isSame) throw new Error('the tape differs from tfjs');
    },
    dispose() {
      tape.dispose();
      free();
    },
  };
  return network;
}

/** Fills in values from 0 to 1 without a pattern, in steps of the golden ratio. */
function fill(values: Float32Array): void {
  for (let at = 0; at < values.length; at += 1) values[at] = (at * 0.618_033_988_75) % 1;
}

const isEqual = (a: Float32Array, b: Float32Array): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);
