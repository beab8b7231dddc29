/** Server nonces: stateless, since a proof's `jti` is spent in its session and the nonce has only to be recent. */
import { limits } from '#protocol/limits.ts';
import { base64url } from 'jose';
import { authenticate } from './secret.ts';

const nonceOf = (key: Uint8Array, period: number): string =>
  base64url.encode(authenticate(key, String(period)).subarray(0, 16));

const periodAt = (nowMs: number): number => Math.floor(nowMs / limits.dpop.noncePeriodMs);

/** The nonce to give out now. */
export const currentNonce = (key: Uint8Array, nowMs: number): string => nonceOf(key, periodAt(nowMs));

/** Whether the nonce was given out in this period or the one before. */
export function isFreshNonce(nonce: string, key: Uint8Array, nowMs: number): boolean {
  const period = periodAt(nowMs);
  return nonce === nonceOf(key, period) || nonce === nonceOf(key, period - 1);
}

/** For how long a proof could be sent again under the nonce it carries. */
export const nonceLifetimeMs = 2 * limits.dpop.noncePeriodMs;
