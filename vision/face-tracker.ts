/** Our own tracker: for each frame one crop and one recorded run of the mesh (decision 0006). */
import type { io } from '@tensorflow/tfjs-core';
import type { Point, TracedFace } from '#protocol/measure/landmark.ts';
import { crop } from './crop.ts';
import { detections, detectorInput, grids, type Detection } from './detection.ts';
import { landmarks, leastPresence, meshInput, nextRegion, regionOfTraced } from './landmarks.ts';
import { recordNetwork, type Network } from './network.ts';
import type { PixelReader } from './picture.ts';
import { attentionParts, plainParts, type Part } from './refinement.ts';
import { regionOf, wholeOf, type Region } from './region.ts';
import type { Models, Tracker } from './tracker.ts';

interface Mesh {
  readonly network: Network;
  readonly parts: readonly Part[];
}

export interface FaceTracker extends Tracker {
  /** Look for this face in the next frame, and not where the last face was. */
  expect(face: TracedFace): void;
  /** Prove the tapes of detector and mesh. @throws Error if the results of one differ from those of tfjs */
  prove(): void;
}

/**
 * Loads detector and mesh on the active backend, which must be WASM. Until the tapes are proved, results may only guide
 * the person; they are not evidence.
 *
 * @param most the largest number of faces that are counted
 * @param parts the mesh's outputs and their points
 * @throws Error if a model cannot be recorded
 */
export async function createFaceTracker(
  models: Models,
  most: number,
  parts: readonly Part[] = plainParts,
): Promise<FaceTracker> {
  const detector = await recordNetwork(models.detector, detectorInput.sidePx, [
    ...grids.map(({ cells }) => `scores_${cells}`),
    ...grids.map(({ cells }) => `boxes_${cells}`),
  ]);
  let mesh = await loadMesh(models.mesh, parts).catch((error: unknown) => {
    detector.dispose();
    throw error;
  });
  /** Where the face is expected; undefined while there is none. */
  let region: Region | undefined;

  /** Reads the whole frame. */
  function detect(frame: PixelReader): Detection[] {
    const whole = wholeOf(frame);
    crop(frame, whole, detectorInput, detector.input);
    const outputs = detector.run();
    return detections(outputs.slice(0, grids.length), outputs.slice(grids.length), whole, most);
  }

  function locate(frame: PixelReader, at: Region): Point[] | undefined {
    crop(frame, at, meshInput, mesh.network.input);
    const [presence, ...outputs] = mesh.network.run();
    return presence![0]! < leastPresence ? undefined : landmarks(outputs, mesh.parts, at);
  }

  return {
    async runMesh() {
      mesh.network.run();
    },
    async track(frame, isCounting) {
      const seen = isCounting || !region ? detect(frame) : undefined;
      const [first] = seen ?? [];
      const at = region ?? (first && regionOf(first.bounds, first.rightEye, first.leftEye));
      const face = at && locate(frame, at);
      region = face && nextRegion(face);
      return { face, faces: seen?.length };
    },
    async refine(model) {
      detector.prove();
      const [plain, refined] = [mesh, await loadMesh(model, attentionParts)];
      try {
        refined.network.prove();
      } catch (error) {
        refined.network.dispose();
        throw error;
      }
      mesh = refined;
      plain.network.dispose();
    },
    prove() {
      detector.prove();
      mesh.network.prove();
    },
    expect(face) {
      region = regionOfTraced(face);
    },
    reset() {
      region = undefined;
    },
    dispose() {
      detector.dispose();
      mesh.network.dispose();
    },
  };
}

async function loadMesh(model: io.IOHandler, parts: readonly Part[]): Promise<Mesh> {
  const outputs = ['output_faceflag', ...parts.map(({ output }) => output)];
  return { network: await recordNetwork(model, meshInput.sidePx, outputs), parts };
}
