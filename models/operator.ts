/** Translates tflite operators to tfjs operations. */
import { landmarksToTransformMatrix, transformLandmarks, transformTensorBilinear } from './attention.ts';
import { ownValue } from '#protocol/own.ts';
import { ConversionError } from './conversion-error.ts';
import { kernelInEightBits } from './eight-bits.ts';
import { integer, integers, text, texts, type Attribute, type Graph } from './graph.ts';
import type { Step } from './step.ts';
import type { Model, Operator } from './tflite.ts';

/** The translation of each operator to stock tfjs operations. */
const lowerings: Readonly<Record<string, (step: Step) => void>> = {
  ADD: elementwise('AddV2'),
  MUL: elementwise('Mul'),
  RELU: ({ graph, name, inputs }) => graph.add(name, 'Relu', inputs),
  PRELU: ({ graph, name, inputs }) => graph.add(name, 'Prelu', inputs),
  CONV_2D: (step) => convolution(step, '_FusedConv2D', { dilations: 4 }),
  DEPTHWISE_CONV_2D: (step) => convolution(step, 'FusedDepthwiseConv2dNative', { dilations: 5 }),
  MAX_POOL_2D: maxPool,
  PAD: ({ graph, name, inputs }) => graph.add(name, 'Pad', inputs),
  RESHAPE: ({ graph, name, shape, inputs: [input] }) =>
    graph.add(name, 'Reshape', [input!, graph.integers(`${name}/shape`, shape)]),
  CONCATENATION: concatenation,
  STRIDED_SLICE: stridedSlice,
  Landmarks2TransformMatrix: landmarksToTransformMatrix,
  TransformTensorBilinear: transformTensorBilinear,
  TransformLandmarks: transformLandmarks,
};

/**
 * Adds a tflite model's operators to a graph, with the constants that they read.
 *
 * @param nameOf the name of a tensor's node
 * @param eightBits whether large kernels are stored in 8 bits
 * @throws ConversionError `operator-unsupported`
 */
export function lower(model: Model, graph: Graph, nameOf: (tensor: number) => string, eightBits: boolean): void {
  for (const input of model.inputs) graph.input(nameOf(input), model.tensors[input]!.shape);
  const layouts = new Map<number, Layout>();
  const steps = [];
  // tflite widens fp16 weights with DEQUANTIZE. tfjs widens them while it loads, so the constant replaces the operator.
  const widened = new Map<number, number>();
  for (const operator of model.operators) {
    const [output] = operator.outputs;
    if (operator.kind === 'DEQUANTIZE') widened.set(output!, operator.inputs[0]!);
    else steps.push(operator);
    if (operator.kind === 'CONV_2D') layouts.set(operator.inputs[1]!, outputChannelLast);
    if (operator.kind === 'DEPTHWISE_CONV_2D') layouts.set(operator.inputs[1]!, multiplierLast);
  }

  const constants = new Set<number>();
  for (const operator of steps) {
    for (const input of operator.inputs) {
      const tensor = model.tensors[widened.get(input) ?? input]!;
      if (tensor.bytes === undefined || constants.has(input)) continue;
      constants.add(input);
      const { shape, bytes } = (layouts.get(input) ?? asStored)(tensor.shape, tensor.bytes, operator);
      graph.constant(nameOf(input), shape, tensor.type, bytes);
    }
    const lowering = ownValue(lowerings, operator.kind);
    if (lowering === undefined) throw new ConversionError('operator-unsupported', operator.kind);
    const [output] = operator.outputs;
    lowering({
      graph,
      operator,
      inputs: operator.inputs.map(nameOf),
      tensors: operator.inputs.map((input) => model.tensors[input]!),
      name: nameOf(output!),
      shape: model.tensors[output!]!.shape,
      eightBits,
    });
  }
}

/** Reorders a constant's elements for tfjs. */
type Layout = (
  shape: readonly number[],
  bytes: Uint8Array,
  operator: Operator,
) => { shape: readonly number[]; bytes: Uint8Array };

