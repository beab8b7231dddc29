import { CompactSign, decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, it } from 'vitest';
import { Challenge, Window } from '#protocol/capture/challenge.ts';
import { policy } from '#protocol/policy/registry.ts';
import {
  challengePayload,
  isChallengeKnown,
  sealChallenge,
  sealWindow,
  verifySessionChallenge,
} from '../../../../worker/capture/challenge.ts';
import { createKey, loadRing } from '../../../../worker/trust/signing-key.ts';
import { digest } from '../../../../assess/synthetic/filer.ts';

const secret = 'a'.repeat(32);
const ringOf = async () => loadRing([await createKey(0, secret)], secret, 1);
const ring = await ringOf();
const fresh = { id: 'c', nonce: 'bm9uY2U', session: 's', jkt: digest('key') };
const payload = challengePayload(fresh, 1_000, policy);

/** The same signature, encoded differently: the last character for 64 bytes has 2 bits, and its other 4 are ignored. */
function respelt(jws: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return jws.slice(0, -1) + letters[letters.indexOf(jws.at(-1)!) ^ 1];
}

describe('a challenge', () => {
  it('gives the number of windows, the policy and the expiry, and not what the windows ask', () => {
    expect(Challenge.parse(payload)).toEqual(payload);
    expect(payload).toMatchObject({
      ...fresh,
      windows: policy.challenge.windows,
      policy: { name: policy.name, version: policy.version },
      expiresAtMs: 1_000 + policy.challenge.lifetimeMs,
    });
    expect(JSON.stringify(payload)).not.toMatch(/blink|turn|nod"|mouth/);
  });

  it('is verified for its session', async () => {
    const jws = await sealChallenge(payload, ring);
    expect(await verifySessionChallenge(jws, 's', ring)).toEqual(payload);
    await expect(verifySessionChallenge(jws, 'other', ring)).rejects.toMatchObject({ code: 'challenge-unknown' });
  });

  it.each([
    ['signed by another verifier', async () => sealChallenge(payload, await ringOf())],
    ['changed', async () => (await sealChallenge(payload, ring)).replace('.', '.e')],
    ['of another kind', async () => sealWindow('c', 0, aWindow, ring)],
    ['encoded differently', async () => respelt(await sealChallenge(payload, ring))],
    ['not a JWS', async () => 'no.challenge.this'],
  ])('is refused if it is %s', async (_, make) => {
    const jws = await make();
    await expect(verifySessionChallenge(jws, 's', ring)).rejects.toMatchObject({ code: 'challenge-forged' });
    expect(await isChallengeKnown(jws, ring)).toBe(false);
  });

  it('is known for any session', async () => {
    expect(await isChallengeKnown(await sealChallenge(payload, ring), ring)).toBe(true);
  });

  it('is refused if its signature is by another algorithm', async () => {
    const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'HS256', typ: 'beihe-challenge+jws' })
      .sign(new Uint8Array(32));
    expect(await isChallengeKnown(jws, ring)).toBe(false);
  });
});

const aWindow = {
  ask: { kind: 'blink', count: 3 },
  windowMs: 4_500,
  runningHash: digest('hash'),
  disclosedAtMs: 5,
} as const;

describe('a window', () => {
  it('gives what it asks and its running hash, and not when it was disclosed', async () => {
    const jws = await sealWindow('c', 1, aWindow, ring);
    expect(decodeProtectedHeader(jws)).toMatchObject({ typ: 'beihe-window+jws', kid: ring.signing.kid });
    const { kind, count } = aWindow.ask;
    const { windowMs, runningHash } = aWindow;
    expect(Window.parse(decodeJwt(jws))).toEqual({ challenge: 'c', n: 1, windowMs, runningHash, kind, count });
  });
});
