/** The face mesh as the vision thread uses it: pixels in, one face's points and the number of faces out. */
import { createDetector as createFaceDetector, SupportedModels as FaceModels } from '@tensorflow-models/face-detection';
import { createDetector as createMeshDetector, SupportedModels } from '@tensorflow-models/face-landmarks-detection';
import { dispose, setBackend, tensor3d, zeros, type io, type Tensor } from '@tensorflow/tfjs-core';
import type { Backend } from '#protocol/message.ts';
import { tracedIndices, type TracedFace } from '#protocol/landmark.ts';
import type { Mesh } from '#protocol/trace.ts';

/** The mesh that is traced: it reads blinks and lips better than the plain one (docs/measurements.md, decision 0005). */
export const tracedMesh: Mesh = 'attention';

/** What the first landmark needs, and what is fetched behind it. Names in the manifest. */
export const firstModels = ['face-detector', 'face-mesh'] as const;
export const tracedModel = 'face-mesh-attention';

/** How often all faces are counted: the tracker itself follows one face and never looks for a second. */
const countEveryMs = 400;

/** Faces told apart at most; more make no difference. */
const maxCounted = 3;

/** Runs measured after one that is not, which uploads weights and compiles. */
const measuredRuns = 4;

export interface Models {
  readonly detector: io.IOHandler;
  readonly mesh: io.IOHandler;
}

export interface Seen {
  readonly faces: number;
  readonly face: TracedFace | undefined;
}

/** The model of the landmark package's detector, which it keeps to itself: the warm-up has to run it without a face. */
interface HoldsModel {
  readonly landmarkModel: {
    readonly outputs: readonly { readonly name: string }[];
    execute(input: Tensor, outputs: string[]): Tensor[];
  };
}

/** One backend with detector and mesh loaded on it. */
export interface Engine {
  readonly backend: Backend;
  /** Make this the backend that tfjs uses. */
  activate(): Promise<void>;
  /** Median time of one run of the mesh on an empty picture, results read back. */
  measure(): Promise<number>;
  /** From now on, track by the mesh that is traced; it has run once when this resolves. */
  refine(model: io.IOHandler): Promise<void>;
  see(frame: ImageData, timestampMs: number): Promise<Seen>;
  /** Forget where the face was. */
  reset(): void;
  dispose(): void;
}

/** Load the models on a backend that is already registered. @throws if the backend does not start */
export async function createEngine(backend: Backend, models: Models): Promise<Engine> {
  if (!(await setBackend(backend))) throw new Error(`backend ${backend} did not start`);
  const track = (refineLandmarks: boolean, landmarkModelUrl: io.IOHandler) =>
    createMeshDetector(SupportedModels.MediaPipeFaceMesh, {
      runtime: 'tfjs',
      maxFaces: 1,
      refineLandmarks,
      detectorModelUrl: models.detector,
      landmarkModelUrl,
    });
  let tracker = await track(false, models.mesh);
  let retired: typeof tracker | undefined;
  const counter = await createFaceDetector(FaceModels.MediaPipeFaceDetector, {
    runtime: 'tfjs',
    modelType: 'short',
    maxFaces: maxCounted,
    detectorModelUrl: models.detector,
  });
  let counted = 0;
  let countAgainMs = -Infinity;

  return {
    backend,
    async activate() {
      await setBackend(backend);
    },
    async measure() {
      const times: number[] = [];
      for (let run = 0; run <= measuredRuns; run += 1) {
        const startedMs = performance.now();
        await runOnce(tracker);
        if (run > 0) times.push(performance.now() - startedMs);
      }
      return times.sort((a, b) => a - b)[Math.floor(measuredRuns / 2)]!;
    },
    async refine(model) {
      const refined = await track(true, model);
      await runOnce(refined);
      // The other may be in the middle of a frame: it goes when all goes.
      retired = tracker;
      tracker = refined;
    },
    async see(frame, timestampMs) {
      const picture = toTensor(frame);
      try {
        const current = tracker;
        const [found] = await current.estimateFaces(picture);
        if (timestampMs >= countAgainMs) {
          counted = (await counter.estimateFaces(picture)).length;
          countAgainMs = timestampMs + countEveryMs;
        }
        if (!found) {
          current.reset();
          return { faces: 0, face: undefined };
        }
        const face = tracedIndices.map((index) => {
          const { x, y } = found.keypoints[index]!;
          return { x, y };
        });
        return { faces: Math.max(1, counted), face };
      } finally {
        dispose(picture);
      }
    },
    reset() {
      tracker.reset();
      countAgainMs = -Infinity;
    },
    dispose() {
      tracker.dispose();
      retired?.dispose();
      counter.dispose();
    },
  };
}

/** Run a tracker's mesh on an empty picture, results read back: the first run uploads weights and compiles. */
async function runOnce(tracker: object): Promise<void> {
  const { landmarkModel } = tracker as HoldsModel;
  const picture = zeros([1, 192, 192, 3]);
  const outputs = landmarkModel.execute(
    picture,
    landmarkModel.outputs.map(({ name }) => name),
  );
  await Promise.all(outputs.map((output) => output.data()));
  dispose([picture, ...outputs]);
}

/** One buffer for all frames: a picture is done with before the next one comes. */
let values = new Float32Array(0);

/** The picture's red, green and blue as numbers from 0 to 255. */
function toTensor({ data, width, height }: ImageData) {
  const pixels = width * height;
  if (values.length !== pixels * 3) values = new Float32Array(pixels * 3);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1, from += 4, to += 3) {
    values[to] = data[from]!;
    values[to + 1] = data[from + 1]!;
    values[to + 2] = data[from + 2]!;
  }
  return tensor3d(values, [height, width, 3], 'float32');
}
