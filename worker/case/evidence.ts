/** What a review of a case can rest on now. */
import type { CaseEvidence } from '#protocol/case/case.ts';
import { comparedQuestions } from './question.ts';
import type { LiveCase } from './state.ts';

export function evidenceOf(state: LiveCase): CaseEvidence[] {
  const { recordDigest, documents, subjects } = state;
  const isKnown = (subject: string | undefined) => subject === undefined || subjects.some(({ id }) => id === subject);
  return [
    ...comparedQuestions(state).flatMap((question): CaseEvidence[] => {
      if (question.stage !== 'answered' || question.result.outcome !== 'match') return [];
      const { digest, subject = 'organiser-unit', answeredAtMs: atMs } = question;
      return [{ kind: 'comparison', digest, of: recordDigest, atMs, about: subject }];
    }),
    ...documents
      .filter(({ subject }) => isKnown(subject))
      .map(({ kind, subject, digest, atMs }): CaseEvidence => {
        return { kind: 'document', digest, of: recordDigest, atMs, about: subject ?? kind };
      }),
    ...subjects.flatMap(({ id, subjectDigest, attestation }): CaseEvidence[] => {
      if (attestation?.subjectDigest !== subjectDigest) return [];
      const { digest, atMs } = attestation;
      return [{ kind: 'attestation', digest, of: subjectDigest, atMs, about: id }];
    }),
  ];
}
