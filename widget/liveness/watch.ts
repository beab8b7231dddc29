/** The camera's frames as the vision thread sees them, one at a time, and whatever may happen to the camera meanwhile. */
import type { Camera } from '../camera/camera.ts';
import { diagnose, isQuick, type Trouble } from '../camera/diagnose.ts';
import { eachFrame } from '../camera/frames.ts';
import { limits } from '../camera/limits.ts';
import { cameraPermission } from '../camera/permission.ts';
import { Tally } from '../camera/tally.ts';
import { Failure, type AttesterCode } from '../page/failure.ts';
import { adaptPace, firstPace, type Pace } from './pace.ts';
import { endedOnPurpose, rejection } from '../page/abort.ts';
import { pageShown } from '../page/visible.ts';
import type { Observation } from '../vision/api.ts';
import type { Vision } from '../vision/bridge.ts';

/** Whether the person can change to another camera: not at all, if they like, or it is plainly worth a try. */
export type SwitchOffer = 'none' | 'quiet' | 'urgent';

export interface WatchListener {
  readonly onSeen: (seen: Observation) => void;
  /** What ails the camera; undefined once it is well. */
  readonly onTrouble: (trouble: Trouble | undefined) => void;
  readonly onOffer: (offer: SwitchOffer) => void;
}

interface Waiter {
  readonly isMet: (seen: Observation) => boolean;
  readonly resolve: (seen: Observation) => void;
}

/** Frames come a little early or late: one this near to its turn is taken, half a 60 Hz frame. */
const slackMs = 1000 / 60;

/** How often to ask how camera and device are. */
const tickMs = 250;

/** How often a camera that stopped by itself is opened again before that counts as a failure. Convention. */
const reopenings = 2;

export class Watch {
  readonly #camera: Camera;
  readonly #vision: Vision;
  readonly #listener: WatchListener;
  readonly #ended = new AbortController();
  #reason: unknown;
  /** Rejects when watching ends, for whatever reason; never resolves. */
  readonly end: Promise<never>;
  #waiters: Waiter[] = [];
  #isHeld = false;
  /** How many things stop the looking now: a hidden page, a camera that is taken, switched or opened again. */
  #pauses = 0;
  #reopenings = 0;
  #lookingSinceMs: number | undefined;
  #lookedAtMs = performance.now();
  #dueMs = -Infinity;
  #pace: Pace = firstPace(performance.now());
  #slowSinceMs: number | undefined;
  readonly #arrivals = new Tally();
  readonly #looks = new Tally();
  #frameRateHz: number | undefined;
  #track: MediaStreamTrack | undefined;
  #size: string | undefined;
  #hasOthers = false;
  #offer: SwitchOffer = 'none';
  #faceAtMs = performance.now();

