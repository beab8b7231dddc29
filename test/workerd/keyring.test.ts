import { env } from 'cloudflare:workers';
import { decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { describe, expect, it } from 'vitest';
import { durableKeys } from '../../worker/host/cloudflare/key-ring.ts';
import { announcedMs, keptMs, planRotation, signingAt, turnMs } from '../../worker/trust/keyring.ts';
import { loadRing, createKey } from '../../worker/trust/signing-key.ts';
import { verifyToken, sealToken } from '../../worker/trust/token.ts';
import { createHost, origin } from './host.ts';

describe('planRotation', () => {
  const first = { signsFromMs: 0 };
  const second = { signsFromMs: turnMs };

  it.each([
    ['the first key at once', [], 5, { kept: [], nextSignsFromMs: 5 }],
    ['nothing within a turn', [first], turnMs - announcedMs - 1, { kept: [first], nextSignsFromMs: undefined }],
    ['the next before it signs', [first], turnMs - announcedMs, { kept: [first], nextSignsFromMs: turnMs }],
    [
      'the next announced even if it is overdue',
      [first],
      3 * turnMs,
      { kept: [first], nextSignsFromMs: 3 * turnMs + announcedMs },
    ],
    ['the old one as long as its results live', [first, second], turnMs + keptMs - 1, { kept: [first, second] }],
    ['and no longer', [first, second], turnMs + keptMs, { kept: [second] }],
  ])('has %s', (_, turns, nowMs, plan) => {
    expect(planRotation(turns, nowMs)).toMatchObject(plan);
  });

  it('lets the newest sign whose turn has begun', () => {
    expect(signingAt([first, second], turnMs - 1)).toBe(first);
    expect(signingAt([first, second], turnMs)).toBe(second);
    expect(signingAt([second], 0)).toBe(second);
    expect(() => signingAt([], 0)).toThrow(RangeError);
  });
});

describe('the ring', () => {
  it('publishes the next key, signs with it in its time, and still verifies what the old one signed', async () => {
    const keys = durableKeys(env.KEY_RING, env.BEIHE_SECRET);
    const startMs = Date.now() + 10 * turnMs;
    const before = await keys.ring(startMs);
    const claims = {
      session: 's',
      tenant: 't',
      issuer: origin,
      createdAtMs: startMs,
      expiresAtMs: startMs + 3 * turnMs,
    };
    const token = await sealToken(claims, before);

    const newest = before.published.keys.length;
    const announced = await keys.ring(startMs + turnMs);
    expect(announced.published.keys.length).toBe(newest + 1);
    expect(announced.signing.kid).toBe(before.signing.kid);

    const laterMs = startMs + turnMs + announcedMs + 120_000;
    const after = await keys.ring(laterMs);
    expect(after.signing.kid).not.toBe(before.signing.kid);
    expect(announced.published.keys.map(({ kid }) => kid)).toContain(after.signing.kid);
    expect(decodeProtectedHeader(await sealToken(claims, after)).kid).toBe(after.signing.kid);
    expect(await verifyToken(token, origin, after, laterMs)).toBe('s');

    const forgotten = await keys.ring(laterMs + keptMs + turnMs);
    await expect(verifyToken(token, origin, forgotten, laterMs)).rejects.toMatchObject({ code: 'token-invalid' });
  });

  it('makes one key when many ask at once', async () => {
    const stub = env.KEY_RING.getByName('many');
    const answers = await Promise.all(Array.from({ length: 10 }, () => stub.current(1)));
    expect(new Set(answers.flatMap((stored) => stored.map(({ kid }) => kid))).size).toBe(1);
  });

  it('cannot be opened with another secret', async () => {
    const stored = [await createKey(0, 'a'.repeat(32))];
    await expect(loadRing(stored, 'b'.repeat(32), 1)).rejects.toThrow();
    expect((await loadRing(stored, 'a'.repeat(32), 1)).signing.kid).toBe(stored[0]!.kid);
  });

  it('publishes no private part', async () => {
    const response = await createHost().app.request(`${origin}/.well-known/jwks.json`);
    const { keys } = await response.json<JSONWebKeySet>();
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) {
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
      expect(key).not.toHaveProperty('d');
    }
  });
});
