/**
 * Chooses how many frames a second are processed: as many as the device can process without heating up or falling
 * behind.
 */
import { policy } from '#protocol/policy/registry.ts';
import { frameRateHz } from '../vision/api.ts';

/** The rates to choose from. The lowest is the policy's minimum and a fifth more. Convention. */
export const pacesHz = [frameRateHz, 17, 14.5, policy.trace.minRateHz * 1.2] as const;

/**
 * Shares of the time that processing takes: above `most` the rate is lowered, below `calm` a higher rate is tried.
 * Convention.
 */
const busyShare = { most: 0.75, calm: 0.55 };

/** How long a rate is kept at least before it is changed. Convention: warm devices cool slowly. */
const keptMs = { beforeSlower: 1_000, beforeFaster: 5_000 };

/** Frames of this period count, in milliseconds. */
const windowMs = 1_000;

/** How long one frame took. */
export interface FrameTiming {
  readonly atMs: number;
  /** From the frame to its landmarks. */
  readonly tookMs: number;
}

export interface Pace {
  readonly rateHz: number;
  /** When this rate was chosen, on the clock of the frames. */
  readonly sinceMs: number;
  /** The frames of the last second. */
  readonly recent: readonly FrameTiming[];
}

export const firstPace = (nowMs: number): Pace => ({ rateHz: pacesHz[0], sinceMs: nowMs, recent: [] });

/** The pace after one more frame: one step slower if frames take too much time, one step faster if they take little. */
export function adaptPace({ rateHz, sinceMs, recent: before }: Pace, frame: FrameTiming): Pace {
  const recent = [...before, frame].filter(({ atMs }) => atMs > frame.atMs - windowMs);
  const tookMs = median(recent.map((one) => one.tookMs));
  const shareAt = (hz: number) => (tookMs * hz) / 1000;
  const keptForMs = frame.atMs - sinceMs;
  const step = pacesHz.indexOf(rateHz as (typeof pacesHz)[number]);
  const slower = pacesHz[step + 1];
  const faster = pacesHz[step - 1];
  if (slower && keptForMs >= keptMs.beforeSlower && shareAt(rateHz) > busyShare.most) {
    return { rateHz: slower, sinceMs: frame.atMs, recent };
  }
  if (faster && keptForMs >= keptMs.beforeFaster && shareAt(faster) < busyShare.calm) {
    return { rateHz: faster, sinceMs: frame.atMs, recent };
  }
  return { rateHz, sinceMs, recent };
}

/**
 * The median; of an even number of values, the upper of the middle two. Quadratic time, which is fine for one second
 * of frames.
 */
const median = (values: readonly number[]): number =>
  values.find((one) => {
    const below = values.filter((other) => other < one).length;
    const upTo = values.filter((other) => other <= one).length;
    return below <= values.length / 2 && upTo > values.length / 2;
  })!;
