/** The camera's frames as the vision thread sees them, one at a time. */
import { watchFrames } from './camera.ts';
import { Failure } from './failure.ts';
import type { Observation } from './vision/api.ts';
import type { Vision } from './vision/bridge.ts';

interface Waiter {
  readonly isMet: (seen: Observation) => boolean;
  readonly resolve: (seen: Observation) => void;
}

export class Watch {
  readonly #video: HTMLVideoElement;
  readonly #vision: Vision;
  readonly #onSeen: (seen: Observation) => void;
  readonly #ended = new AbortController();
  /** Rejects when watching ends, for whatever reason; never resolves. */
  readonly #end: Promise<never>;
  #waiters: Waiter[] = [];
  #isLooking = false;

  /** @param signal ends the watch; so do a lost camera, a hidden page and a broken thread */
  constructor(
    video: HTMLVideoElement,
    stream: MediaStream,
    vision: Vision,
    signal: AbortSignal,
    onSeen: (seen: Observation) => void,
  ) {
    this.#video = video;
    this.#vision = vision;
    this.#onSeen = onSeen;
    const { signal: ended } = this.#ended;
    const fail = (reason: unknown) => this.#ended.abort(reason);
    this.#end = new Promise((_, reject) => {
      ended.addEventListener('abort', () => reject(ended.reason), { once: true });
    });
    this.#end.catch(() => undefined); // whoever waits hears of it
    const whileWatching = { signal: ended };
    signal.addEventListener('abort', () => fail(signal.reason), whileWatching);
    document.addEventListener(
      'visibilitychange',
      () => document.hidden && fail(new Failure('page-hidden')),
      whileWatching,
    );
    for (const track of stream.getVideoTracks()) {
      track.addEventListener('ended', () => fail(new Failure('camera-lost')), whileWatching);
    }
    watchFrames(video, ended, (timestampMs) => {
      if (this.#isLooking) return false;
      void this.#look(timestampMs).catch(fail);
      return true;
    });
  }

  /** The first observation from now on that meets the condition. @throws what ended the watch */
  until(isMet: (seen: Observation) => boolean): Promise<Observation> {
    const met = new Promise<Observation>((resolve) => this.#waiters.push({ isMet, resolve }));
    return Promise.race([met, this.#end]);
  }

  /** Look no longer. */
  stop(): void {
    this.#ended.abort();
  }

  /** Show one frame to the thread. Never while it is still at the last one: none ever waits. */
  async #look(timestampMs: number): Promise<void> {
    this.#isLooking = true;
    try {
      const seen = await this.#vision.observe(await createImageBitmap(this.#video), timestampMs);
      if (this.#ended.signal.aborted) return;
      this.#onSeen(seen);
      const met = this.#waiters.filter(({ isMet }) => isMet(seen));
      this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
      met.forEach(({ resolve }) => resolve(seen));
    } finally {
      this.#isLooking = false;
    }
  }
}
