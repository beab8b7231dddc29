import type { io } from '@tensorflow/tfjs-core';
import type { Point } from '#protocol/measure/landmark.ts';
import type { Picture } from './picture.ts';

/** What a tracker begins with. */
export interface Models {
  readonly detector: io.IOHandler;
  readonly mesh: io.IOHandler;
}

/** What follows one face from picture to picture. */
export interface Tracker {
  /** Run the mesh, results read back, on whatever picture. It has run before: weights are uploaded, kernels compiled. */
  runMesh(): Promise<void>;
  /** TrackedFaces at a picture; count the faces in it too, if asked to. */
  track(frame: Picture, isCounting: boolean): Promise<TrackedFaces>;
  /** From now on, follow by the attention mesh; it has run once when this resolves. */
  refine(model: io.IOHandler): Promise<void>;
  /** Forget where the face was. */
  reset(): void;
  dispose(): void;
}

export interface TrackedFaces {
  /** The mesh's points by their numbers, in pixels of the picture; undefined without a face. */
  readonly face: readonly Point[] | undefined;
  /** Undefined if they were not counted. */
  readonly faces: number | undefined;
}
