/**
 * The interface between the page and the vision thread: types and a constant. A thread that cannot work rejects with an
 * `Error` whose message is a `VisionCode`, because only the message of an error crosses threads.
 */
import type { Backend } from '#protocol/capture/backend.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { ModelFiles } from '#vision/model-file.ts';
import type { FaceView, Position } from '../liveness/guidance.ts';

/**
 * Frames a second that are processed and traced if camera and device keep up. Convention: twice the policy's minimum.
 */
export const frameRateHz = 20;

/** The files that are needed to find the first landmarks. */
export interface FirstFiles {
  /** Compiled in the page, or as bytes where the page's policy forbids that. The thread may have another policy. */
  readonly runtime: WebAssembly.Module | Uint8Array<ArrayBuffer>;
  readonly detector: ModelFiles;
  readonly mesh: ModelFiles;
}

export interface LoadOptions {
  /** Address of the folder with the extra scripts, with a trailing slash. */
  readonly scripts: string;
  /** Use this backend even if it is slow, or fail. For tests. */
  readonly backend: Backend | undefined;
}

/** Which backend, mesh and models run. It is part of the signed evidence. */
export interface Loaded {
  readonly backend: Backend;
  readonly mesh: 'attention';
  /** SHA-256 of the models' manifest, base64url. */
  readonly models: string;
  /** Time of one run of the plain mesh: the shortest of those measured. */
  readonly meshMs: number;
}

/** What was found in one frame, as feedback for the page. The evidence stays in the thread. */
export interface Observation extends FaceView {
  /** The frame's time that the page gave. */
  readonly timestampMs: number;
  /** Milliseconds since the trace's first record; undefined while nothing is traced. */
  readonly traceMs: number | undefined;
  readonly position: Position;
  /** The measures of a traced frame, computed as the verifier does. */
  readonly sample?: Sample;
}

/** The longest trace that the challenge's limits allow. */
export interface TraceLimits {
  readonly longestMs: number;
  readonly maxRecords: number;
  /** What a frame's JPEG should have at most, so that the line can carry those that the verifier asks for. */
  readonly frameBytes: number;
}

/** The hash chain at the last complete frame. */
export interface Boundary {
  /** base64url. */
  readonly runningHash: string;
  /** Trace time of that frame. */
  readonly traceMs: number;
  /** How many frames it covers. */
  readonly frames: number;
}

/** A trace that has ended. Digest, root and hash are base64url. */
export interface Recorded {
  readonly traceDigest: string;
  readonly root: string;
  /** Over all frames. */
  readonly runningHash: string;
  readonly frames: number;
}

/**
 * What was replaced so far, and why: backends that were tried first, and `own tracker` on the chosen backend. It is part of
 * the signed evidence, so that no fallback is silent.
 */
export interface GivenWay {
  readonly fallbacks: readonly string[];
}

/** The thread's side, called through comlink. */
export interface VisionApi {
  /** Choose a backend by measuring. Afterwards frames can be observed. @throws Error whose message is a `VisionCode` */
  load(files: FirstFiles, options: LoadOptions): Promise<Omit<Loaded, 'models'> & GivenWay>;
  /** Change to the mesh that is traced. When this resolves, the mesh runs and its results have been checked. */
  refine(model: ModelFiles): Promise<GivenWay>;
  /** Process one frame, and trace it if a challenge has begun. Closes the bitmap. */
  observe(frame: ImageBitmap, timestampMs: number): Promise<Observation>;
  /** Start the trace of this challenge, a compact JWS. Its first record is the next frame with a well-placed face. */
  begin(challenge: string, limits: TraceLimits): Promise<void>;
  /**
   * Restart the trace, for example after another camera was opened. Does nothing once the verifier has a hash of the
   * trace.
   */
  restart(): Promise<void>;
  /**
   * The hash chain at the last complete frame; undefined if there is none. From now on the trace is never restarted.
   */
  disclose(): Promise<Boundary | undefined>;
  /** Frames from one number to another, as they are sent (packed-frames.ts). */
  pack(from: number, to: number): Promise<Uint8Array<ArrayBuffer>>;
  /** End the trace: no other frame is added. */
  finish(): Promise<Recorded>;
  /** The JPEGs of these frames. */
  reveal(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Delete the trace and its frames. */
  discard(): Promise<void>;
}
