/** A thread with tfjs's unchanged WASM backend, and the tracker of `face-landmarks-detection` or the raw model. */
import { createDetector, SupportedModels } from '@tensorflow-models/face-landmarks-detection';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import { loadGraphModel } from '@tensorflow/tfjs-converter';
import { browser, dispose, enableProdMode, ready, setBackend, tensor, type Tensor } from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import type { Timed } from './subject.ts';

const [how, mesh] = location.search.slice(1).split('-') as ['package' | 'floor', 'mesh' | 'attention'];
const landmarkModelUrl = `/models/face-mesh${mesh === 'attention' ? '-attention' : ''}.json`;
const side = 192;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true })!;

let look: ((picture: ImageBitmap) => Promise<Timed>) | undefined;

function pixels(picture: ImageBitmap, width: number, height: number): ImageData {
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  context.drawImage(picture, 0, 0, width, height);
  picture.close();
  return context.getImageData(0, 0, width, height);
}

async function startPackage(): Promise<typeof look> {
  const detector = await createDetector(SupportedModels.MediaPipeFaceMesh, {
    runtime: 'tfjs',
    maxFaces: 1,
    refineLandmarks: mesh === 'attention',
    detectorModelUrl: '/models/face-detector.json',
    landmarkModelUrl,
  });
  return async (picture) => {
    const [face] = await detector.estimateFaces(pixels(picture, picture.width, picture.height));
    return { ms: 0, found: face !== undefined };
  };
}

async function startFloor(): Promise<typeof look> {
  const model = await loadGraphModel(landmarkModelUrl);
  const names = model.outputs.map(({ name }) => name);
  return async (picture) => {
    const values = Float32Array.from(
      browser.fromPixels(pixels(picture, side, side)).dataSync(),
      (value) => value / 255,
    );
    const input = tensor(values, [1, side, side, 3]);
    const startedMs = performance.now();
    const outputs = model.execute(input, names) as Tensor[];
    await Promise.all(outputs.map((output) => output.data()));
    const ms = performance.now() - startedMs;
    dispose([input, ...outputs]);
    return { ms, found: true };
  };
}

const api = {
  async load(): Promise<void> {
    enableProdMode();
    setWasmPaths('/vision/');
    await setBackend('wasm');
    await ready();
    look = await (how === 'floor' ? startFloor() : startPackage());
  },
  see: (picture: ImageBitmap): Promise<Timed> => look!(picture),
};

export type ThreadApi = typeof api;

expose(api);
