/**
 * The messages between the page and the vision thread: types only, so that each side compiles without the other. When the
 * thread fails, the message of its `Error` is a `VisionCode`: an error's other properties do not cross threads.
 */
import type { Backend } from '#protocol/capture/backend.ts';
import type { FaceBox } from '#protocol/measure/face-box.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { ModelFiles } from '#vision/model-file.ts';

/** Frames observed and traced per second, if camera and device keep up. Convention: twice the policy's minimum. */
export const frameRateHz = 20;

/** The files that are needed to see the first landmark. */
export interface FirstFiles {
  /** Compiled by the page. Bytes where the page's policy forbids compiling: the thread's own policy may allow it. */
  readonly runtime: WebAssembly.Module | Uint8Array<ArrayBuffer>;
  readonly detector: ModelFiles;
  readonly mesh: ModelFiles;
}

export interface LoadOptions {
  /** Address of the folder with the extra scripts, with a trailing slash. */
  readonly scripts: string;
  /** Use this backend, however slow, or fail. For tests. */
  readonly backend: Backend | undefined;
}

/** The backend and the models in use. Part of the signed evidence. */
export interface Loaded {
  readonly backend: Backend;
  readonly mesh: 'attention';
  /** SHA-256 of the models' manifest, base64url. */
  readonly models: string;
  /** Time of one run of the plain mesh: the shortest of those measured. */
  readonly meshMs: number;
}

/** What was seen in one frame: feedback for the page only. The evidence stays in the thread. */
export interface Observation {
  /** The frame's time, as given by the page. */
  readonly timestampMs: number;
  /** Milliseconds since the trace's first record; undefined while nothing is traced. */
  readonly traceMs: number | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: number;
  /** Undefined without a face, like the next three. */
  readonly box: FaceBox | undefined;
  readonly skinLuma: number | undefined;
  readonly yawDegrees: number | undefined;
  readonly pitchDegrees: number | undefined;
  /** The measures of a traced frame, as the verifier takes them. */
  readonly sample?: Sample;
}

/** The longest trace that the challenge's limits allow. */
export interface TraceLimits {
  readonly longestMs: number;
  readonly maxRecords: number;
}

/** The hash chain at the last complete frame. */
export interface Boundary {
  /** base64url. */
  readonly runningHash: string;
  /** Trace time of that frame. */
  readonly traceMs: number;
}

export interface Recorded {
  readonly trace: Uint8Array<ArrayBuffer>;
  readonly frameDigests: Uint8Array<ArrayBuffer>;
  readonly root: Uint8Array;
  readonly frames: number;
}

/**
 * The backends and trackers that failed so far, each with the reason. Part of the evidence, so that no fallback is
 * silent.
 */
export interface GivenWay {
  readonly fallbacks: readonly string[];
}

/** The thread's side, called through comlink. */
export interface VisionApi {
  /** Choose a backend by measuring. Resolves when frames can be observed. @throws Error with a `VisionCode` as message */
  load(files: FirstFiles, options: LoadOptions): Promise<Omit<Loaded, 'models'> & GivenWay>;
  /** Change to the attention mesh, which is the one traced. When this resolves it has run and all tapes are proved. */
  refine(model: ModelFiles): Promise<GivenWay>;
  /** Track the face in one frame, and trace it if a challenge has begun. Closes the bitmap. */
  observe(frame: ImageBitmap, timestampMs: number): Promise<Observation>;
  /** Start the trace of this challenge, a compact JWS. Its first record is the next frame with a well-placed face. */
  begin(challenge: string, limits: TraceLimits): Promise<void>;
  /** Start the trace anew, as for another camera. Does nothing once the verifier has a hash of it. */
  restart(): Promise<void>;
  /** The chain at the last complete frame; undefined if there is none. From now on the trace is never restarted. */
  disclose(): Promise<Boundary | undefined>;
  /** End the trace. */
  finish(): Promise<Recorded>;
  /** The JPEGs of these frames. */
  open(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Delete the trace and its frames. */
  discard(): Promise<void>;
}
