import type { Graph } from './graph.ts';
import type { Operator, Tensor } from './tflite.ts';

/** One operator to translate, with the graph that it is added to. */
export interface Step {
  readonly graph: Graph;
  readonly operator: Operator;
  /** Names of the nodes that the operator reads. */
  readonly inputs: readonly string[];
  /** The tensors that the operator reads. */
  readonly tensors: readonly Tensor[];
  /** Name and shape of the result. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether large kernels are stored in 8 bits. */
  readonly eightBits: boolean;
}
