/* oxlint-disable no-underscore-dangle -- flatbuffers names its accessors so */
/** Reads tflite files. */
import { ByteBuffer } from 'flatbuffers';
import { toObject } from 'flatbuffers/js/flexbuffers.js';
import { ConversionError } from './conversion-error.ts';

/** The element types that these models use, by their number in tflite's schema. */
const elementTypes = { 0: 'float32', 1: 'float16', 2: 'int32' } as const;

export type ElementType = (typeof elementTypes)[keyof typeof elementTypes];

/** The built-in operators that these models use, by their number in tflite's schema. */
const builtinOperators: Readonly<Record<number, string>> = {
  0: 'ADD',
  2: 'CONCATENATION',
  3: 'CONV_2D',
  4: 'DEPTHWISE_CONV_2D',
  6: 'DEQUANTIZE',
  17: 'MAX_POOL_2D',
  18: 'MUL',
  19: 'RELU',
  22: 'RESHAPE',
  34: 'PAD',
  45: 'STRIDED_SLICE',
  54: 'PRELU',
};

const customOperator = 32;

/** A value that the model computes, or a constant. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: ElementType;
  /** The elements of a constant, little-endian; undefined for a computed value. */
  readonly bytes: Uint8Array | undefined;
}

/** One step of the model. */
export interface Operator {
  /** Name in tflite's schema (`CONV_2D`), or the name of a custom operator. */
  readonly kind: string;
  /** Indices into the model's tensors. */
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** A scalar option, by its field number in the schema. @param fallback the schema's default; 0 unless given */
  readonly option: (place: number, size: 'byte' | 'int', fallback?: number) => number;
  /** The options of a custom operator, a flexbuffers map; undefined if it has none. */
  readonly custom: Readonly<Record<string, unknown>> | undefined;
}

export interface Model {
  readonly tensors: readonly Tensor[];
  readonly operators: readonly Operator[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/**
 * Reads a tflite file with one subgraph. The numbers in this function are field numbers of tflite's schema.
 *
 * @throws ConversionError `asset-malformed`, `operator-unsupported`
 * @see https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs
 */
export function readTflite(bytes: Uint8Array): Model {
  const buffer = new ByteBuffer(bytes);
  if (!buffer.__has_identifier('TFL3')) throw new ConversionError('asset-malformed', 'not a tflite file');
  const model = new Table(buffer, buffer.readInt32(buffer.position()));
  const kinds = model.tables(1).map((code) => {
    // Old files have the operator's number in the first field, new files in the last. The larger one counts.
    const number = Math.max(code.int8(0), code.int32(3));
    return number === customOperator ? code.string(1) : (builtinOperators[number] ?? `operator ${number}`);
  });
  const constants = model.tables(4).map((constant) => constant.bytes(0));
  const [subgraph, ...others] = model.tables(2);
  if (subgraph === undefined || others.length > 0) throw new ConversionError('asset-malformed', 'not one subgraph');
  return {
    tensors: subgraph.tables(0).map((tensor) => readTensor(tensor, constants)),
    operators: subgraph.tables(3).map((operator) => readOperator(operator, kinds)),
    inputs: subgraph.int32s(1),
    outputs: subgraph.int32s(2),
  };
}

function readTensor(table: Table, constants: readonly Uint8Array[]): Tensor {
  const name = table.string(3);
  const type = elementTypes[table.int8(1) as keyof typeof elementTypes];
  if (type === undefined) throw new ConversionError('operator-unsupported', `element type of ${name}`);
  const bytes = constants[table.int32(2)];
  return { name, shape: table.int32s(0), type, bytes: bytes === undefined || bytes.length === 0 ? undefined : bytes };
}

function readOperator(table: Table, kinds: readonly string[]): Operator {
  const options = table.table(4);
  const custom = table.bytes(5);
  return {
    kind: kinds[table.int32(0)] ?? 'unknown',
    inputs: table.int32s(1),
    outputs: table.int32s(2),
    option: (place, size, fallback = 0) =>
      (size === 'byte' ? options?.int8(place, fallback) : options?.int32(place, fallback)) ?? fallback,
    // Copied, because the reader needs a buffer of its own. An empty map has 0 to 3 bytes.
    custom: custom.length > 3 ? (toObject(new Uint8Array(custom).buffer) as Record<string, unknown>) : undefined,
  };
}

/** A flatbuffers table, read by field number. An absent field has its default: 0 or empty. */
class Table {
  readonly #buffer: ByteBuffer;
  readonly #position: number;

  constructor(buffer: ByteBuffer, position: number) {
    this.#buffer = buffer;
    this.#position = position;
  }

  int8(place: number, fallback = 0): number {
    const at = this.#field(place);
    return at === undefined ? fallback : this.#buffer.readInt8(at);
  }

  int32(place: number, fallback = 0): number {
    const at = this.#field(place);
    return at === undefined ? fallback : this.#buffer.readInt32(at);
  }

  string(place: number): string {
    const at = this.#field(place);
    return at === undefined ? '' : String(this.#buffer.__string(at));
  }

  bytes(place: number): Uint8Array {
    const [start, length] = this.#vector(place);
    return this.#buffer.bytes().subarray(start, start + length);
  }

  int32s(place: number): number[] {
    const [start, length] = this.#vector(place);
    return Array.from({ length }, (_, index) => this.#buffer.readInt32(start + 4 * index));
  }

  table(place: number): Table | undefined {
    const at = this.#field(place);
    return at === undefined ? undefined : new Table(this.#buffer, this.#buffer.__indirect(at));
  }

  tables(place: number): Table[] {
    const [start, length] = this.#vector(place);
    return Array.from({ length }, (_, i) => new Table(this.#buffer, this.#buffer.__indirect(start + 4 * i)));
  }

  #field(place: number): number | undefined {
    const offset = this.#buffer.__offset(this.#position, 4 + 2 * place);
    return offset === 0 ? undefined : this.#position + offset;
  }

  #vector(place: number): [start: number, length: number] {
    const at = this.#field(place);
    return at === undefined ? [0, 0] : [this.#buffer.__vector(at), this.#buffer.__vector_len(at)];
  }
}
