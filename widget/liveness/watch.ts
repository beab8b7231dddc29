/**
 * Watches the open camera through the vision thread: gives its observations until it is stopped or a failure ends it.
 */
import type { Camera } from '../camera/camera.ts';
import { diagnose, type Trouble } from '../camera/diagnose.ts';
import { limits } from '../camera/limits.ts';
import { endedOnPurpose, rejection } from '../page/abort.ts';
import { Failure } from '../page/failure.ts';
import type { Sight } from '../page/visible.ts';
import type { Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';
import { FramePump } from './frame-pump.ts';
import { Recovery } from './recovery.ts';

/**
 * Whether the person can change the camera: `none` if not, `urgent` if the present one has shown no face for some
 * time.
 */
export type SwitchOffer = 'none' | 'quiet' | 'urgent';

export interface WatchListener {
  readonly onSeen: (seen: Observation) => void;
  /** What is wrong with the camera; undefined once it works. */
  readonly onTrouble: (trouble: Trouble | undefined) => void;
  readonly onOffer: (offer: SwitchOffer) => void;
}

interface Waiter {
  readonly isMet: (seen: Observation) => boolean;
  readonly resolve: (seen: Observation) => void;
}

/** How often camera and device are checked. */
const tickMs = 250;

export class Watch {
  readonly #camera: Camera;
  readonly #sight: Sight;
  readonly #vision: Vision;
  readonly #listener: WatchListener;
  readonly #pump: FramePump;
  readonly #recovery: Recovery;
  readonly #ended = new AbortController();
  #reason: unknown;
  /** Rejects when the watch ends, for any reason; never resolves. */
  readonly end: Promise<never>;
  #waiters: Waiter[] = [];
  #isHeld = false;
  #hasOthers = false;
  #offer: SwitchOffer = 'none';

  /**
   * @param sight of the element
   * @param signal ends the watch; so do a lost camera, a hidden page or element while windows run, and a broken thread
   */
  constructor(camera: Camera, sight: Sight, vision: Vision, signal: AbortSignal, listener: WatchListener) {
    this.#camera = camera;
    this.#sight = sight;
    this.#vision = vision;
    this.#listener = listener;
    const { signal: ended } = this.#ended;
    this.end = rejection(ended, () => this.#reason);
    signal.addEventListener('abort', () => this.stop(), { signal: ended });
    const shared = { signal: ended, isHeld: () => this.#isHeld };
    this.#pump = new FramePump({
      ...shared,
      video: camera.video,
      vision,
      onSeen: (seen) => this.#onSeen(seen),
      onFailure: (error) => this.#fail(error),
    });
    this.#recovery = new Recovery({
      ...shared,
      camera,
      sight,
      pause: (trouble, mend) => this.#pause(trouble, mend),
      fail: (reason) => this.#fail(reason),
    });
    navigator.mediaDevices.addEventListener('devicechange', () => void this.#countCameras(), { signal: ended });
    void this.#countCameras();
    const timer = setInterval(() => this.#tick(), tickMs);
    ended.addEventListener('abort', () => clearInterval(timer));
  }

  /** Whether enough frames a second are processed to begin a challenge. False while the rate is not known. */
  get isQuick(): boolean {
    return this.#pump.isQuick;
  }

  /** Change to the next usable camera. Does nothing while no change is offered. */
  switchCamera(): void {
    if (this.#offer !== 'none' && !this.#pump.isPaused) this.#pause('opening', () => this.#camera.switch());
  }

  /** Wait for the next observation that meets the condition. @throws what ended the watch */
  until(isMet: (seen: Observation) => boolean): Promise<Observation> {
    const met = new Promise<Observation>((resolve) => this.#waiters.push({ isMet, resolve }));
    return Promise.race([met, this.end]);
  }

  /** To be called before the first window is disclosed: from now on any problem of the camera ends the watch. */
  hold(): void {
    this.#isHeld = true;
    this.#updateOffer();
    this.#listener.onTrouble(undefined);
  }

  /** To be called when the challenge is replaced before it was answered: the camera may be opened again from now on. */
  release(): void {
    this.#isHeld = false;
    this.#updateOffer();
  }

  stop(): void {
    this.#fail(endedOnPurpose());
  }

  #fail(reason: unknown): void {
    this.#reason ??= reason;
    this.#ended.abort();
  }

  get #hasEnded(): boolean {
    return this.#ended.signal.aborted;
  }

  /** Process no frames, do the work that restores the camera, and restart the trace. */
  #pause(trouble: Trouble | undefined, mend: () => Promise<unknown>): void {
    this.#pump.pause();
    this.#listener.onTrouble(trouble);
    const work = async () => {
      await mend();
      await this.#vision.restart();
      void this.#countCameras();
      this.#recovery.followTrack();
    };
    work().then(
      () => this.#resume(),
      (error: unknown) => this.#fail(error),
    );
  }

  #resume(): void {
    this.#pump.resume();
    if (!this.#pump.isPaused && !this.#hasEnded) this.#listener.onTrouble(undefined);
  }

  async #countCameras(): Promise<void> {
    this.#hasOthers = await this.#camera.hasOthers().catch(() => false);
    this.#updateOffer();
  }

  #updateOffer(): void {
    const isFaceless = this.#pump.facelessMs(performance.now()) > limits.facelessMs;
    const offer = this.#isHeld || this.#hasEnded || !this.#hasOthers ? 'none' : isFaceless ? 'urgent' : 'quiet';
    if (offer === this.#offer) return;
    this.#offer = offer;
    this.#listener.onOffer(offer);
  }

  /** Check camera and device. */
  #tick(): void {
    if (this.#pump.isPaused || this.#sight.unseen) return;
    const { trouble, code } = diagnose({ ...this.#pump.vitals(performance.now()), isHeld: this.#isHeld });
    if (code === 'camera-frozen') this.#recovery.reopen(code);
    else if (code) this.#fail(new Failure(code));
    else this.#listener.onTrouble(trouble);
    this.#updateOffer();
  }

  #onSeen(seen: Observation): void {
    this.#listener.onSeen(seen);
    const met = this.#waiters.filter(({ isMet }) => isMet(seen));
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    met.forEach(({ resolve }) => resolve(seen));
  }
}
