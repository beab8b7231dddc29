/** Converts a tflite file to a tfjs graph model. */
import { ConversionError } from './conversion-error.ts';
import { Graph } from './graph.ts';
import type { Port } from './manifest.ts';
import { lower } from './operator.ts';
import { readTflite } from './tflite.ts';

/** How to convert one tflite file. */
export interface Recipe {
  /** Name of the model's files, without extension. */
  readonly name: string;
  /** The tflite file in the package. */
  readonly asset: string;
  /** The name under which tfjs callers ask for each output, by the output's name in the file. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Adds operations after the file's outputs, which they read by the names above. @returns the outputs that it adds */
  readonly finish: (graph: Graph) => readonly Port[];
  /** Whether large kernels are stored in 8 bits, which rounds them. All other numbers keep the bits of the tflite file. */
  readonly eightBits: boolean;
}

/** A model in tfjs's graph format. */
export interface GraphModel {
  /** Topology and list of weights, as JSON in UTF-8. */
  readonly json: Uint8Array;
  /** The weights, one after another. */
  readonly bin: Uint8Array;
  readonly inputs: readonly Port[];
  readonly outputs: readonly Port[];
}

/**
 * Converts a tflite file to a tfjs graph model. The same bytes give the same model.
 *
 * @throws ConversionError `asset-malformed`, `operator-unsupported`, `output-unknown`
 */
export function convert(recipe: Recipe, tflite: Uint8Array): GraphModel {
  const model = readTflite(tflite);
  const names = new Map(model.inputs.map((input) => [input, model.tensors[input]!.name]));
  const outputs = Object.entries(recipe.outputs).map(([source, name]): Port => {
    const output = model.outputs.find((index) => model.tensors[index]!.name === source);
    if (output === undefined) throw new ConversionError('output-unknown', `${recipe.asset} ${source}`);
    names.set(output, name);
    return { name, shape: model.tensors[output]!.shape };
  });
  const graph = new Graph();
  lower(model, graph, (tensor) => names.get(tensor) ?? `t${tensor}`, recipe.eightBits);
  const finished = recipe.finish(graph);
  const inputs = model.inputs.map((input): Port => {
    const { name, shape } = model.tensors[input]!;
    return { name, shape };
  });
  // An output that `finish` reads is no longer an output of the model.
  const read = new Set(graph.nodes.flatMap(({ input }) => input));
  const ports = [...outputs.filter(({ name }) => !read.has(name)), ...finished];
  const topology = {
    format: 'graph-model',
    generatedBy: 'beihe models/build.ts',
    signature: { inputs: signature(inputs), outputs: signature(ports) },
    modelTopology: { node: graph.nodes, versions: { producer: 1 } },
    weightsManifest: [{ paths: [`${recipe.name}.bin`], weights: graph.weights }],
  };
  return { json: new TextEncoder().encode(JSON.stringify(topology)), bin: graph.weightBytes, inputs, outputs: ports };
}

/** TensorFlow's `SignatureDef` of ports: a map by name. A tensor is named after its node, with `:0` for its first output. */
function signature(ports: readonly Port[]) {
  return Object.fromEntries(
    ports.map(({ name, shape }) => [
      name,
      { name: `${name}:0`, dtype: 'DT_FLOAT', tensorShape: { dim: shape.map((size) => ({ size: String(size) })) } },
    ]),
  );
}
