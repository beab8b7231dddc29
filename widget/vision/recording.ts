/** The trace of one challenge: records, JPEGs, and the hash chain over them. Only the vision thread uses it. */
import { advanceRunningHash, frameLeaf, merkleRoot, startRunningHash } from '#protocol/capture/commitment.ts';
import {
  encodeHeader,
  encodeRecord,
  leastStepMs,
  type TraceHeader,
  type TraceRecord,
} from '#protocol/capture/trace.ts';
import { packFrames } from '#protocol/capture/packed-frames.ts';
import { frameRateHz, type Boundary, type Recorded, type TraceLimits } from './api.ts';
import { toBase64url } from './encoding.ts';

/** Maximum size of all JPEGs together. DESIGN §4. */
const maxFrameBytes = 16 * 1024 * 1024;

/** JPEG quality: it starts at `best` and is lowered step by step if the frames would not fit. Convention. */
const quality = { best: 0.75, worst: 0.4, step: 0.05 };

interface Frame {
  readonly record: Uint8Array;
  readonly jpeg: Uint8Array<ArrayBuffer>;
  readonly jpegDigest: Uint8Array;
  readonly leaf: Uint8Array;
}

/** A frame whose JPEG is still being encoded. */
export interface Pending {
  readonly record: TraceRecord;
  readonly jpeg: Promise<Blob>;
}

export class Recording {
  readonly #challenge: string;
  readonly #limits: TraceLimits;
  readonly #frames: Frame[] = [];
  #header: TraceHeader | undefined;
  #runningHash: Uint8Array;
  #startedMs: number | undefined;
  #lastMs = -leastStepMs;
  #bytes = 0;
  #quality = quality.best;
  /** Resolves when all frames so far are in the hash chain. Meanwhile the next frame is observed. */
  #tail: Promise<void> = Promise.resolve();
  #disclosed = false;
  #ended = false;

  constructor(challenge: string, limits: TraceLimits) {
    this.#challenge = challenge;
    this.#limits = limits;
    this.#runningHash = startRunningHash(challenge);
  }

  /** JPEG quality for the next frame. */
  get quality(): number {
    return this.#quality;
  }

  get hasBegun(): boolean {
    return this.#startedMs !== undefined;
  }

  /** Whether the verifier already has a hash of this trace. Then it may not be restarted. */
  get isDisclosed(): boolean {
    return this.#disclosed;
  }

  /** Whether frames may be added: the trace has not ended, and has fewer records than the verifier accepts. */
  get takesFrames(): boolean {
    return !this.#ended && this.#frames.length + 1 < this.#limits.maxRecords;
  }

  /** Trace time of a frame, in whole milliseconds at least `leastStepMs` apart. The first call is at 0. */
  timeOf(timestampMs: number): number {
    this.#startedMs ??= timestampMs;
    this.#lastMs = Math.max(this.#lastMs + leastStepMs, Math.round(timestampMs - this.#startedMs));
    return this.#lastMs;
  }

  /**
   * Add one frame to the hash chain. Resolves when all frames before it are in the chain, so that no queue builds up.
   */
  async add({ record, jpeg }: Pending, header: TraceHeader): Promise<void> {
    const before = this.#tail;
    this.#header ??= header;
    this.#tail = before.then(async () => {
      const bytes = new Uint8Array(await (await jpeg).arrayBuffer());
      const encoded = encodeRecord(record);
      // The browser computes the digest on another thread, while this one observes the next frame.
      const jpegDigest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      const leaf = frameLeaf(this.#frames.length, encoded, jpegDigest);
      this.#frames.push({ record: encoded, jpeg: bytes, jpegDigest, leaf });
      this.#runningHash = advanceRunningHash(this.#runningHash, leaf);
      this.#bytes += bytes.length;
      this.#fit(record.atMs, bytes.length);
    });
    await before;
  }

  /**
   * The hash chain at the last complete frame; undefined if there is none. From now on the trace may not be
   * restarted.
   */
  async disclose(): Promise<Boundary | undefined> {
    this.#disclosed = this.hasBegun;
    await this.#tail;
    const last = this.#frames.at(-1);
    if (!last) return undefined;
    const traceMs = new DataView(last.record.buffer).getUint32(0, true);
    return { runningHash: toBase64url(this.#runningHash), traceMs, frames: this.#frames.length };
  }

  /** Frames that are in the hash chain, packed. */
  pack(from: number, to: number): Uint8Array<ArrayBuffer> {
    return packFrames(this.#tracedHeader, this.#frames.slice(from, to));
  }

  async finish(): Promise<Recorded> {
    this.#ended = true;
    await this.#tail;
    // A frame that was observed meanwhile may still be added, so everything is taken before the next wait.
    const frames = this.#frames.length;
    const trace = concatenate([encodeHeader(this.#tracedHeader, frames), ...this.#frames.map(({ record }) => record)]);
    const root = toBase64url(merkleRoot(this.#frames.map(({ leaf }) => leaf)));
    const runningHash = toBase64url(this.#runningHash);
    const traceDigest = toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', trace)));
    return { traceDigest, root, runningHash, frames };
  }

  get #tracedHeader(): TraceHeader {
    if (!this.#header) throw new Error('nothing was traced');
    return this.#header;
  }

  /** The JPEGs of these frames. */
  reveal(indices: readonly number[]): Uint8Array<ArrayBuffer>[] {
    return indices.map((index) => {
      const frame = this.#frames[index];
      if (!frame) throw new RangeError(`there is no frame ${index}`);
      return frame.jpeg;
    });
  }

  /** An empty trace of the same challenge. */
  restarted(): Recording {
    return new Recording(this.#challenge, this.#limits);
  }

  /** Lower the quality if the last frame is too large for the line, or the remaining ones at its size would exceed the maximum. */
  #fit(atMs: number, frameBytes: number): void {
    const framesLeft = (Math.max(0, this.#limits.longestMs - atMs) / 1000) * frameRateHz;
    const isTight = frameBytes > this.#limits.frameBytes || this.#bytes + framesLeft * frameBytes > maxFrameBytes;
    if (isTight) this.#quality = Math.max(quality.worst, this.#quality - quality.step);
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
