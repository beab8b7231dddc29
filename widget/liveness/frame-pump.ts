/** Sends the camera's frames to the vision thread, one at a time, as often as the device can, and measures the rate. */
import { isQuick, type Vitals } from '../camera/diagnose.ts';
import { eachFrame } from '../camera/frames.ts';
import { limits } from '../camera/limits.ts';
import { Tally } from '../camera/tally.ts';
import { Failure } from '../page/failure.ts';
import type { Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';
import { adaptPace, firstPace, type Pace } from './pace.ts';

/** A frame that comes early by at most this much is still sent: half a frame at 30 Hz. */
const slackMs = 1000 / 60;

export interface PumpOptions {
  readonly video: HTMLVideoElement;
  readonly vision: Vision;
  /** Ends the pump. */
  readonly signal: AbortSignal;
  /** Whether a window has been disclosed. From then on the frames' size may not change. */
  readonly isHeld: () => boolean;
  readonly onSeen: (seen: Observation) => void;
  readonly onFailure: (error: unknown) => void;
}

export class FramePump {
  readonly #options: PumpOptions;
  readonly #arrivals = new Tally();
  readonly #looks = new Tally();
  /**
   * Number of pauses. Several may overlap: the page is hidden, the camera is taken by another app, switched or opened
   * again.
   */
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

  /** Whether enough frames a second are processed to begin a challenge. False while the rate is not known. */
  get isQuick(): boolean {
    return this.#frameRateHz !== undefined && isQuick(this.#frameRateHz);
  }

  /** Milliseconds since a face was last seen, or since the pump began. */
  facelessMs(nowMs: number): number {
    return nowMs - this.#faceAtMs;
  }

  /**
   * How well camera and device keep up. To be called regularly, because it also records since when they have been
   * slow.
   */
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

  /** End one pause. When the last pause ends, all measurements start again. */
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

  /** Send one frame to the thread. Frames that come meanwhile are dropped, so that no queue builds up. */
  async #look(timestampMs: number): Promise<void> {
    const { video, vision, signal, onSeen } = this.#options;
    const startMs = performance.now();
    this.#lookingSinceMs = startMs;
    try {
      const frame = await createImageBitmap(video).catch(() => undefined);
      // If a frame cannot be read, it is skipped. If no frame can be read any more, `diagnose` reports it.
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
