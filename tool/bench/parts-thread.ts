/** The vision thread's way with a frame, taken apart: the same functions, a clock between them. */
import { io, setBackend } from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import { crop } from '#vision/crop.ts';
import { detections, detectorInput, grids } from '#vision/detection.ts';
import { landmarks, meshInput, nextRegion } from '#vision/landmarks.ts';
import { recordNetwork } from '#vision/network.ts';
import { attentionParts, plainParts } from '#vision/refinement.ts';
import { regionOf, wholeOf, type Region } from '#vision/region.ts';
import { registerWasm } from '#vision/recordable-backend.ts';

/** Milliseconds by the part's name, in the order they are spent; `at` is when the frame came, on the page's clock. */
export interface Parts {
  readonly at: number;
  readonly parts: Readonly<Record<string, number>>;
}

const mesh = location.search === '?attention' ? 'face-mesh-attention' : 'face-mesh';
const parts = mesh === 'face-mesh' ? plainParts : attentionParts;
const canvas = new OffscreenCanvas(640, 480);
const context = canvas.getContext('2d', { willReadFrequently: true })!;

async function start() {
  await registerWasm(await WebAssembly.compileStreaming(fetch('/vision/tfjs-backend-wasm-simd.wasm')));
  await setBackend('wasm');
  const detector = await recordNetwork(io.http('/models/face-detector.json'), detectorInput.sidePx, [
    ...grids.map(({ cells }) => `scores_${cells}`),
    ...grids.map(({ cells }) => `boxes_${cells}`),
  ]);
  const network = await recordNetwork(io.http(`/models/${mesh}.json`), meshInput.sidePx, [
    'output_faceflag',
    ...parts.map(({ output }) => output),
  ]);
  let region: Region | undefined;
  return (picture: ImageBitmap): Parts => {
    const spent: Record<string, number> = {};
    let last = performance.now();
    const at = performance.timeOrigin + last;
    const mark = (part: string) => {
      const now = performance.now();
      spent[part] = now - last;
      last = now;
    };
    context.drawImage(picture, 0, 0);
    picture.close();
    mark('draw');
    const frame = context.getImageData(0, 0, canvas.width, canvas.height);
    mark('read');
    const whole = wholeOf(frame);
    crop(frame, whole, detectorInput, detector.input);
    const outputs = detector.run();
    const [first] = detections(outputs.slice(0, 2), outputs.slice(2), whole, 3);
    region ??= regionOf(first!.bounds, first!.rightEye, first!.leftEye);
    mark('detect (every 400 ms)');
    crop(frame, region, meshInput, network.input);
    mark('crop');
    const [, ...found] = network.run();
    mark('run');
    region = nextRegion(landmarks(found, parts, region));
    mark('project');
    return { at, parts: spent };
  };
}

let look: Awaited<ReturnType<typeof start>> | undefined;

const api = {
  async load(): Promise<void> {
    look = await start();
  },
  see: (picture: ImageBitmap): Parts => look!(picture),
};

export type PartsApi = typeof api;

expose(api);
