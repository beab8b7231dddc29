/**
 * What a decision about a case rests on. A job looks at the case, thinks about it for a while, and then sends its command; if
 * record, persons or documents have changed meanwhile, the decision was about another case.
 */
import { jsonDigest } from '#protocol/filing/digest.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { LiveCase } from './state.ts';

/** Digest of the record, of what each person has done, and of the documents. */
export const basisOf = ({ recordDigest, subjects, documents }: LiveCase): string =>
  jsonDigest({
    recordDigest,
    subjects: subjects.map(({ id, subjectDigest, consent, attestation, signature }) => ({
      id,
      subjectDigest,
      consented: consent?.subjectDigest ?? null,
      attestation: attestation?.digest ?? null,
      signed: signature?.signature.value ?? null,
    })),
    documents,
  });

/** @throws Refusal case-changed */
export function requireBasis(state: LiveCase, basis: string): void {
  if (basisOf(state) !== basis) throw new Refusal('case-changed');
}
