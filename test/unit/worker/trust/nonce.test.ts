import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { currentNonce, isFreshNonce, nonceLifetimeMs } from '../../../../worker/trust/nonce.ts';
import { deriveKey } from '../../../../worker/trust/secret.ts';

const key = deriveKey('a'.repeat(32), 'dpop-nonce');
const { noncePeriodMs } = limits.dpop;

describe('a nonce', () => {
  const nonce = currentNonce(key, 0);

  it('stays the same throughout its period, and differs in the next', () => {
    expect(currentNonce(key, noncePeriodMs - 1)).toBe(nonce);
    expect(currentNonce(key, noncePeriodMs)).not.toBe(nonce);
    expect(nonce).toMatch(/^[A-Za-z0-9_-]{22}$/);
  });

  it.each([
    [0, true],
    [nonceLifetimeMs - 1, true],
    [nonceLifetimeMs, false],
    [-1, false],
  ])('is fresh at %d ms: %s', (nowMs, isFresh) => {
    expect(isFreshNonce(nonce, key, nowMs)).toBe(isFresh);
  });

  it('is fresh only under its own key', () => {
    expect(isFreshNonce(nonce, deriveKey('b'.repeat(32), 'dpop-nonce'), 0)).toBe(false);
    expect(isFreshNonce(nonce, deriveKey('a'.repeat(32), 'session-id'), 0)).toBe(false);
  });
});
