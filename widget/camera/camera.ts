/** The camera that faces the person: chooses it by its frames, switches it, opens it again and closes it. */
import { Failure, type FailureCode } from '../page/failure.ts';
import { endedOnPurpose, rejection } from '../page/abort.ts';
import type { Sight } from '../page/visible.ts';
import { cameraDevices } from './devices.ts';
import { checkFirstFrames } from './first-frames.ts';
import { flaws } from './judge.ts';
import { limits } from './limits.ts';
import { cameraPermission } from './permission.ts';
import { requestCamera, stopStream } from './request.ts';

/**
 * What the page has learned about the device's cameras. It is kept between attempts, so that the next one starts
 * faster.
 */
export class CameraMemory {
  /** The camera that was used last. Its frames were usable. */
  deviceId: string | undefined;
  /** Cameras that cannot be used. */
  readonly unusable = new Set<string>();
}

export interface CameraListener {
  /** Whether the video shows a usable camera's picture. */
  readonly onPicture: (isShown: boolean) => void;
  /** The browser requires a tap before it plays. @param tap to be called by the tap; undefined once the picture plays */
  readonly onTapNeeded: (tap: (() => void) | undefined) => void;
}

/**
 * Failures after which the next camera is tried, from the least bad to the worst. Any other failure ends the search.
 */
const passable: readonly FailureCode[] = [
  ...flaws,
  'camera-interrupted',
  'camera-busy',
  'camera-lost',
  'camera-absent',
];

export class Camera {
  readonly video: HTMLVideoElement;
  readonly #sight: Sight;
  readonly #memory: CameraMemory;
  readonly #signal: AbortSignal;
  readonly #ended: Promise<never>;
  readonly #listener: CameraListener;
  #stream: MediaStream | undefined;
  #wasGranted = false;
  /** Requests run one after the other, because two at once would leave one stream open. */
  #tail: Promise<void> = Promise.resolve();

