/** Server nonces. They need no state: the session stores each proof's `jti`, so a nonce only has to be recent. */
import { limits } from '#protocol/limits.ts';
import { base64url } from 'jose';
import { authenticate } from './secret.ts';

const nonceOf = (key: Uint8Array, period: number): string =>
  base64url.encode(authenticate(key, String(period)).subarray(0, 16));

const periodAt = (nowMs: number): number => Math.floor(nowMs / limits.dpop.noncePeriodMs);

/** The nonce to send to clients now. */
export const currentNonce = (key: Uint8Array, nowMs: number): string => nonceOf(key, periodAt(nowMs));

/** Whether the nonce is that of this period or the previous one. */
export function isFreshNonce(nonce: string, key: Uint8Array, nowMs: number): boolean {
  const period = periodAt(nowMs);
  return nonce === nonceOf(key, period) || nonce === nonceOf(key, period - 1);
}

/** The longest time that a proof stays valid, by its nonce. */
export const nonceLifetimeMs = 2 * limits.dpop.noncePeriodMs;
