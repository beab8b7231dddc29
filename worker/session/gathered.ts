/** What a session of a case has gathered for it. The case takes it over as it is, as often as it likes. */
import { digestOf } from '../trust/digest.ts';
import type { LiveSession } from './state.ts';

/** @returns undefined for a session without a case */
export function gatheredIn(session: LiveSession) {
  const { id, bound, consent, failures } = session;
  if (!bound) return undefined;
  const { subjectDigest } = bound;
  const attestation = attestationOf(session, subjectDigest);
  return {
    session: id,
    ...(consent?.signed !== undefined && {
      consent: { session: id, atMs: consent.acceptedAtMs, subjectDigest, signed: consent.signed },
    }),
    ...(attestation && { attestation }),
    ...(!attestation && failures.length > 0 && { failed: true as const }),
  };
}

function attestationOf({ id, conclusions }: LiveSession, subjectDigest: string) {
  const conclusion = conclusions.at(-1);
  if (!conclusion?.verified) return undefined;
  const { challengeId: challenge, result, verified } = conclusion;
  return { session: id, subjectDigest, result, digest: digestOf(result), challenge, ...verified };
}