  /**
   * @param sight of the element. No camera is open until the person can see it
   * @param signal closes the camera at any time
   */
  constructor(
    video: HTMLVideoElement,
    sight: Sight,
    memory: CameraMemory,
    signal: AbortSignal,
    listener: CameraListener,
  ) {
    this.video = video;
    this.#sight = sight;
    this.#memory = memory;
    this.#signal = signal;
    this.#listener = listener;
    this.#ended = rejection(signal, endedOnPurpose);
    signal.addEventListener('abort', () => this.#close());
  }

  /** The open camera's track; undefined while no camera is open. */
  get track(): MediaStreamTrack | undefined {
    return this.#stream?.getVideoTracks()[0];
  }

  /**
   * Open the camera that was used last, else the one that faces the person, else the first whose frames are usable.
   *
   * @throws Failure with the fault of the least bad camera; an abort
   */
  open(): Promise<void> {
    return this.#inTurn(() => this.#open());
  }

  /** Open the next usable camera; the present one again if there is none. */
  switch(): Promise<void> {
    return this.#inTurn(() => this.#switch());
  }

  /** Restore the picture after the system has paused it or ended the camera. */
  revive(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.track?.readyState !== 'live') await this.#open();
      else if (this.video.paused) await this.#play(this.#ended);
    });
  }

  /** Switch the camera off. `revive` opens it again. */
  release(): Promise<void> {
    return this.#inTurn(async () => {
      this.#listener.onPicture(false);
      this.#close();
    });
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    this.#tail = this.#tail.catch(() => undefined).then(work);
    return this.#tail;
  }

  async #open(): Promise<void> {
    const failures: Failure[] = [];
    const tried = new Set<string>();
    const { deviceId } = this.#memory;
    if (deviceId && (await this.#tried(deviceId, tried, failures))) return;
    if (await this.#tried(undefined, tried, failures)) return;
    for (const id of await this.#facing()) {
      if (!tried.has(id) && (await this.#tried(id, tried, failures))) return;
    }
    throw passable.map((code) => failures.find((failure) => failure.code === code)).find((failure) => failure)!;
  }

  async #switch(): Promise<void> {
    const ids = (await this.#facing()).filter((id) => !this.#memory.unusable.has(id));
    const at = ids.indexOf(this.#memory.deviceId ?? '');
    const failures: Failure[] = [];
    for (const id of [...ids.slice(at + 1), ...ids.slice(0, at + 1)]) {
      if (await this.#tried(id, new Set(), failures)) return;
      this.#memory.unusable.add(id);
    }
    return this.#open();
  }

  /** Whether there is another camera that may be usable. */
  async hasOthers(): Promise<boolean> {
    const { deviceId, unusable } = this.#memory;
    return (await this.#facing()).some((id) => id !== deviceId && !unusable.has(id));
  }

  /** Why the camera has ended: the browser no longer allows it, or it is gone. */
  async whyEnded(): Promise<'camera-revoked' | 'camera-lost'> {
    return this.#wasGranted && (await cameraPermission())?.state !== 'granted' ? 'camera-revoked' : 'camera-lost';
  }

  /** Whether the camera is still plugged in. True if the browser does not say. */
  async isPresent(): Promise<boolean> {
    const { deviceId } = this.#memory;
    const devices = await cameraDevices();
    return devices?.some((device) => device.deviceId === deviceId) ?? true;
  }

  /** @returns whether this camera is now in use; if it failed, its failure was added to the list */
  async #tried(deviceId: string | undefined, tried: Set<string>, failures: Failure[]): Promise<boolean> {
    let id = deviceId;
    const trying = new AbortController();
    const stop = () => trying.abort();
    this.#signal.addEventListener('abort', stop, { signal: trying.signal });
    try {
      this.#listener.onPicture(false);
      this.#close(); // phones open one camera at a time
      const stream = await requestCamera(deviceId, this.#signal, this.#sight);
      this.#stream = stream;
      if (this.#isElementHidden) throw new Failure('element-hidden');
      this.#sight.onChange(() => this.#isElementHidden && stop(), trying.signal);
      const track = stream.getVideoTracks()[0]!;
      id = track.getSettings().deviceId ?? deviceId;
      if (id && tried.has(id)) return false;
      if (id) tried.add(id);
      // A camera that the browser itself chose is assumed to face the person.
      if (deviceId && track.getSettings().facingMode === 'environment') throw new Failure('camera-absent');
      await this.#show(stream, track, trying.signal);
      this.#memory.deviceId = id;
      if (id) this.#memory.unusable.delete(id);
      this.#listener.onPicture(true);
      return true;
    } catch (error) {
      this.#close();
      // The request for the camera waits until the element is shown again.
      if (error instanceof Failure && error.code === 'element-hidden') {
        if (id) tried.delete(id);
        return this.#tried(deviceId, tried, failures);
      }
      if (!(error instanceof Failure && passable.includes(error.code))) throw error;
      if (id) this.#memory.unusable.add(id);
      failures.push(error);
      return false;
    } finally {
      stop();
    }
  }

  get #isElementHidden(): boolean {
    return this.#sight.unseen === 'element-hidden';
  }

  /**
   * Show the stream and check its first frames.
   *
   * @param signal aborts with the camera, and when the element is hidden
   * @throws Failure
   */
  async #show(stream: MediaStream, track: MediaStreamTrack, signal: AbortSignal): Promise<void> {
    const ended = rejection(signal, () => (this.#signal.aborted ? endedOnPurpose() : new Failure('element-hidden')));
    this.video.muted = true;
    this.video.srcObject = stream;
    this.#wasGranted = (await cameraPermission())?.state === 'granted';
    await this.#play(ended);
    try {
      await Promise.race([checkFirstFrames(this.video, track, signal, this.#sight), ended]);
    } catch (error) {
      const hasEnded = error instanceof Failure && error.code === 'camera-lost';
      throw hasEnded ? new Failure(await this.whyEnded()) : error;
    }
  }

  /**
   * Play the video, after a tap if the browser requires one. If the browser does not answer, go on: the frames will show
   * whether the video plays.
   *
   * @param ended rejects when there is nothing to play any more
   * @throws Failure picture-blocked
   */
  async #play(ended: Promise<never>): Promise<void> {
    if (!(await Promise.race([isBlocked(this.video), wait(limits.first.settledMs), ended]))) return;
    const tapped = new Promise<void>((resolve) => {
      const tap = () => void isBlocked(this.video).then((isStill) => isStill || resolve());
      this.#listener.onTapNeeded(tap);
    });
    const refused = wait(limits.answerMs).then(() => {
      throw new Failure('picture-blocked');
    });
    try {
      await Promise.race([tapped, refused, ended]);
    } finally {
      this.#listener.onTapNeeded(undefined);
    }
  }

  /** Ids of all cameras, except those that the browser knows to face away from the person. */
  async #facing(): Promise<string[]> {
    const devices = (await Promise.race([cameraDevices(), this.#ended])) ?? [];
    return devices.filter((device) => device.deviceId && !isFacingAway(device)).map(({ deviceId }) => deviceId);
  }

  #close(): void {
    if (this.#stream) stopStream(this.#stream);
    this.#stream = undefined;
  }
}

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Play the video. @returns whether the browser requires a tap first */
const isBlocked = (video: HTMLVideoElement): Promise<boolean> =>
  video.play().then(
    () => false,
    ({ name }: DOMException) => name === 'NotAllowedError',
  );

/** Whether the browser knows, without opening the camera, that it faces away from the person. */
function isFacingAway(device: MediaDeviceInfo): boolean {
  const { facingMode = [] } = (device as Partial<InputDeviceInfo>).getCapabilities?.() ?? {};
  return facingMode.includes('environment') && !facingMode.includes('user');
}
