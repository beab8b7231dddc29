/**
 * What the page and the vision thread say to each other: shapes only, so that both sides can be checked alone. Why the
 * thread cannot work, a `VisionCode`, travels as the message of an `Error`: nothing else of an error crosses threads.
 */
import type { Backend } from '#protocol/capture/backend.ts';
import type { FaceBox } from '#protocol/measure/face-box.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { ModelFiles } from '#vision/model-file.ts';

/** Frames a second that are looked at and traced, if camera and device keep up. Convention: twice the policy's least. */
export const frameRateHz = 20;

/** What the first landmark needs. */
export interface FirstFiles {
  /** Compiled in the page; as bytes where its policy forbids that, which may not be the thread's. */
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

/** What runs, for the evidence: it is signed. */
export interface Loaded {
  readonly backend: Backend;
  readonly mesh: 'attention';
  /** SHA-256 of the models' manifest, base64url. */
  readonly models: string;
  /** Time of one run of the plain mesh: the shortest of those measured. */
  readonly meshMs: number;
}

/** What was seen in one frame: feedback for the page. The evidence stays in the thread. */
export interface Observation {
  /** The frame's time as the page gave it. */
  readonly timestampMs: number;
  /** Milliseconds since the trace's first record; undefined while nothing is traced. */
  readonly traceMs: number | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly faces: number;
  /** Undefined without a face, like all that follows. */
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
 * What gave way so far, and why: backends that were tried first, `own tracker` within the chosen one. For the evidence, so that
 * no fallback is silent.
 */
export interface GivenWay {
  readonly fallbacks: readonly string[];
}

/** The thread's side, called through comlink. */
export interface VisionApi {
  /** Choose a backend by measuring; from now on landmarks can be seen. @throws Error whose message is a `VisionCode` */
  load(files: FirstFiles, options: LoadOptions): Promise<Omit<Loaded, 'models'> & GivenWay>;
  /** Take the mesh that is traced; it runs, and all that runs is proved, when this resolves. */
  refine(model: ModelFiles): Promise<GivenWay>;
  /** FaceReading at one frame, and trace it if a challenge has begun. The bitmap is closed. */
  observe(frame: ImageBitmap, timestampMs: number): Promise<Observation>;
  /** Start the trace of this challenge, a compact JWS. Its first record is the next frame with a well-placed face. */
  begin(challenge: string, limits: TraceLimits): Promise<void>;
  /** Begin the trace anew, as after another camera was opened; does nothing once the verifier holds a hash of it. */
  restart(): Promise<void>;
  /** The chain at the last whole frame; from now on the trace is never restarted. Undefined if it has no frame. */
  disclose(): Promise<Boundary | undefined>;
  /** End the trace. */
  finish(): Promise<Recorded>;
  /** The JPEGs of these frames. */
  open(indices: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Forget the trace and its frames. */
  discard(): Promise<void>;
}
