import { limits } from '#protocol/limits.ts';

/** From a failure to the next try: doubled each time, and drawn from its upper half, so that accounts do not call in step. */
export function backOffMs(failuresBefore: number, chance: number): number {
  const { againMs, againMostMs } = limits.bureau;
  const most = Math.min(againMs * 2 ** Math.min(failuresBefore, 20), againMostMs);
  return Math.round(most * (0.5 + chance / 2));
}
