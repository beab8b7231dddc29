/**
 * The page's clock for tests. It runs slower on a busy machine, so that the element gets as many frames in a second as on
 * an idle one, and faster if a test is about a wait. The element and the tests' cameras use it; the tests themselves
 * wait for conditions, by `until`.
 */

const real = {
  now: performance.now.bind(performance),
  setTimeout: window.setTimeout.bind(window),
  setInterval: window.setInterval.bind(window),
  requestVideoFrameCallback: HTMLVideoElement.prototype.requestVideoFrameCallback,
};

/** Wait until a condition is met. The runner's timeout ends the test if it never is. */
export async function until(isMet: () => unknown): Promise<void> {
  while (!isMet()) await new Promise((resolve) => real.setTimeout(resolve, 20));
}

/** Wait a while in which something must not happen. On a slow machine this proves less, but never fails wrongly. */
export const quiet = (ms: number): Promise<void> => new Promise((resolve) => real.setTimeout(resolve, ms));

/** Wait until short animations have ended, such as a step that fades in. */
export async function fadedIn(root: ShadowRoot): Promise<void> {
  const isShort = (animation: Animation) => Number(animation.effect?.getComputedTiming().endTime ?? 0) < 2_000;
  await Promise.allSettled(
    root
      .getAnimations()
      .filter(isShort)
      .map(({ finished }) => finished),
  );
}

export class PageClock {
  #rate = 1;
  #sinceMs = real.now();
  #nowAtSinceMs = real.now();

  constructor() {
    performance.now = () => this.#at(real.now());
    window.setTimeout = ((work: TimerHandler, ms = 0, ...args: unknown[]) =>
      real.setTimeout(work, ms / this.#rate, ...args)) as typeof window.setTimeout;
    window.setInterval = ((work: TimerHandler, ms = 0, ...args: unknown[]) =>
      real.setInterval(work, ms / this.#rate, ...args)) as typeof window.setInterval;
    const { requestVideoFrameCallback } = real;
    const at = (realMs: number) => this.#at(realMs);
    HTMLVideoElement.prototype.requestVideoFrameCallback = function request(this: HTMLVideoElement, callback) {
      return requestVideoFrameCallback.call(this, (nowMs, metadata) => callback(at(nowMs), metadata));
    };
  }

  /** How many seconds pass on the page's clock in 1 s of real time. */
  get rate(): number {
    return this.#rate;
  }

  set rate(rate: number) {
    const nowMs = real.now();
    this.#nowAtSinceMs = this.#at(nowMs);
    this.#sinceMs = nowMs;
    this.#rate = rate;
  }

  /** Let this much of the page's time pass, faster than real time. */
  async pass(ms: number): Promise<void> {
    const { rate } = this;
    this.rate = 40;
    const endMs = performance.now() + ms;
    await until(() => performance.now() >= endMs);
    this.rate = rate;
  }

  #at(realMs: number): number {
    return this.#nowAtSinceMs + (realMs - this.#sinceMs) * this.#rate;
  }
}

/** In milliseconds: in a longer gap between two readings of the clock, other processes had the CPU. */
const stolenMs = 1;

/** How long the measurement of `shareOfCore` takes. */
const measuredMs = 100;

/** The share of a core that this page gets, 0.3 to 1, measured by reading the clock for a moment. */
export function shareOfCore(): number {
  const endMs = real.now() + measuredMs;
  let stolen = 0;
  for (let before = real.now(), now = before; now < endMs; before = now) {
    now = real.now();
    if (now - before > stolenMs) stolen += now - before;
  }
  return Math.max(0.3, 1 - stolen / measuredMs);
}
