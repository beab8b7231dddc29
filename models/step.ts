import type { Graph } from './graph.ts';
import type { Operator, Tensor } from './tflite.ts';

/** One operator on its way into the graph. */
export interface Step {
  readonly graph: Graph;
  readonly operator: Operator;
  /** Names of the nodes that the operator reads. */
  readonly inputs: readonly string[];
  /** The tensors that it reads. */
  readonly tensors: readonly Tensor[];
  /** What its result is called, and its shape. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether large kernels are stored in eight bits. */
  readonly eightBits: boolean;
}
