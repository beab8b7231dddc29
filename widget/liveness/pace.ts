/** How many frames a second are looked at: as many as let the device rest, so that it neither heats up nor falls behind. */
import { policy } from '#protocol/policy/registry.ts';
import { frameRateHz } from '../vision/api.ts';

/** The rates, from the best to the least: the policy's least and a fifth more. Convention. */
export const pacesHz = [frameRateHz, 17, 14.5, policy.trace.minRateHz * 1.2] as const;

/** Share of the time that looking may take before the rate is lowered, and under which a higher rate is tried. Convention. */
const busyShare = { most: 0.75, calm: 0.55 };

/** How long one rate is kept at least, and before a higher one is tried. Convention: warm devices cool slowly. */
const keptMs = { beforeSlower: 1_000, beforeFaster: 5_000 };

/** How far back looks count, in milliseconds. */
const windowMs = 1_000;

export interface FaceReading {
  readonly atMs: number;
  /** From the frame to its landmarks. */
  readonly tookMs: number;
}

export interface Pace {
  readonly rateHz: number;
  /** When this rate was taken up; on the clock of the looks. */
  readonly sinceMs: number;
  /** What was looked at of late. */
  readonly looks: readonly FaceReading[];
}

export const firstPace = (nowMs: number): Pace => ({ rateHz: pacesHz[0], sinceMs: nowMs, looks: [] });

/** The pace after one more look: one step slower when there is too little rest, one faster when there is enough again. */
export function adaptPace({ rateHz, sinceMs, looks: before }: Pace, look: FaceReading): Pace {
  const looks = [...before, look].filter(({ atMs }) => atMs > look.atMs - windowMs);
  const tookMs = median(looks.map((one) => one.tookMs));
  const shareAt = (hz: number) => (tookMs * hz) / 1000;
  const keptForMs = look.atMs - sinceMs;
  const step = pacesHz.indexOf(rateHz as (typeof pacesHz)[number]);
  const slower = pacesHz[step + 1];
  const faster = pacesHz[step - 1];
  if (slower && keptForMs >= keptMs.beforeSlower && shareAt(rateHz) > busyShare.most) {
    return { rateHz: slower, sinceMs: look.atMs, looks };
  }
  if (faster && keptForMs >= keptMs.beforeFaster && shareAt(faster) < busyShare.calm) {
    return { rateHz: faster, sinceMs: look.atMs, looks };
  }
  return { rateHz, sinceMs, looks };
}

/** The middle one; of an even number the upper. Quadratic, for the few looks of a second. */
const median = (values: readonly number[]): number =>
  values.find((one) => {
    const below = values.filter((other) => other < one).length;
    const upTo = values.filter((other) => other <= one).length;
    return below <= values.length / 2 && upTo > values.length / 2;
  })!;
