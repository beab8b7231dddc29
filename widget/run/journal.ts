/** What a run records for a failure report. It has nothing about the person, and nothing that identifies the device. */
import type { FailureCode } from '#protocol/failure-code.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { namesOfFallbacks, reportLimits } from '#protocol/session/failure-terms.ts';
import { browserOf } from '../page/browser.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import type { GivenWay, Loaded, Observation } from '../vision/api.ts';

/** A point of the run whose time is recorded. */
export type Milestone = Exclude<keyof FailureReport['timings'], 'failedMs'>;

/** Milestones of an attempt, in their order. Each attempt records them again. */
const attemptMilestones = [
  'cameraOpenMs',
  'firstLandmarkMs',
  'challengeBegunMs',
] as const satisfies readonly Milestone[];

/** Where a run takes place. */
export interface Surroundings {
  /** The widget's version. */
  readonly widget: string;
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** Whether the page is in an iframe. */
  readonly isInIframe: boolean;
}

/** Number of frames over which the rate is measured: about one second. Convention. */
const framesTimed = 20;

export class Journal {
  readonly #clock: () => number;
  readonly #beganMs: number;
  readonly #surroundings: Surroundings;
  #timings: Partial<Record<Milestone, number>> = {};
  #loaded: (Loaded & { readonly givenWay: GivenWay }) | undefined;
  #frame: FailureReport['frame'];
  /** Times of the last processed frames. */
  #seenMs: number[] = [];

  /** @param clock monotonic milliseconds */
  constructor(clock: () => number, surroundings: Surroundings) {
    this.#clock = clock;
    this.#beganMs = clock();
    this.#surroundings = surroundings;
  }

  /** Record the time of a milestone; a later time replaces an earlier one. */
  reach(milestone: Milestone): void {
    this.#timings[milestone] = this.#elapsedMs();
  }

  /** To be called when the models begin to load. */
  beginLoading(): void {
    this.#loaded = undefined;
    delete this.#timings.modelsLoadedMs;
  }

  /**
   * To be called when the models are loaded.
   *
   * @param givenWay read only when a failure is reported, because it may grow
   */
  finishLoading(loaded: Loaded, givenWay: GivenWay): void {
    this.#loaded = { ...loaded, givenWay };
    this.reach('modelsLoadedMs');
  }

  /** To be called when an attempt begins: forgets the milestones of the last one. */
  beginAttempt(): void {
    for (const milestone of attemptMilestones) delete this.#timings[milestone];
    this.#frame = undefined;
    this.#seenMs = [];
  }

  openCamera({ videoWidth, videoHeight }: Pick<HTMLVideoElement, 'videoWidth' | 'videoHeight'>): void {
    this.reach('cameraOpenMs');
    this.#frame = {
      widthPx: bounded(videoWidth, reportLimits.framePx),
      heightPx: bounded(videoHeight, reportLimits.framePx),
    };
  }

  see({ timestampMs, box, traceMs }: Pick<Observation, 'timestampMs' | 'box' | 'traceMs'>): void {
    this.#seenMs = [...this.#seenMs.slice(1 - framesTimed), timestampMs];
    if (box && this.#timings.firstLandmarkMs === undefined) this.reach('firstLandmarkMs');
    if (traceMs !== undefined && this.#timings.challengeBegunMs === undefined) this.reach('challengeBegunMs');
  }

  /** The report of a failure. */
  report(step: PhaseName, code: FailureCode): FailureReport {
    const { widget, userAgent, maxTouchPoints, isInIframe } = this.#surroundings;
    const frameRateHz = this.#frameRateHz();
    return {
      v: 1,
      widget,
      step,
      code,
      embedding: isInIframe ? 'iframe' : 'page',
      browser: browserOf(userAgent, maxTouchPoints),
      ...(this.#loaded && {
        backend: this.#loaded.backend,
        fallbacks: namesOfFallbacks(this.#loaded.givenWay.fallbacks),
        meshMs: bounded(this.#loaded.meshMs, reportLimits.meshMs),
      }),
      ...(frameRateHz !== undefined && { frameRateHz }),
      ...(this.#frame && { frame: this.#frame }),
      timings: { ...this.#timings, failedMs: this.#elapsedMs() },
    };
  }

  /** Undefined until two frames were seen. */
  #frameRateHz(): number | undefined {
    const [first, last] = [this.#seenMs[0], this.#seenMs.at(-1)];
    if (first === undefined || last === undefined || first === last) return undefined;
    return bounded(((this.#seenMs.length - 1) * 1000) / (last - first), reportLimits.frameRateHz);
  }

  #elapsedMs(): number {
    return bounded(this.#clock() - this.#beganMs, reportLimits.longestMs);
  }
}

/** A whole number from 0 to a bound. */
const bounded = (value: number, max: number): number => Math.max(0, Math.min(max, Math.round(value)));
