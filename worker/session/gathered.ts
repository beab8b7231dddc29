/** What a session of a case has gathered for it. The case takes it over as it is, as often as it likes. */
import type { Policy } from '#protocol/policy/policy.ts';
import { digestOf } from '../trust/digest.ts';
import { attemptsLeft } from './attempt.ts';
import type { LiveSession } from './state.ts';

/** @param policy that the session is pinned to @returns undefined for a session without a case */
export function gatheredIn(session: LiveSession, policy: Policy) {
  const { id, bound, consent } = session;
  if (!bound) return undefined;
  const { case: caseId, subject, subjectDigest, person } = bound;
  const attestation = attestationOf(session, subjectDigest);
  return {
    case: caseId,
    subject,
    person,
    ...(consent?.signed !== undefined && {
      consent: { session: id, atMs: consent.acceptedAtMs, subjectDigest, signed: consent.signed },
    }),
    ...(attestation && { attestation }),
    ...(!attestation && attemptsLeft(session.failures, policy) === 0 && { failed: true as const }),
  };
}

function attestationOf({ id, conclusions }: LiveSession, subjectDigest: string) {
  const conclusion = conclusions.at(-1);
  if (!conclusion?.verified) return undefined;
  const { challengeId: challenge, result, verified } = conclusion;
  return { session: id, subjectDigest, result, digest: digestOf(result), challenge, ...verified };
}
