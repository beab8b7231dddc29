/** What a check notes on its way, should it fail. Nothing of it is about the person, and nothing names the device. */
import type { FailureCode } from '#protocol/failure-code.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { namesOfFallbacks, reportLimits } from '#protocol/session/failure-terms.ts';
import { browserOf } from '../page/browser.ts';
import type { PhaseName } from '../phase.ts';
import type { GivenWay, Loaded, Observation } from '../vision/api.ts';

/** Where a check gets to. */
export type Milestone = Exclude<keyof FailureReport['timings'], 'failedMs'>;

const runMilestones = ['cameraOpenMs', 'firstLandmarkMs', 'challengeBegunMs'] as const satisfies readonly Milestone[];

/** Where a check runs. */
export interface Surroundings {
  /** The widget's version. */
  readonly widget: string;
  readonly userAgent: string;
  readonly maxTouchPoints: number;
  /** Whether the page stands in a frame of another. */
  readonly isFramed: boolean;
}

/** Frames over which their rate is told: about a second of them. Convention. */
const framesTimed = 20;

export class Journal {
  readonly #clock: () => number;
  readonly #beganMs: number;
  readonly #surroundings: Surroundings;
  #timings: Partial<Record<Milestone, number>> = {};
  #loaded: (Loaded & { readonly givenWay: GivenWay }) | undefined;
  #frame: FailureReport['frame'];
  /** Times of the last frames that were looked at. */
  #seenMs: number[] = [];

  /** @param clock monotonic milliseconds */
  constructor(clock: () => number, surroundings: Surroundings) {
    this.#clock = clock;
    this.#beganMs = clock();
    this.#surroundings = surroundings;
  }

  /** The check is there for the first time, or again. */
  reach(milestone: Milestone): void {
    this.#timings[milestone] = this.#elapsedMs();
  }

  /** The models begin to load, for the first time or again. */
  beginLoading(): void {
    this.#loaded = undefined;
    delete this.#timings.modelsLoadedMs;
  }

  /** @param givenWay what gave way to it, then and later */
  load(loaded: Loaded, givenWay: GivenWay): void {
    this.#loaded = { ...loaded, givenWay };
    this.reach('modelsLoadedMs');
  }

  /** A run begins: what the last one reached counts no more. */
  beginRun(): void {
    for (const milestone of runMilestones) delete this.#timings[milestone];
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

  see({ timestampMs, box, traceMs }: Observation): void {
    this.#seenMs = [...this.#seenMs.slice(1 - framesTimed), timestampMs];
    if (box && this.#timings.firstLandmarkMs === undefined) this.reach('firstLandmarkMs');
    if (traceMs !== undefined && this.#timings.challengeBegunMs === undefined) this.reach('challengeBegunMs');
  }

  /** The failure as it can be told. */
  report(step: PhaseName, code: FailureCode): FailureReport {
    const { widget, userAgent, maxTouchPoints, isFramed } = this.#surroundings;
    const frameRateHz = this.#frameRateHz();
    return {
      v: 1,
      widget,
      step,
      code,
      embedding: isFramed ? 'frame' : 'page',
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