const asStored: Layout = (shape, bytes) => ({ shape, bytes });

/** The axes of a kernel are output, height, width, input in tflite, and height, width, input, output in tfjs. */
const outputChannelLast: Layout = ([outputs, height, width, inputs], bytes) => {
  const columns = height! * width! * inputs!;
  const elementBytes = bytes.length / (outputs! * columns);
  const turned = new Uint8Array(bytes.length);
  for (let output = 0; output < outputs!; output += 1) {
    for (let column = 0; column < columns; column += 1) {
      const from = (output * columns + column) * elementBytes;
      turned.set(bytes.subarray(from, from + elementBytes), (column * outputs! + output) * elementBytes);
    }
  }
  return { shape: [height!, width!, inputs!, outputs!], bytes: turned };
};

/** The axes of a depthwise kernel are 1, height, width, channels × multiplier in tflite. The order of elements is the same. */
const multiplierLast: Layout = ([, height, width, channels], bytes, operator) => {
  const multiplier = operator.option(3, 'int', 1);
  return { shape: [height!, width!, channels! / multiplier, multiplier], bytes };
};

function elementwise(op: string) {
  return ({ graph, operator, name, inputs }: Step): void => {
    if (operator.option(0, 'byte') !== 0) throw new ConversionError('operator-unsupported', `${op} with activation`);
    graph.add(name, op, inputs);
  };
}

/** A convolution with bias and activation. @param place the option with the dilations, which differs by kind */
function convolution(step: Step, op: string, place: { dilations: 4 | 5 }): void {
  const { graph, operator, name, inputs } = step;
  const activation = operator.option(place.dilations - 1, 'byte');
  if (activation > 1) throw new ConversionError('operator-unsupported', `${op} with activation ${activation}`);
  const dilations = [operator.option(place.dilations + 1, 'int', 1), operator.option(place.dilations, 'int', 1)];
  const scales = step.eightBits ? kernelInEightBits(step) : undefined;
  const unscaled = scales === undefined ? name : `${name}/unscaled`;
  graph.add(unscaled, op, inputs, {
    strides: integers([1, operator.option(2, 'int'), operator.option(1, 'int'), 1]),
    dilations: integers([1, ...dilations, 1]),
    padding: padding(operator),
    data_format: text('NHWC'),
    fused_ops: texts(activation === 1 ? ['BiasAdd', 'Relu'] : ['BiasAdd']),
    num_args: integer(1),
  });
  if (scales !== undefined) graph.add(name, 'Mul', [unscaled, scales]);
}

function maxPool({ graph, operator, name, inputs }: Step): void {
  if (operator.option(5, 'byte') !== 0)
    throw new ConversionError('operator-unsupported', 'MAX_POOL_2D with activation');
  graph.add(name, 'MaxPool', inputs, {
    strides: integers([1, operator.option(2, 'int'), operator.option(1, 'int'), 1]),
    ksize: integers([1, operator.option(4, 'int'), operator.option(3, 'int'), 1]),
    padding: padding(operator),
    data_format: text('NHWC'),
  });
}

function concatenation({ graph, operator, name, inputs }: Step): void {
  const axis = graph.integers(`${name}/axis`, [operator.option(0, 'int')], []);
  graph.add(name, 'ConcatV2', [...inputs, axis], { N: integer(inputs.length) });
}

function stridedSlice({ graph, operator, name, inputs }: Step): void {
  const masks = ['begin_mask', 'end_mask', 'ellipsis_mask', 'new_axis_mask', 'shrink_axis_mask'];
  const attributes = masks.map((mask, place): [string, Attribute] => [mask, integer(operator.option(place, 'int'))]);
  graph.add(name, 'StridedSlice', inputs, Object.fromEntries(attributes));
}

/** Padding is the first option of every operator that has it: 0 keeps the size, 1 means no padding. */
const padding = (operator: Operator): Attribute => text(operator.option(0, 'byte') === 0 ? 'SAME' : 'VALID');
