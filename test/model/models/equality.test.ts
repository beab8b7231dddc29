/**
 * The converted models, compared with the same tflite files in another runtime: number by number before large kernels are
 * rounded to eight bits, and then by the differences of the shipped models.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { io } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assetNamed, packageFolder, unpackAssets } from '../../../models/asset.ts';
import { buildModels, recipes } from '../../../models/build.ts';
import { convert } from '../../../models/convert.ts';
import { modelFile, startWasm } from '../../../models/load.ts';
import { drawFace } from './drawn-face.ts';
import { largestDifference, noise, runGraph } from './graph-model.ts';
import { openPage, type OpenPage } from './open-page.ts';
import type { PageApi, Square } from './page.ts';
import { modelOf } from '#vision/model-file.ts';

const photo = join(import.meta.dirname, '../../../../shared/media/faces/stills/collins_1.png');

/**
 * The outputs are pixels up to 530, logits up to 100 and a share. Both runtimes multiply the same float32 numbers.
 * Measured: 0.
 */
const tolerance = 1e-3;

/**
 * By how much kernels in eight bits may move an output, in pixels of the mesh's input of 192. Measured: 0.61 to 0.75.
 */
const roundingPx = 1.5;

/** The input ranges are those that face-detection and face-landmarks-detection feed. */
const detector = { file: 'face-detector', asset: 'face_detection_short_range.tflite', side: 128, from: -1 };
const mesh = { file: 'face-mesh', asset: 'face_landmark.tflite', side: 192, from: 0 };

type Picture = readonly [url: string, face: Square];
const drawn: Picture = ['/drawn.svg', [80, 20, 440]];
const photographed: Picture = ['/photo.png', [215, 38, 153]];

let open: OpenPage;
let assets: ReadonlyMap<string, Uint8Array>;

beforeAll(async () => {
  buildModels();
  await startWasm();
  assets = unpackAssets(packageFolder);
  const files = new Map([...assets].map(([name, bytes]) => [`/assets/${name}`, bytes]));
  files.set('/drawn.svg', new TextEncoder().encode(drawFace()));
  if (existsSync(photo)) files.set('/photo.png', readFileSync(photo));
  open = await openPage(files);
});

afterAll(() => open.close());

type Model = typeof detector;

const shapeOf = ({ side }: Model) => [1, side, side, 3];
const noiseFor = ({ side, from }: Model) => noise(side * side * 3, from, 1);

/** The model with the unrounded numbers of the tflite file. */
function unrounded({ file }: Model, alter = (_weights: Uint8Array): void => {}): io.IOHandler {
  const recipe = recipes.find(({ name }) => name === file)!;
  const { json, bin } = convert({ ...recipe, eightBits: false }, assetNamed(assets, recipe.asset));
  const weights = new Uint8Array(bin);
  alter(weights);
  return modelOf([json.slice(), weights]);
}

function runTflite({ asset, side }: Model, values: number[]): Promise<Record<string, number[]>> {
  return open.page.evaluate(
    ([url, shape, input]) => (globalThis as unknown as { pageApi: PageApi }).pageApi.runTflite(url, shape, input),
    [`/assets/${asset}`, [1, side, side, 3], values] as const satisfies [string, number[], number[]],
  );
}

async function faceFor({ side, from }: Model, [url, square]: Picture): Promise<number[]> {
  const shares = await open.page.evaluate(
    ([path, face, pixels]) => (globalThis as unknown as { pageApi: PageApi }).pageApi.crop(path, face, pixels),
    [url, square, side] as const,
  );
  return shares.map((share) => from + share * (1 - from));
}

async function compareDetector(values: number[], file: io.IOHandler) {
  const reference = await runTflite(detector, values);
  const input = { shape: shapeOf(detector), values };
  const [found] = await runGraph('wasm', file, input, ['Identity:0']);
  const anchors = Array.from({ length: 896 }, (_, anchor) => [
    reference['classificators']![anchor]!,
    ...reference['regressors']!.slice(anchor * 16, anchor * 16 + 16),
  ]);
  return largestDifference(found!, anchors.flat());
}

async function compareMesh(values: number[], file: io.IOHandler) {
  const reference = await runTflite(mesh, values);
  const input = { shape: shapeOf(mesh), values };
  const [points, flag] = await runGraph('wasm', file, input, ['output_mesh', 'output_faceflag']);
  const presence = reference['conv2d_31']!.map((logit) => 1 / (1 + Math.exp(-logit)));
  return Math.max(largestDifference(points!, reference['conv2d_21']!), largestDifference(flag!, presence));
}

describe.each([
  ['face-detector', detector, compareDetector],
  ['face-mesh', mesh, compareMesh],
] as const)('%s gives the same outputs as tfjs-tflite', (_, model, compare) => {
  it('for noise', async () => {
    expect(await compare(noiseFor(model), unrounded(model))).toBeLessThan(tolerance);
  });

  it('for a drawn face', async () => {
    expect(await compare(await faceFor(model, drawn), unrounded(model))).toBeLessThan(tolerance);
  });

  it.skipIf(!existsSync(photo))('for a photograph', async () => {
    expect(await compare(await faceFor(model, photographed), unrounded(model))).toBeLessThan(tolerance);
  });
});

it('the comparison detects an altered weight', async () => {
  const values = await faceFor(mesh, drawn);
  const altered = unrounded(mesh, (weights) => (weights[1001]! ^= 0x40));
  const input = { shape: shapeOf(mesh), values };
  const [points] = await runGraph('wasm', altered, input, ['output_mesh']);
  const reference = await runTflite(mesh, values);
  expect(largestDifference(points!, reference['conv2d_21']!)).toBeGreaterThan(tolerance);
});

const attention = { file: 'face-mesh-attention', asset: 'face_landmark_with_attention.tflite', side: 192, from: 0 };
const refined = ['output_mesh_identity', 'output_lips', 'Identity_1:0', 'Identity_2:0', 'Identity_5:0', 'Identity_6:0'];

/**
 * By how much the shipped meshes differ from the originals, in pixels of their input: the plain mesh and the attention
 * mesh.
 */
async function roundedOff(face: Picture): Promise<number[]> {
  const values = await faceFor(mesh, face);
  const input = { shape: shapeOf(mesh), values };
  const shipped = await runGraph('wasm', modelFile(attention.file), input, refined);
  const exact = await runGraph('wasm', unrounded(attention), input, refined);
  return [await compareMesh(values, modelFile(mesh.file)), largestDifference(shipped.flat(), exact.flat())];
}

describe('the shipped models in eight bits give nearly the same landmarks as the originals', () => {
  it('of a drawn face', async () => {
    expect(Math.max(...(await roundedOff(drawn)))).toBeLessThan(roundingPx);
  });

  it.skipIf(!existsSync(photo))('of a photograph', async () => {
    expect(Math.max(...(await roundedOff(photographed)))).toBeLessThan(roundingPx);
  });
});

describe('the CPU backend gives the same outputs as WASM', () => {
  it.each([
    [detector, ['Identity:0']],
    [mesh, ['output_mesh', 'output_faceflag']],
    [attention, refined],
  ] as [Model, string[]][])('for $file', async (model, outputs) => {
    const input = { shape: shapeOf(model), values: await faceFor(model, drawn) };
    const [onWasm, onCpu] = [
      await runGraph('wasm', modelFile(model.file), input, outputs),
      await runGraph('cpu', modelFile(model.file), input, outputs),
    ];
    expect(largestDifference(onWasm.flat(), onCpu.flat())).toBeLessThan(tolerance);
  });
});
