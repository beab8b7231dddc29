/** When a delivery that failed is tried again. */
import { limits } from '#protocol/limits.ts';
import type { Random } from '../../trust/random.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** From a failed try to the next one, by its number; the last for all further ones. As Standard Webhooks recommends, a little denser. */
const delaysMs = [5 * second, minute, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour] as const;

/** By which part a delay is longer or shorter at random, so that what failed together is not tried together. */
const jitter = 0.2;

/** No delivery waits longer for its next try. What seems to is from a clock that went back, and is tried now. */
export const longestDelayMs = 10 * hour * (1 + jitter);

/** @param tries how many failed, from 1 */
export function backOffMs(tries: number, random: Random): number {
  const delayMs = delaysMs[Math.min(tries, delaysMs.length) - 1] ?? delaysMs[0];
  const bytes = random(4);
  const part = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0) / 2 ** 32;
  return Math.round(delayMs * (1 - jitter + 2 * jitter * part));
}

/** How long an endpoint is left alone that failed so often in a row; 0 if it is not. */
export function pauseMs(failures: number): number {
  const { afterFailures, leastMs, mostMs } = limits.delivery.pause;
  if (failures < afterFailures) return 0;
  return Math.min(mostMs, leastMs * 2 ** (failures - afterFailures));
}
