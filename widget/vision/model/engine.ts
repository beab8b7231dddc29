/** Detector and mesh on one backend: pixels in, the points of one face and the number of faces out. */
import { setBackend, type io } from '@tensorflow/tfjs-core';
import type { Backend } from '#protocol/capture/backend.ts';
import { tracedIndices, type TracedFace } from '#protocol/measure/landmark.ts';
import type { Mesh } from '#protocol/capture/trace.ts';
import { createFaceTracker } from '#vision/face-tracker.ts';
import type * as PackageScript from './package-tracker.ts';
import type { PixelReader } from '#vision/picture.ts';
import type { Models, Tracker } from '#vision/tracker.ts';

/**
 * The mesh that is traced. It measures blinks and lips better than the plain one (docs/measurements.md, decision
 * 0005).
 */
export const tracedMesh = 'attention' satisfies Mesh;

/** How often all faces are counted. The tracker itself never looks for a second face. */
const countEveryMs = 400;

/** Maximum number of faces that are counted; more make no difference. */
const maxCounted = 3;

/** How many times the mesh is run to measure it. Only a few, because the person is waiting. */
const measuredRuns = 2;

export interface Seen {
  readonly faces: number;
  readonly face: TracedFace | undefined;
}

/** One backend with detector and mesh loaded on it. */
export interface Engine {
  readonly backend: Backend;
  /** The trackers that failed on this backend, each with the reason. Grows with later failures. */
  readonly fallbacks: readonly string[];
  /** Set this as tfjs's backend. */
  activate(): Promise<void>;
  /** The shortest time of one run of the mesh, with its results read back: other work on the device only adds time. */
  measure(): Promise<number>;
  /** Switch tracking to the attention mesh. When this resolves, the mesh has run once and all recorded calls have been checked. */
  refine(model: io.IOHandler): Promise<void>;
  track(frame: PixelReader, timestampMs: number): Promise<Seen>;
  /** Forget the face's position, so that the next frame is searched as a whole. */
  reset(): void;
  dispose(): void;
}

/**
 * Load the models on a backend that is already registered.
 *
 * @param scripts address of the folder with the extra scripts
 * @throws if the backend does not start
 */
export async function createEngine(backend: Backend, models: Models, scripts: string): Promise<Engine> {
  if (!(await setBackend(backend))) throw new Error(`backend ${backend} did not start`);
  const fallbacks: string[] = [];
  const usePackage = async (): Promise<Tracker> => {
    importScripts(new URL('package-tracker.js', scripts));
    return (globalThis as unknown as { beihe: typeof PackageScript }).beihe.createPackageTracker(models, maxCounted);
  };
  const giveUpOwn = (error: unknown): Promise<Tracker> => {
    const reason = error instanceof Error ? error.message : String(error);
    fallbacks.push(`own tracker: ${reason}`.slice(0, 120));
    return usePackage();
  };
  let isOwn = backend === 'wasm';
  let tracker = isOwn
    ? await createFaceTracker(models, maxCounted).catch((error: unknown) => {
        isOwn = false;
        return giveUpOwn(error);
      })
    : await usePackage();
  let counted = 0;
  let countAgainMs = -Infinity;

  return {
    backend,
    fallbacks,
    async activate() {
      await setBackend(backend);
    },
    async measure() {
      const times: number[] = [];
      for (let run = 0; run < measuredRuns; run += 1) {
        const startedMs = performance.now();
        await tracker.runMesh();
        times.push(performance.now() - startedMs);
      }
      return Math.min(...times);
    },
    async refine(model) {
      await setBackend(backend); // a backend that started too late may have made itself the current one
      if (!isOwn) return tracker.refine(model);
      try {
        await tracker.refine(model);
      } catch (error) {
        const packaged = await giveUpOwn(error);
        await packaged.refine(model);
        tracker.dispose();
        [tracker, isOwn] = [packaged, false];
      }
    },
    async track(frame, timestampMs) {
      const isCounting = timestampMs >= countAgainMs;
      const { face: points, faces } = await tracker.track(frame, isCounting);
      if (faces !== undefined) counted = faces;
      if (isCounting) countAgainMs = timestampMs + countEveryMs;
      if (!points) return { faces: 0, face: undefined };
      const face = tracedIndices.map((index) => {
        const { x, y } = points[index]!;
        return { x, y };
      });
      return { faces: Math.max(1, counted), face };
    },
    reset() {
      tracker.reset();
      countAgainMs = -Infinity;
    },
    dispose() {
      tracker.dispose();
    },
  };
}
