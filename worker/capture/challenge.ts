/** Challenges and windows as the verifier signs them. Each kind of signature has its own `typ`, so none passes for another. */
import { CompactSign, compactVerify, createLocalJWKSet } from 'jose';
import { Challenge, type Window } from '#protocol/capture/challenge.ts';
import { protocolVersion } from '#protocol/version.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { DisclosedWindow } from './capture.ts';
import type { Ring } from '../trust/ring.ts';

const challengeTyp = 'beihe-challenge+jws';
const windowTyp = 'beihe-window+jws';

/** A challenge's payload: everything but what its windows ask. */
export function challengePayload(
  fresh: Pick<Challenge, 'id' | 'nonce' | 'session' | 'jkt'>,
  nowMs: number,
  { name, version, challenge, trace }: Policy,
): Challenge {
  return {
    v: protocolVersion,
    ...fresh,
    windows: challenge.windows,
    limits: {
      leadInMs: challenge.leadInMs,
      gapMs: challenge.gapMs,
      windowMs: Math.max(...Object.values(challenge.windowMs)),
      evidenceGraceMs: challenge.evidenceGraceMs,
      revealMs: challenge.revealMs,
      minRateHz: trace.minRateHz,
      maxRecords: trace.maxRecords,
    },
    policy: { name, version },
    expiresAtMs: nowMs + challenge.lifetimeMs,
  };
}

export const sealChallenge = (payload: Challenge, ring: Ring): Promise<string> => seal(payload, challengeTyp, ring);

/**
 * A challenge that this verifier signed for this session.
 *
 * @throws Refusal challenge-forged, challenge-unknown
 */
export async function openChallenge(jws: string, expectedSession: string, ring: Ring): Promise<Challenge> {
  const challenge = await verifyChallenge(jws, ring);
  if (challenge.session !== expectedSession) throw new Refusal('challenge-unknown');
  return challenge;
}

/** Whether this verifier signed the challenge, whatever its session and age, by a key that it still publishes. */
export const isChallengeKnown = (jws: string, ring: Ring): Promise<boolean> =>
  verifyChallenge(jws, ring).then(
    () => true,
    () => false,
  );

async function verifyChallenge(jws: string, { published }: Ring): Promise<Challenge> {
  const { payload, protectedHeader } = await compactVerify(jws, createLocalJWKSet(published), {
    algorithms: ['EdDSA'],
  }).catch(forged);
  if (protectedHeader.typ !== challengeTyp) return forged('typ');
  return Challenge.parse(JSON.parse(new TextDecoder().decode(payload)));
}

/** One window, signed, as the attester may show it. */
export function sealWindow(
  challenge: string,
  n: number,
  { ask, windowMs, runningHash }: DisclosedWindow,
  ring: Ring,
): Promise<string> {
  const window: Window = { challenge, n, windowMs, runningHash, ...ask };
  return seal(window, windowTyp, ring);
}

const seal = (payload: unknown, typ: string, { signing }: Ring): Promise<string> =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', typ, kid: signing.kid })
    .sign(signing.key);

const forged = (cause: unknown): never => {
  throw new Refusal('challenge-forged', { cause });
};
