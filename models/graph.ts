import type { ElementType } from './tflite.ts';

/** An attribute as the protocol buffer of TensorFlow's `NodeDef` writes it in JSON: integers are strings. */
export type Attribute =
  | { readonly type: 'DT_FLOAT' | 'DT_INT32' }
  | { readonly i: string }
  | { readonly b: boolean }
  | { readonly s: string }
  | { readonly shape: { readonly dim: readonly { readonly size: string }[] } }
  | { readonly list: { readonly i: readonly string[] } | { readonly s: readonly string[] } };

/** One operation of a tfjs graph model: the `NodeDef` of TensorFlow. */
export interface NodeDefinition {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/** Where and what one constant is in the weights file. fp16 is an encoding of float32 to tfjs ("quantization"). */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly quantization?: { readonly dtype: 'float16'; readonly original_dtype: 'float32' };
}

export const integer = (value: number): Attribute => ({ i: String(value) });
export const integers = (values: readonly number[]): Attribute => ({ list: { i: values.map(String) } });
export const flag = (value: boolean): Attribute => ({ b: value });
export const text = (value: string): Attribute => ({ s: btoa(value) });
export const texts = (values: readonly string[]): Attribute => ({ list: { s: values.map((value) => btoa(value)) } });

/** A tfjs graph model under construction: nodes in the order they run, and constants in the order they are stored. */
export class Graph {
  readonly nodes: NodeDefinition[] = [];
  readonly weights: WeightSpec[] = [];
  readonly #weightBytes: Uint8Array[] = [];

  /** The constants end to end, in the order of `weights`. */
  get weightBytes(): Uint8Array {
    return Buffer.concat(this.#weightBytes);
  }

  /**
   * Add an operation.
   *
   * @param input names of the nodes it reads
   * @returns its name
   */
  add(name: string, op: string, input: readonly string[], attr: Readonly<Record<string, Attribute>> = {}): string {
    this.nodes.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  }

  /**
   * Add the input of the model.
   *
   * @param shape of the tensor that is fed
   */
  input(name: string, shape: readonly number[]): void {
    const dim = shape.map((size) => ({ size: String(size) }));
    this.nodes.push({
      name,
      op: 'Placeholder',
      input: [],
      attr: { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim } } },
    });
  }

  /**
   * Add a constant.
   *
   * @param bytes its elements, little-endian
   */
  constant(name: string, shape: readonly number[], type: ElementType, bytes: Uint8Array): string {
    const dtype = type === 'int32' ? 'int32' : 'float32';
    const quantization = { dtype: 'float16', original_dtype: 'float32' } as const;
    this.nodes.push({
      name,
      op: 'Const',
      input: [],
      attr: { dtype: { type: dtype === 'int32' ? 'DT_INT32' : 'DT_FLOAT' } },
    });
    this.weights.push({ name, shape, dtype, ...(type === 'float16' && { quantization }) });
    this.#weightBytes.push(bytes);
    return name;
  }

  /** Add a constant of whole numbers: indices, axes, sizes. A scalar has the shape []. */
  integers(name: string, values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant(name, shape, 'int32', new Uint8Array(Int32Array.from(values).buffer));
  }

  /** Add a float32 constant, row by row. */
  floats(name: string, values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant(name, shape, 'float32', new Uint8Array(Float32Array.from(values).buffer));
  }
}
