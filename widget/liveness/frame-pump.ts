/** Takes the camera's frames to the vision thread, one at a time and as often as the device can, and measures how often. */
import { isQuick, type Vitals } from '../camera/diagnose.ts';
import { eachFrame } from '../camera/frames.ts';
import { limits } from '../camera/limits.ts';
import { Tally } from '../camera/tally.ts';
import { Failure } from '../page/failure.ts';
import type { Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';
import { adaptPace, firstPace, type Pace } from './pace.ts';

/** A frame that comes this much before its turn is taken: half a frame at 30 Hz. */
const slackMs = 1000 / 60;

export interface PumpOptions {
  readonly video: HTMLVideoElement;
  readonly vision: Vision;
  /** Ends the pump. */
  readonly signal: AbortSignal;
  /** Whether windows are disclosed: the frames' size may not change any more. */
  readonly isHeld: () => boolean;
  readonly onSeen: (seen: Observation) => void;
  readonly onFailure: (error: unknown) => void;
}

export class FramePump {
  readonly #options: PumpOptions;
  readonly #arrivals = new Tally();
  readonly #looks = new Tally();
  /** Several things may pause the pump at once: a hidden page, a camera that is taken, switched or opened again. */
  #pauses = 0;
  #lookingSinceMs: number | undefined;
  #lookedAtMs = performance.now();
  #faceAtMs = performance.now();
  #dueMs = -Infinity;
  #pace: Pace = firstPace(performance.now());
  #slowSinceMs: number | undefined;
  #frameRateHz: number | undefined;
  #size: string | undefined;

  constructor(options: PumpOptions) {
    this.#options = options;
    eachFrame(options.video, options.signal, (nowMs, frames) => this.#onFrame(nowMs, frames));
  }

  get isPaused(): boolean {
    return this.#pauses > 0;
  }

  /** Whether frames are known to be looked at often enough to begin a challenge. */
  get isQuick(): boolean {
    return this.#frameRateHz !== undefined && isQuick(this.#frameRateHz);
  }

  /** Milliseconds since a face was last seen, or since the pump began. */
  facelessMs(nowMs: number): number {
    return nowMs - this.#faceAtMs;
  }

  /** How camera and device have kept up. To be asked regularly: it also notes since when they have been slow. */
  vitals(nowMs: number): Omit<Vitals, 'isHeld'> {
    this.#frameRateHz = this.#looks.rateHz(nowMs) ?? this.#frameRateHz;
    this.#slowSinceMs = isQuick(this.#frameRateHz) ? undefined : (this.#slowSinceMs ?? nowMs);
    return {
      nowMs,
      lookingSinceMs: this.#lookingSinceMs,
      lookedAtMs: this.#lookedAtMs,
      cameraRateHz: this.#arrivals.rateHz(nowMs),
      frameRateHz: this.#frameRateHz,
      slowSinceMs: this.#slowSinceMs,
    };
  }

  pause(): void {
    this.#pauses += 1;
  }

  /** End one pause. After the last one all measures begin anew. */
  resume(): void {
    this.#pauses -= 1;
    if (this.isPaused || this.#options.signal.aborted) return;
    const nowMs = performance.now();
    this.#arrivals.reset();
    this.#looks.reset();
    this.#slowSinceMs = undefined;
    this.#lookedAtMs = nowMs;
    if (this.#lookingSinceMs !== undefined) this.#lookingSinceMs = nowMs;
    this.#frameRateHz = undefined;
    this.#faceAtMs = nowMs;
    this.#pace = firstPace(nowMs);
  }

  #onFrame(nowMs: number, frames: number): void {
    if (this.isPaused) return;
    this.#arrivals.add(nowMs, frames);
    if (this.#lookingSinceMs !== undefined || nowMs < this.#dueMs - slackMs) return;
    this.#dueMs = Math.max(this.#dueMs + 1000 / this.#pace.rateHz, nowMs);
    void this.#look(nowMs).catch(this.#options.onFailure);
  }

  /** Show one frame to the thread. Frames that come meanwhile are dropped, so that none waits. */
  async #look(timestampMs: number): Promise<void> {
    const { video, vision, signal, onSeen } = this.#options;
    const startMs = performance.now();
    this.#lookingSinceMs = startMs;
    try {
      const frame = await createImageBitmap(video).catch(() => undefined);
      // One frame that cannot be had is passed over; if no frame can be had any more, `diagnose` says so.
      if (!frame || this.isPaused || (await this.#hasTurned(frame))) return frame?.close();
      const seen = await vision.observe(frame, timestampMs);
      if (signal.aborted || this.isPaused) return;
      this.#lookedAtMs = performance.now();
      this.#pace = adaptPace(this.#pace, { atMs: this.#lookedAtMs, tookMs: this.#lookedAtMs - startMs });
      this.#looks.add(this.#lookedAtMs);
      if (seen.faces > 0) this.#faceAtMs = this.#lookedAtMs;
      onSeen(seen);
    } finally {
      this.#lookingSinceMs = undefined;
    }
  }

  /** Whether the picture's size has changed because the screen was turned. All frames of a trace have one size. */
  async #hasTurned({ width, height }: ImageBitmap): Promise<boolean> {
    const size = `${width}x${height}`;
    const before = this.#size;
    if (size === before) return false;
    this.#size = size;
    if (this.#options.isHeld()) throw new Failure('camera-rotated');
    if (Math.min(width, height) < limits.first.minShortPx) throw new Failure('camera-too-small');
    if (before === undefined) return false;
    await this.#options.vision.restart();
    return true;
  }
}