  /** @param signal ends the watch; so do a lost camera, a hidden page while windows run, and a broken thread */
  constructor(camera: Camera, vision: Vision, signal: AbortSignal, listener: WatchListener) {
    this.#camera = camera;
    this.#vision = vision;
    this.#listener = listener;
    const { signal: ended } = this.#ended;
    this.end = rejection(ended, () => this.#reason);
    const whileWatching = { signal: ended };
    signal.addEventListener('abort', () => this.stop(), whileWatching);
    document.addEventListener('visibilitychange', () => document.hidden && this.#onHidden(), whileWatching);
    const { mediaDevices } = navigator;
    mediaDevices.addEventListener('devicechange', () => void this.#countCameras(), whileWatching);
    void cameraPermission().then((permission) => {
      const onChange = () => permission!.state === 'denied' && this.#fail(new Failure('camera-revoked'));
      permission?.addEventListener('change', onChange, whileWatching);
    });
    const timer = setInterval(() => this.#tick(), tickMs);
    ended.addEventListener('abort', () => clearInterval(timer));
    this.#followTrack();
    eachFrame(camera.video, ended, (nowMs, frames) => this.#onFrame(nowMs, frames));
    if (document.hidden) this.#onHidden();
  }

  /** Whether frames are known to be looked at often enough to begin a challenge. */
  get isQuick(): boolean {
    return this.#frameRateHz !== undefined && isQuick(this.#frameRateHz);
  }

  /** Change to the next usable camera. Does nothing where none can be changed to. */
  switchCamera(): void {
    if (this.#offer !== 'none' && this.#pauses === 0) this.#pause('opening', () => this.#camera.switch());
  }

  /** The first observation from now on that meets the condition. @throws what ended the watch */
  until(isMet: (seen: Observation) => boolean): Promise<Observation> {
    const met = new Promise<Observation>((resolve) => this.#waiters.push({ isMet, resolve }));
    return Promise.race([met, this.end]);
  }

  /** Windows are being disclosed: from now on, whatever happens to the camera ends the watch. */
  hold(): void {
    this.#isHeld = true;
    this.#tellOffer();
    this.#listener.onTrouble(undefined);
  }

  /** The challenge is replaced before it was answered: what happens to the camera can be mended again. */
  release(): void {
    this.#isHeld = false;
    this.#tellOffer();
  }

  /** FaceReading no longer. */
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

  /** Stop looking, do what mends it, and begin the trace anew. */
  #pause(trouble: Trouble | undefined, mend: () => Promise<unknown>): void {
    this.#pauses += 1;
    this.#listener.onTrouble(trouble);
    const work = async () => {
      await mend();
      await this.#vision.restart();
      this.#followTrack();
    };
    work().then(
      () => this.#resume(),
      (error: unknown) => this.#fail(error),
    );
  }

  #resume(): void {
    this.#pauses -= 1;
    if (this.#pauses > 0 || this.#hasEnded) return;
    const nowMs = performance.now();
    this.#arrivals.reset();
    this.#looks.reset();
    this.#slowSinceMs = undefined;
    this.#lookedAtMs = nowMs;
    if (this.#lookingSinceMs !== undefined) this.#lookingSinceMs = nowMs;
    this.#frameRateHz = undefined;
    this.#faceAtMs = nowMs;
    this.#pace = firstPace(nowMs);
    this.#listener.onTrouble(undefined);
  }

  #followTrack(): void {
    void this.#countCameras();
    const { track } = this.#camera;
    if (!track || this.#hasEnded) return;
    if (track !== this.#track) {
      this.#track = track;
      const whileWatching = { signal: this.#ended.signal };
      const isCurrent = () => track === this.#camera.track;
      track.addEventListener('ended', () => isCurrent() && void this.#onEnded(track), whileWatching);
      track.addEventListener('mute', () => isCurrent() && this.#onMuted(track), whileWatching);
    }
    if (track.readyState === 'ended') void this.#onEnded(track);
    else if (track.muted) this.#onMuted(track);
  }

  async #countCameras(): Promise<void> {
    this.#hasOthers = await this.#camera.hasOthers().catch(() => false);
    this.#tellOffer();
  }

  #tellOffer(): void {
    const isFaceless = performance.now() - this.#faceAtMs > limits.facelessMs;
    const offer = this.#isHeld || this.#hasEnded || !this.#hasOthers ? 'none' : isFaceless ? 'urgent' : 'quiet';
    if (offer === this.#offer) return;
    this.#offer = offer;
    this.#listener.onOffer(offer);
  }

  /** A hidden page gets no frames, and on phones no camera. Before the windows it is waited for. */
  #onHidden(): void {
    if (this.#isHeld) return this.#fail(new Failure('page-hidden'));
    this.#pause(undefined, async () => {
      await pageShown(this.#ended.signal);
      await this.#camera.revive();
    });
  }

  /** Another app took the camera, or a switch on the device. It is waited for as long as that may help. */
  #onMuted(track: MediaStreamTrack): void {
    if (document.hidden) return;
    const limitMs = this.#isHeld ? limits.mutedHeldMs : limits.mutedMs;
    this.#pause('muted', async () => {
      let leftMs = limitMs;
      while (track.muted && track.readyState === 'live' && !this.#hasEnded) {
        await pageShown(this.#ended.signal);
        if (leftMs <= 0) throw new Failure('camera-interrupted');
        await new Promise((resolve) => setTimeout(resolve, tickMs));
        leftMs -= tickMs;
      }
      // Some systems leave the picture paused. A track that ended is seen to next.
      if (!this.#hasEnded && track.readyState === 'live') await this.#camera.revive();
    });
  }

  /** A camera that is still there was taken by the system, for a while: it is opened again, but not for ever. */
  async #onEnded(track: MediaStreamTrack): Promise<void> {
    if (document.hidden && !this.#isHeld) return; // once the page is shown
    const code = await this.#camera.whyEnded();
    const isTaken = code === 'camera-lost' && (await this.#camera.isPresent().catch(() => false));
    if (track !== this.#camera.track) return; // it is being opened again already
    if (isTaken) this.#reopen(code);
    else this.#fail(new Failure(code));
  }

  #reopen(code: AttesterCode): void {
    this.#reopenings += 1;
    if (this.#isHeld || this.#reopenings > reopenings) return this.#fail(new Failure(code));
    this.#pause('opening', () => this.#camera.open());
  }

  /** How are camera and device? */
  #tick(): void {
    if (this.#pauses > 0 || document.hidden) return;
    const nowMs = performance.now();
    this.#frameRateHz = this.#looks.rateHz(nowMs) ?? this.#frameRateHz;
    this.#slowSinceMs = isQuick(this.#frameRateHz) ? undefined : (this.#slowSinceMs ?? nowMs);
    const { trouble, code } = diagnose({
      nowMs,
      isHeld: this.#isHeld,
      lookingSinceMs: this.#lookingSinceMs,
      lookedAtMs: this.#lookedAtMs,
      cameraRateHz: this.#arrivals.rateHz(nowMs),
      frameRateHz: this.#frameRateHz,
      slowSinceMs: this.#slowSinceMs,
    });
    if (code === 'camera-frozen') this.#reopen(code);
    else if (code) this.#fail(new Failure(code));
    else this.#listener.onTrouble(trouble);
    this.#tellOffer();
  }

  #onFrame(nowMs: number, frames: number): void {
    if (this.#pauses > 0) return;
    this.#arrivals.add(nowMs, frames);
    if (this.#lookingSinceMs !== undefined || nowMs < this.#dueMs - slackMs) return;
    this.#dueMs = Math.max(this.#dueMs + 1000 / this.#pace.rateHz, nowMs);
    void this.#look(nowMs).catch((error: unknown) => this.#fail(error));
  }

  /** Show one frame to the thread. Never while it is still at the last one: none ever waits. */
  async #look(timestampMs: number): Promise<void> {
    const startMs = performance.now();
    this.#lookingSinceMs = startMs;
    try {
      const frame = await createImageBitmap(this.#camera.video).catch(() => undefined);
      // A frame that cannot be had is none; if none comes any more, that is noticed.
      if (!frame || this.#pauses > 0 || (await this.#hasTurned(frame))) return frame?.close();
      const seen = await this.#vision.observe(frame, timestampMs);
      if (this.#hasEnded || this.#pauses > 0) return;
      this.#lookedAtMs = performance.now();
      this.#pace = adaptPace(this.#pace, { atMs: this.#lookedAtMs, tookMs: this.#lookedAtMs - startMs });
      this.#looks.add(this.#lookedAtMs);
      if (seen.faces > 0) this.#faceAtMs = this.#lookedAtMs;
      this.#listener.onSeen(seen);
      const met = this.#waiters.filter(({ isMet }) => isMet(seen));
      this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
      met.forEach(({ resolve }) => resolve(seen));
    } finally {
      this.#lookingSinceMs = undefined;
    }
  }

  /** Whether the picture's size is another than before: the screen was turned. A trace has frames of one size. */
  async #hasTurned({ width, height }: ImageBitmap): Promise<boolean> {
    const size = `${width}x${height}`;
    const before = this.#size;
    if (size === before) return false;
    this.#size = size;
    if (this.#isHeld) throw new Failure('camera-rotated');
    if (Math.min(width, height) < limits.first.minShortPx) throw new Failure('camera-too-small');
    if (before === undefined) return false;
    await this.#vision.restart();
    return true;
  }
}
