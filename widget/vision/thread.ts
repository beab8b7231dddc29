/**
 * The vision thread: a Web Worker that turns camera frames into landmarks, and traces them for a challenge. Frames never
 * leave it but for the few that the verifier asks to see.
 */
import { enableProdMode } from '@tensorflow/tfjs-core';
import { expose, transfer } from 'comlink';
import { faceBox } from '#protocol/measure/face-box.ts';
import { headPose } from '#protocol/measure/head-pose.ts';
import { luma } from '#protocol/measure/luma.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import { longSidePx } from '#protocol/capture/trace.ts';
import type { Colour } from '#protocol/measure/luma.ts';
import { positionOf, type FaceView } from '../liveness/guidance.ts';
import type { FirstFiles, Observation, VisionApi } from './api.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { chooseBackend } from './model/choose.ts';
import { tracedMesh, type Engine, type Seen } from './model/engine.ts';
import { modelOf } from '#vision/model-file.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { Recording } from './recording.ts';

const black: Colour = [0, 0, 0];

let engine: Engine | undefined;
/** What was tried before its backend. */
let fallbacks: readonly string[] = [];
let recording: Recording | undefined;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true })!;

/** @throws Error wasm-refused */
async function compiled(runtime: FirstFiles['runtime']): Promise<WebAssembly.Module> {
  if (runtime instanceof WebAssembly.Module) return runtime;
  return WebAssembly.compile(runtime).catch((cause: unknown) => {
    throw new Error('wasm-refused', { cause });
  });
}

/** Draw a frame at its working size. */
function draw(frame: ImageBitmap): ImageData {
  const scale = longSidePx / Math.max(frame.width, frame.height);
  const [widthPx, heightPx] = [Math.round(frame.width * scale), Math.round(frame.height * scale)];
  if (canvas.width !== widthPx || canvas.height !== heightPx) [canvas.width, canvas.height] = [widthPx, heightPx];
  context.drawImage(frame, 0, 0, widthPx, heightPx);
  frame.close();
  return context.getImageData(0, 0, widthPx, heightPx);
}

function observationOf({ faces, face }: Seen, skin: Colour, frame: ImageData, timestampMs: number): Observation {
  const pose = face && headPose(face);
  const view: FaceView = {
    widthPx: frame.width,
    heightPx: frame.height,
    faces,
    box: face && faceBox(face),
    skinLuma: face && luma(skin),
    yawDegrees: pose?.yawDegrees,
    pitchDegrees: pose?.pitchDegrees,
  };
  return { ...view, timestampMs, traceMs: undefined, position: positionOf(view) };
}

const givenWay = () => ({ fallbacks: [...fallbacks, ...(engine?.fallbacks ?? [])] });

const api: VisionApi = {
  async load({ runtime, detector, mesh }, { scripts, backend }) {
    const wasm = compiled(runtime).then(registerWasm);
    wasm.catch(() => undefined); // chooseBackend hears of it
    const models = { detector: modelOf(detector), mesh: modelOf(mesh) };
    const chosen = await chooseBackend(models, wasm, scripts, backend);
    ({ engine, fallbacks } = chosen);
    return { backend: engine.backend, mesh: tracedMesh, meshMs: chosen.meshMs, ...givenWay() };
  },

  async refine(model) {
    await engine?.refine(modelOf(model));
    return givenWay();
  },

  async observe(bitmap, timestampMs) {
    if (!engine) throw new Error('observed before the models were loaded');
    const frame = draw(bitmap);
    const traced = recording?.isFull ? undefined : recording;
    // The encoder has its own copy of the canvas and works while the models run.
    const jpeg = traced && canvas.convertToBlob({ type: 'image/jpeg', quality: traced.quality });
    const seen = await engine.see(frame, timestampMs);
    const skin = seen.face ? skinColour(frame, seen.face) : black;
    const observation = observationOf(seen, skin, frame, timestampMs);
    if (!traced || !jpeg || traced !== recording) return observation;

    if (!traced.isDisclosed && observation.position !== 'well-placed') {
      if (traced.hasBegun) recording = traced.restarted();
      return observation;
    }
    const record = {
      atMs: traced.timeOf(timestampMs),
      faces: seen.faces,
      skin,
      background: backgroundColour(frame),
      face: seen.face,
    };
    await traced.add({ record, jpeg }, { mesh: tracedMesh, widthPx: frame.width, heightPx: frame.height });
    return { ...observation, traceMs: record.atMs, sample: sampleOf(record) };
  },

  async begin(challenge, limits) {
    recording = new Recording(challenge, limits);
    engine?.reset();
  },

  async restart() {
    if (!recording?.isDisclosed) recording = recording?.restarted();
    engine?.reset();
  },

  async disclose() {
    return recording?.disclose();
  },

  async finish() {
    if (!recording) throw new Error('finished before a challenge began');
    const recorded = await recording.finish();
    return transfer(recorded, [recorded.trace.buffer, recorded.frameDigests.buffer]);
  },

  async reveal(indices) {
    return recording?.open(indices) ?? [];
  },

  async discard() {
    recording = undefined;
  },
};

enableProdMode();
expose(api);
