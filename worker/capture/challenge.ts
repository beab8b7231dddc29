/** Challenges and windows as the verifier signs them. Each kind has its own `typ`, so that one cannot be used as the other. */
import { base64url, CompactSign, compactVerify, createLocalJWKSet } from 'jose';
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
 * The challenge, if this verifier signed it for this session.
 *
 * @throws Refusal challenge-forged, challenge-unknown
 */
export async function verifySessionChallenge(jws: string, expectedSession: string, ring: Ring): Promise<Challenge> {
  const challenge = await verifyChallenge(jws, ring);
  if (challenge.session !== expectedSession) throw new Refusal('challenge-unknown');
  return challenge;
}

/** Whether this verifier signed the challenge, for any session and at any time, with a key that it still publishes. */
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
  if (!isAsIssued(jws)) return forged('encoding');
  return Challenge.parse(JSON.parse(new TextDecoder().decode(payload)));
}

/**
 * Whether the signature is encoded as it was issued. Decoders ignore the four unused bits of its last character, but results
 * identify a challenge by the digest of its text. Header and payload have only one encoding, because they are signed as text.
 */
function isAsIssued(jws: string): boolean {
  const signature = jws.split('.').at(-1) ?? '';
  return base64url.encode(base64url.decode(signature)) === signature;
}

/** One window, signed, as it is sent to the attester. */
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
