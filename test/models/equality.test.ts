/** The converted models against the same tflite files in another runtime, number by number. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFolder, unpackAssets } from '../../models/asset.ts';
import { buildModels } from '../../models/build.ts';
import { modelFile, startWasm } from '../../models/load.ts';
import { drawFace } from './drawn-face.ts';
import { largestDifference, noise, runGraph } from './graph-model.ts';
import { openPage, type OpenPage } from './open-page.ts';
import type { PageApi, Square } from './page.ts';

const timeoutMs = 60_000;
const photo = join(import.meta.dirname, '../../../shared/media/faces/stills/collins_1.png');

/** Outputs are pixels up to 530, logits up to 100 and a share; both runtimes multiply the same float32 numbers. Measured: 0 */
const tolerance = 1e-3;

/** The input ranges are those that face-detection and face-landmarks-detection feed. */
const detector = { file: 'face-detector', asset: 'face_detection_short_range.tflite', side: 128, from: -1 };
const mesh = { file: 'face-mesh', asset: 'face_landmark.tflite', side: 192, from: 0 };

type Picture = readonly [url: string, face: Square];
const drawn: Picture = ['/drawn.svg', [80, 20, 440]];
const photographed: Picture = ['/photo.png', [215, 38, 153]];

let open: OpenPage;

beforeAll(async () => {
  buildModels();
  await startWasm();
  const files = new Map([...unpackAssets(packageFolder)].map(([name, bytes]) => [`/assets/${name}`, bytes]));
  files.set('/drawn.svg', new TextEncoder().encode(drawFace()));
  if (existsSync(photo)) files.set('/photo.png', readFileSync(photo));
  open = await openPage(files, timeoutMs);
}, timeoutMs);

afterAll(() => open.close());

type Model = typeof detector;

const shapeOf = ({ side }: Model) => [1, side, side, 3];
const noiseFor = ({ side, from }: Model) => noise(side * side * 3, from, 1);

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

async function compareDetector(values: number[]) {
  const reference = await runTflite(detector, values);
  const input = { shape: shapeOf(detector), values };
  const [found] = await runGraph('wasm', modelFile(detector.file), input, ['Identity:0']);
  const anchors = Array.from({ length: 896 }, (_, anchor) => [
    reference['classificators']![anchor]!,
    ...reference['regressors']!.slice(anchor * 16, anchor * 16 + 16),
  ]);
  return largestDifference(found!, anchors.flat());
}

async function compareMesh(values: number[]) {
  const reference = await runTflite(mesh, values);
  const input = { shape: shapeOf(mesh), values };
  const [points, flag] = await runGraph('wasm', modelFile(mesh.file), input, ['output_mesh', 'output_faceflag']);
  const presence = reference['conv2d_31']!.map((logit) => 1 / (1 + Math.exp(-logit)));
  return Math.max(largestDifference(points!, reference['conv2d_21']!), largestDifference(flag!, presence));
}

describe.each([
  ['face-detector', detector, compareDetector],
  ['face-mesh', mesh, compareMesh],
] as const)('%s gives what tfjs-tflite gives', (_, model, compare) => {
  it('for noise', { timeout: timeoutMs }, async () => {
    expect(await compare(noiseFor(model))).toBeLessThan(tolerance);
  });

  it('for a drawn face', { timeout: timeoutMs }, async () => {
    expect(await compare(await faceFor(model, drawn))).toBeLessThan(tolerance);
  });

  it.skipIf(!existsSync(photo))('for a photograph', { timeout: timeoutMs }, async () => {
    expect(await compare(await faceFor(model, photographed))).toBeLessThan(tolerance);
  });
});

it('an altered weight shows', { timeout: timeoutMs }, async () => {
  const values = await faceFor(mesh, drawn);
  const file = modelFile(mesh.file);
  const altered = await file.load!();
  new Uint8Array(altered.weightData as ArrayBuffer)[1001]! ^= 0x40;
  const input = { shape: shapeOf(mesh), values };
  const [points] = await runGraph('wasm', { load: async () => altered }, input, ['output_mesh']);
  const reference = await runTflite(mesh, values);
  expect(largestDifference(points!, reference['conv2d_21']!)).toBeGreaterThan(tolerance);
});

describe('the CPU backend gives what WASM gives', () => {
  const attention = { file: 'face-mesh-attention', asset: '', side: 192, from: 0 };

  it.each([
    [detector, ['Identity:0']],
    [mesh, ['output_mesh', 'output_faceflag']],
    [
      attention,
      ['output_mesh_identity', 'output_lips', 'Identity_1:0', 'Identity_2:0', 'Identity_5:0', 'Identity_6:0'],
    ],
  ] as [Model, string[]][])('for $file', { timeout: timeoutMs }, async (model, outputs) => {
    const input = { shape: shapeOf(model), values: await faceFor(model, drawn) };
    const [onWasm, onCpu] = [
      await runGraph('wasm', modelFile(model.file), input, outputs),
      await runGraph('cpu', modelFile(model.file), input, outputs),
    ];
    expect(largestDifference(onWasm.flat(), onCpu.flat())).toBeLessThan(tolerance);
  });
});
