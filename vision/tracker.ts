import type { io } from '@tensorflow/tfjs-core';
import type { Point } from '#protocol/measure/landmark.ts';
import type { PixelReader } from './picture.ts';

/** The models that a tracker starts with: it tracks with the plain mesh until it is refined. */
export interface Models {
  readonly detector: io.IOHandler;
  readonly mesh: io.IOHandler;
}

/** Tracks one face from frame to frame. One call at a time. */
export interface Tracker {
  /** Run the mesh on an arbitrary picture and read its results back, to load weights and kernels and to measure the time. */
  runMesh(): Promise<void>;
  /** Find the face in the next frame. @param isCounting count all faces of the frame too */
  track(frame: PixelReader, isCounting: boolean): Promise<TrackedFaces>;
  /** From now on, track with the attention mesh, which has run once when this resolves. */
  refine(model: io.IOHandler): Promise<void>;
  /** Forget where the face was. */
  reset(): void;
  dispose(): void;
}

export interface TrackedFaces {
  /** The face's points by mesh index, in pixels of the frame; undefined without a face. */
  readonly face: readonly Point[] | undefined;
  /** Number of faces; undefined if they were not counted. */
  readonly faces: number | undefined;
}
