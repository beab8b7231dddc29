/** What may happen to an open camera, and what is done about it: wait for it, open it again, or fail. */
import type { Camera } from '../camera/camera.ts';
import type { Trouble } from '../camera/diagnose.ts';
import { limits } from '../camera/limits.ts';
import { cameraPermission } from '../camera/permission.ts';
import { Failure, type AttesterCode } from '../page/failure.ts';
import type { Sight } from '../page/visible.ts';

/** How often to check whether a muted camera has come back. */
const tickMs = 250;

/** How many times a camera that stopped by itself is opened again. The next stop is a failure. Convention. */
const reopenings = 2;

export interface RecoveryOptions {
  readonly camera: Camera;
  readonly sight: Sight;
  /** Ends everything here. */
  readonly signal: AbortSignal;
  /** Whether a window has been disclosed. From then on every problem is a failure. */
  readonly isHeld: () => boolean;
  /** Process no frames until this work is done. An error that it throws ends the watch. */
  readonly pause: (trouble: Trouble | undefined, mend: () => Promise<unknown>) => void;
  readonly fail: (reason: unknown) => void;
}

export class Recovery {
  readonly #options: RecoveryOptions;
  #reopenings = 0;
  #track: MediaStreamTrack | undefined;

  constructor(options: RecoveryOptions) {
    this.#options = options;
    const { sight, signal, fail } = options;
    sight.onChange(() => this.#onSight(), signal);
    void cameraPermission().then((permission) => {
      const onChange = () => permission!.state === 'denied' && fail(new Failure('camera-revoked'));
      permission?.addEventListener('change', onChange, { signal });
    });
    this.followTrack();
    this.#onSight();
  }

  /** Listen to the camera's present track. To be called after the camera was opened or switched. */
  followTrack(): void {
    const { camera, signal } = this.#options;
    const { track } = camera;
    if (!track || signal.aborted) return;
    if (track !== this.#track) {
      this.#track = track;
      const isCurrent = () => track === camera.track;
      track.addEventListener('ended', () => isCurrent() && void this.#onEnded(track), { signal });
      track.addEventListener('mute', () => isCurrent() && this.#onMuted(track), { signal });
    }
    if (track.readyState === 'ended') void this.#onEnded(track);
    else if (track.muted) this.#onMuted(track);
  }

  /**
   * Open a camera that stopped by itself again, a limited number of times.
   *
   * @param code the failure if it stops again
   */
  reopen(code: AttesterCode): void {
    const { camera, isHeld, pause, fail } = this.#options;
    this.#reopenings += 1;
    if (isHeld() || this.#reopenings > reopenings) return fail(new Failure(code));
    pause('opening', () => camera.open());
  }

  /**
   * The person may not be able to see the element any more. Before the first window, wait until they can. A hidden page gets
   * no frames, and on phones no camera; of a page that is shown, a camera that films behind a hidden element is switched
   * off here.
   */
  #onSight(): void {
    const { camera, sight, signal, isHeld, pause, fail } = this.#options;
    const { unseen } = sight;
    if (!unseen) return;
    if (isHeld()) return fail(new Failure(unseen));
    pause(undefined, async () => {
      if (unseen === 'element-hidden') await camera.release();
      await sight.shown(signal);
      await camera.revive();
    });
  }

  /**
   * Another app took the camera, or the person switched it off on the device. Wait as long as it may come back in
   * time.
   */
  #onMuted(track: MediaStreamTrack): void {
    const { camera, sight, signal, isHeld, pause } = this.#options;
    if (sight.unseen) return;
    const limitMs = isHeld() ? limits.mutedHeldMs : limits.mutedMs;
    pause('muted', async () => {
      let leftMs = limitMs;
      while (track.muted && track.readyState === 'live' && !signal.aborted) {
        await sight.shown(signal);
        if (leftMs <= 0) throw new Failure('camera-interrupted');
        await new Promise((resolve) => setTimeout(resolve, tickMs));
        leftMs -= tickMs;
      }
      // Some systems leave the picture paused. A track that has ended is handled by `followTrack`.
      if (!signal.aborted && track.readyState === 'live') await camera.revive();
    });
  }

  /** The track ended. If the camera is still plugged in, the system took it for some time, and it is opened again. */
  async #onEnded(track: MediaStreamTrack): Promise<void> {
    const { camera, sight, isHeld, fail } = this.#options;
    if (sight.unseen && !isHeld()) return; // it is opened again once the element is shown
    const code = await camera.whyEnded();
    const isTaken = code === 'camera-lost' && (await camera.isPresent().catch(() => false));
    if (track !== camera.track) return; // another pause is opening it already
    if (isTaken) this.reopen(code);
    else fail(new Failure(code));
  }
}
