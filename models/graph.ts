/** A tfjs graph model under construction. */
import type { ElementType } from './tflite.ts';

/** An attribute in the JSON form of TensorFlow's `NodeDef`, in which integers are strings. */
export type Attribute =
  | { readonly type: 'DT_FLOAT' | 'DT_INT32' }
  | { readonly i: string }
  | { readonly b: boolean }
  | { readonly s: string }
  | { readonly shape: { readonly dim: readonly { readonly size: string }[] } }
  | { readonly list: { readonly i: readonly string[] } | { readonly s: readonly string[] } };

/** One operation of a tfjs graph model: TensorFlow's `NodeDef`. */
export interface NodeDefinition {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, Attribute>>;
}

/** How float32 numbers are stored in fewer bytes (tfjs: quantization): as fp16, or as a byte b for `min` + b × `scale`. */
export type Encoding =
  | { readonly dtype: 'float16'; readonly original_dtype: 'float32' }
  | { readonly dtype: 'uint8'; readonly original_dtype: 'float32'; readonly scale: number; readonly min: number };

/** One constant of the weights file. */
export interface WeightSpec {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'int32';
  readonly quantization?: Encoding;
}

interface Constant {
  readonly spec: WeightSpec;
  /** The elements as stored, little-endian. */
  readonly bytes: Uint8Array;
}

export const integer = (value: number): Attribute => ({ i: String(value) });
export const integers = (values: readonly number[]): Attribute => ({ list: { i: values.map(String) } });
export const flag = (value: boolean): Attribute => ({ b: value });
export const text = (value: string): Attribute => ({ s: btoa(value) });
export const texts = (values: readonly string[]): Attribute => ({ list: { s: values.map((value) => btoa(value)) } });

/** Nodes in the order in which they run, and constants in the order in which they are stored. */
export class Graph {
  readonly nodes: NodeDefinition[] = [];
  readonly #constants = new Map<string, Constant>();

  /** The constants' descriptions, in the order in which they are stored. */
  get weights(): WeightSpec[] {
    return [...this.#constants.values()].map(({ spec }) => spec);
  }

  /** The constants' bytes one after another, in the order of `weights`. */
  get weightBytes(): Uint8Array {
    return Buffer.concat([...this.#constants.values()].map(({ bytes }) => bytes));
  }

  /**
   * Adds an operation.
   *
   * @param input names of the nodes that it reads
   * @returns `name`
   */
  add(name: string, op: string, input: readonly string[], attr: Readonly<Record<string, Attribute>> = {}): string {
    this.nodes.push({ name, op, input, attr: { T: { type: 'DT_FLOAT' }, ...attr } });
    return name;
  }

  /**
   * Adds an input of the model.
   *
   * @param shape of the tensor that callers pass
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
   * Adds a constant.
   *
   * @param bytes its elements, little-endian
   * @returns `name`
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
    this.#constants.set(name, { spec: { name, shape, dtype, ...(type === 'float16' && { quantization }) }, bytes });
    return name;
  }

  /** The numbers of an fp16 constant; undefined if no constant has this name, or it is not fp16. */
  halves(name: string): Float32Array | undefined {
    const constant = this.#constants.get(name);
    if (constant?.spec.quantization?.dtype !== 'float16') return undefined;
    // Copied, because a view of two-byte elements must begin at an even offset.
    return Float32Array.from(new Float16Array(new Uint8Array(constant.bytes).buffer));
  }

  /** Replaces a constant's bytes and encoding. Its name, shape and order stay the same. */
  recode(name: string, bytes: Uint8Array, quantization?: Encoding): void {
    const { name: same, shape, dtype } = this.#constants.get(name)!.spec;
    this.#constants.set(name, { spec: { name: same, shape, dtype, ...(quantization && { quantization }) }, bytes });
  }

  /** Adds a constant of whole numbers: indices, axes or sizes. A scalar has the shape []. */
  integers(name: string, values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant(name, shape, 'int32', new Uint8Array(Int32Array.from(values).buffer));
  }

  /** Adds a float32 constant; its values are in row-major order. */
  floats(name: string, values: readonly number[], shape: readonly number[] = [values.length]): string {
    return this.constant(name, shape, 'float32', new Uint8Array(Float32Array.from(values).buffer));
  }
}
