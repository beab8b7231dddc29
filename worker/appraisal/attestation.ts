/** Attestation results: signed statements of the verifier. Claims have the names of EAT (RFC 9711) where EAT has them. */
import { base64url, SignJWT } from 'jose';
import { chanceOfRecording } from '#protocol/policy/chance.ts';
import type { Verdict } from '#protocol/capture/verdict.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { limits } from '#protocol/limits.ts';
import { delayedMs } from '../capture/delay.ts';
import type { Portrait } from '../capture/portrait.ts';
import { digestOf } from '../trust/digest.ts';
import { modelsDigest } from './models-digest.ts';
import type { Ring } from '../trust/ring.ts';
import type { Claimed, LiveSession } from '../session/state.ts';

export const resultTyp = 'eat+jwt';
/**
 * Profile 3: in a session of a case `case`, `subject` and `digests.subject` name whom it is about. Profile 2: `digests.portrait` is of
 * the re-encoded portrait. In profile 1 it was of the revealed frame.
 */
export const resultProfile = 'urn:beihe:attestation-result:3';

export interface Result {
  readonly issuer: string;
  readonly sandbox: boolean;
  readonly jti: string;
  readonly session: Pick<LiveSession, 'id' | 'tenant' | 'request' | 'bound'>;
  readonly challenge: Pick<Claimed, 'nonce' | 'windows' | 'evidence'>;
  readonly verdict: Verdict;
  /** Undefined unless the verdict is `bona-fide`. */
  readonly portrait: Pick<Portrait, 'digest' | 'frameDigest'> | undefined;
}

/** Signs a result. Every verdict gets one, so that a refusal can be proved too. */
export function sealResult(result: Result, nowMs: number, policy: Policy, { signing }: Ring): Promise<string> {
  const issuedAtS = Math.floor(nowMs / 1000);
  return new SignJWT(resultClaims(result, policy))
    .setProtectedHeader({ alg: 'EdDSA', typ: resultTyp, kid: signing.kid })
    .setIssuer(result.issuer)
    .setAudience(result.session.tenant)
    .setIssuedAt(issuedAtS)
    .setExpirationTime(issuedAtS + limits.resultLifetimeMs / 1000)
    .setJti(result.jti)
    .sign(signing.key);
}

function resultClaims({ sandbox, session, challenge, verdict, portrait }: Result, policy: Policy) {
  const { attester, challengeDigest, statementDigest } = challenge.evidence;
  const { bound, request } = session;
  const { seed, subject, filing } = request;
  const seeded = seed !== undefined;
  const delay = delayedMs(challenge.windows, policy);
  return {
    eat_profile: resultProfile,
    eat_nonce: challenge.nonce,
    session: session.id,
    ...(bound && { case: bound.case }),
    subject: bound?.subject ?? subject ?? { role: 'organiser' },
    mode: 'self',
    fallbacks: attester.fallbacks,
    sandbox,
    seeded,
    digests: {
      challenge: challengeDigest,
      evidence: statementDigest,
      ...(portrait && {
        portrait: base64url.encode(portrait.digest),
        portraitFrame: base64url.encode(portrait.frameDigest),
      }),
      // The models of the verifier. What the attester says about its own models stays in the evidence.
      models: modelsDigest,
      ...(bound && { subject: bound.subjectDigest }),
      ...(filing && { filing: digestOf(JSON.stringify(filing)) }),
    },
    policy: { name: policy.name, version: policy.version },
    verdict,
    ...(delay > 0 && { delayedMs: delay }),
    // Whoever knows the seed knows what will be asked.
    chance: seeded ? 1 : chanceOfRecording(policy),
  };
}
