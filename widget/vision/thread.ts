/**
 * The vision thread: a Web Worker that finds landmarks in camera frames, and traces them for a challenge. Only the few
 * frames that the verifier asks for leave it.
 */
import { enableProdMode } from '@tensorflow/tfjs-core';
import { expose, transfer } from 'comlink';
import { faceBox } from '#protocol/measure/face-box.ts';
import { headPose } from '#protocol/measure/head-pose.ts';
import { mouthAperture } from '#protocol/measure/mouth-aperture.ts';
import { sampleOf } from '#protocol/measure/sample.ts';
import type { Colour } from '#protocol/measure/luma.ts';
import { positionOf, type FaceView } from '../liveness/guidance.ts';
import { Waiver } from '../liveness/waiver.ts';
import type { FirstFiles, Observation, VisionApi } from './api.ts';
import { backgroundColour, skinColour } from '#vision/colour.ts';
import { eyeSurround } from '#vision/eye-surround.ts';
import { facialLight } from '#vision/facial-light.ts';
import { chooseBackend } from './model/choose.ts';
import { FrameCanvas } from './frame-canvas.ts';
import { tracedMesh, type Engine, type Seen } from './model/engine.ts';
import { modelOf } from '#vision/model-file.ts';
import type { PixelReader } from '#vision/picture.ts';
import { RecentLight } from './recent-light.ts';
import { registerWasm } from '#vision/recordable-backend.ts';
import { Recording } from './recording.ts';

const black: Colour = [0, 0, 0];

let engine: Engine | undefined;
/** The backends that failed before the one in use, each with the reason. */
let fallbacks: readonly string[] = [];
let recording: Recording | undefined;
let waiver = new Waiver();
const canvas = new FrameCanvas();
const recentLight = new RecentLight();

/** @throws Error wasm-refused */
async function compiled(runtime: FirstFiles['runtime']): Promise<WebAssembly.Module> {
  if (runtime instanceof WebAssembly.Module) return runtime;
  return WebAssembly.compile(runtime).catch((cause: unknown) => {
    throw new Error('wasm-refused', { cause });
  });
}

function observationOf({ faces, face }: Seen, frame: PixelReader, timestampMs: number): Observation {
  const pose = face && headPose(face);
  // Light and glasses are judged only before the actions, which close the eyes and turn them away.
  const isBefore = !recording?.isDisclosed;
  const view: FaceView = {
    widthPx: frame.width,
    heightPx: frame.height,
    faces,
    box: face && faceBox(face),
    light: isBefore ? recentLight.add(face && facialLight(frame, face), timestampMs) : undefined,
    yawDegrees: pose?.yawDegrees,
    pitchDegrees: pose?.pitchDegrees,
    mouthAperture: face && mouthAperture(face),
    eyeSurround: face && isBefore ? eyeSurround(frame, face) : undefined,
  };
  return { ...view, timestampMs, traceMs: undefined, position: positionOf(view, waiver.waived) };
}

const givenWay = () => ({ fallbacks: [...fallbacks, ...(engine?.fallbacks ?? [])] });

const api: VisionApi = {
  async load({ runtime, detector, mesh }, { scripts, backend }) {
    const wasm = compiled(runtime).then(registerWasm);
    wasm.catch(() => undefined); // chooseBackend reports it
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
    const frame = canvas.draw(bitmap);
    const traced = recording?.takesFrames ? recording : undefined;
    const jpeg = traced && canvas.encode(traced.quality);
    const seen = await engine.track(frame, timestampMs);
    const skin = seen.face ? skinColour(frame, seen.face) : black;
    const observation = observationOf(seen, frame, timestampMs);
    if (!traced || !jpeg || traced !== recording) return observation;

    if (!traced.isDisclosed) waiver.count(observation.position, timestampMs);
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

  async pack(from, to) {
    if (!recording) throw new Error('packed before a challenge began');
    const packed = recording.pack(from, to);
    return transfer(packed, [packed.buffer]);
  },

  async finish() {
    if (!recording) throw new Error('finished before a challenge began');
    return recording.finish();
  },

  async reveal(indices) {
    return recording?.reveal(indices) ?? [];
  },

  async discard() {
    recording = undefined;
    waiver = new Waiver();
  },
};

enableProdMode();
expose(api);
