/**
 * Extra script: the tracker of `@tensorflow-models/face-landmarks-detection`. It is used where our own is not proved: on
 * backends other than WASM, and where the recorded calls give other numbers than tfjs (decision 0006). Ours is tested
 * against it.
 */
import { createDetector as createFaceDetector, SupportedModels as FaceModels } from '@tensorflow-models/face-detection';
import { createDetector as createMeshDetector, SupportedModels } from '@tensorflow-models/face-landmarks-detection';
import { dispose, tensor3d, zeros, type io, type Tensor } from '@tensorflow/tfjs-core';
import { wholeBox, type PixelReader } from '#vision/picture.ts';
import type { Models, Tracker } from '#vision/tracker.ts';

/** A private member of the package's tracker: the warm-up has to run the mesh without a face. */
interface HoldsModel {
  readonly landmarkModel: {
    readonly outputs: readonly { readonly name: string }[];
    execute(input: Tensor, outputs: string[]): Tensor[];
  };
}

/**
 * Load detector and plain mesh on the active backend.
 *
 * @param most maximum number of faces that are counted
 */
export async function createPackageTracker(models: Models, most: number): Promise<Tracker> {
  const track = (refineLandmarks: boolean, landmarkModelUrl: io.IOHandler) =>
    createMeshDetector(SupportedModels.MediaPipeFaceMesh, {
      runtime: 'tfjs',
      maxFaces: 1,
      refineLandmarks,
      detectorModelUrl: models.detector,
      landmarkModelUrl,
    });
  let tracker = await track(false, models.mesh);
  await runMesh(tracker);
  let retired: typeof tracker | undefined;
  const counter = await createFaceDetector(FaceModels.MediaPipeFaceDetector, {
    runtime: 'tfjs',
    modelType: 'short',
    maxFaces: most,
    detectorModelUrl: models.detector,
  });

  return {
    runMesh: () => runMesh(tracker),
    async track(frame, isCounting) {
      const picture = toTensor(frame);
      try {
        const current = tracker;
        const [found] = await current.estimateFaces(picture);
        const faces = isCounting ? (await counter.estimateFaces(picture)).length : undefined;
        if (!found) current.reset();
        return { face: found?.keypoints, faces };
      } finally {
        dispose(picture);
      }
    },
    async refine(model) {
      const refined = await track(true, model);
      await runMesh(refined);
      // The old tracker may still be processing a frame, so it is disposed of at the end.
      retired = tracker;
      tracker = refined;
    },
    reset() {
      tracker.reset();
    },
    dispose() {
      tracker.dispose();
      retired?.dispose();
      counter.dispose();
    },
  };
}

/**
 * Run a tracker's mesh on an empty picture and read its results back. The first run uploads weights and compiles
 * shaders.
 */
async function runMesh(tracker: object): Promise<void> {
  const { landmarkModel } = tracker as HoldsModel;
  const picture = zeros([1, 192, 192, 3]);
  const outputs = landmarkModel.execute(
    picture,
    landmarkModel.outputs.map(({ name }) => name),
  );
  await Promise.all(outputs.map((output) => output.data()));
  dispose([picture, ...outputs]);
}

/** One buffer for all frames, because each frame is finished before the next one comes. */
let values = new Float32Array(0);

/** The whole frame's red, green and blue, 0 to 255. */
function toTensor(frame: PixelReader) {
  const { width, height } = frame;
  const { data } = frame.read(wholeBox(frame));
  const pixels = width * height;
  if (values.length !== pixels * 3) values = new Float32Array(pixels * 3);
  for (let pixel = 0, from = 0, to = 0; pixel < pixels; pixel += 1, from += 4, to += 3) {
    values[to] = data[from]!;
    values[to + 1] = data[from + 1]!;
    values[to + 2] = data[from + 2]!;
  }
  return tensor3d(values, [height, width, 3], 'float32');
}
