/**
 * Measures the parts of the vision thread's time for a frame: calls the same functions, and reads the clock between
 * them.
 */
import { io, setBackend } from '@tensorflow/tfjs-core';
import { expose } from 'comlink';
import { crop } from '#vision/crop.ts';
import { detections, detectorInput, grids } from '#vision/detection.ts';
import { landmarks, meshInput, nextRegion } from '#vision/landmarks.ts';
import { recordNetwork } from '#vision/network.ts';
import type { PixelReader } from '#vision/picture.ts';
import { attentionParts, plainParts } from '#vision/refinement.ts';
import { regionOf, wholeOf, type Region } from '#vision/region.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { FrameCanvas } from '../../widget/vision/frame-canvas.ts';

/** Milliseconds of each part by its name, in their order. `at` is when the frame arrived, in epoch milliseconds. */
export interface Parts {
  readonly at: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** The detector runs on every sixth frame: at the bench's 15 frames a second that is every 400 ms. */
const detectEvery = 6;

const mesh = location.search === '?attention' ? 'face-mesh-attention' : 'face-mesh';
const parts = mesh === 'face-mesh' ? plainParts : attentionParts;
const canvas = new FrameCanvas();

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
  let frames = 0;
  return (picture: ImageBitmap): Parts => {
    const spent: Record<string, number> = {};
    let last = performance.now();
    const at = performance.timeOrigin + last;
    const mark = (part: string) => {
      const now = performance.now();
      spent[part] = (spent[part] ?? 0) + now - last;
      last = now;
    };
    /** Measures the time of reading pixels separately from the time of the work that uses them. */
    const timed = (frame: PixelReader, work: string): PixelReader => ({
      ...frame,
      read(box) {
        mark(work);
        const tile = frame.read(box);
        mark(`read for ${work}`);
        return tile;
      },
    });
    const frame = canvas.draw(picture);
    mark('draw');
    if (frames++ % detectEvery === 0) {
      const whole = wholeOf(frame);
      crop(timed(frame, 'detector'), whole, detectorInput, detector.input);
      const outputs = detector.run();
      const [first] = detections(outputs.slice(0, 2), outputs.slice(2), whole, 3);
      region ??= regionOf(first!.bounds, first!.rightEye, first!.leftEye);
      mark('detector');
    }
    crop(timed(frame, 'crop'), region!, meshInput, network.input);
    mark('crop');
    const [, ...found] = network.run();
    mark('mesh');
    region = nextRegion(landmarks(found, parts, region!));
    mark('points');
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
