/** What each side may read of a case. */
import type { CaseComparison, CaseSubject, OpenReason, ProviderCase } from '#protocol/case/case.ts';
import type { CaseReview } from '#protocol/case/review.ts';
import type { CaseSubmission } from '#protocol/case/submission.ts';
import { approvalsNeeded } from './approval.ts';
import { evidenceOf } from './evidence.ts';
import { missingCauses, missingOf } from './reasons.ts';
import type { LiveCase, StoredQuestion, StoredReview, StoredSubmission, Subject } from './state.ts';

export interface Viewed {
  readonly sandbox: boolean;
  readonly nowMs: number;
}

export function providerView(state: LiveCase, { sandbox, nowMs }: Viewed): ProviderCase {
  return {
    id: state.id,
    state: state.state,
    sandbox,
    channel: state.channel,
    createdAtMs: state.createdAtMs,
    deleteAtMs: state.deleteAtMs,
    version: state.version,
    recordDigest: state.recordDigest,
    subjects: state.subjects.map(subjectView),
    services: state.services.map(({ items, ...service }) => ({ ...service, items: [...items] })),
    ...(state.notCarried && { notCarried: [...state.notCarried] }),
    documents: [...state.documents],
    reasons: reasonsNow(state, nowMs),
    comparisons: state.questions.map((question) => comparisonView(question, state)),
    evidence: evidenceOf(state),
    reviews: state.reviews.map(reviewView),
    approvalsNeeded: approvalsNeeded(state),
    forms: [...state.forms],
    submissions: state.submissions.map(submissionView),
    ...(state.filingNumbers && { filingNumbers: state.filingNumbers }),
    timeline: [...state.timeline],
  };
}

/** What the last submit, comparison or review found, and what is missing at this moment. */
function reasonsNow(state: LiveCase, nowMs: number): OpenReason[] {
  if (state.state !== 'open') return [];
  return [...missingOf(state, nowMs), ...state.reasons.filter(({ cause }) => !missingCauses.includes(cause))];
}

function subjectView({ attestation, consent, signature, ...subject }: Subject): CaseSubject {
  return {
    ...subject,
    ...(consent && { consent: { session: consent.session, atMs: consent.atMs } }),
    ...(attestation && { attestation: attestationView(attestation) }),
    signed: signature !== undefined,
  };
}

/** Without what the verifier keeps for itself. */
function submissionView(stored: StoredSubmission): CaseSubmission {
  const { enqueued: _, reminded: __, ...submission } = stored;
  return submission;
}

const attestationView = ({
  session,
  atMs,
  result,
  digest,
  portraitDigest,
  review,
}: NonNullable<Subject['attestation']>): NonNullable<CaseSubject['attestation']> => ({
  session,
  atMs,
  result,
  digest,
  portraitDigest,
  review,
});

function comparisonView(question: StoredQuestion, { compared }: LiveCase): CaseComparison {
  const { digest, kind, subject, tries } = question;
  const result = question.stage === 'asked' ? undefined : question.result;
  return {
    digest,
    kind,
    ...(subject !== undefined && { subject }),
    ...('askedAtMs' in question && { askedAtMs: question.askedAtMs }),
    ...('answeredAtMs' in question && { answeredAtMs: question.answeredAtMs }),
    tries,
    ...(result && { result }),
    current: compared.includes(digest),
  };
}

const reviewView = ({ atMs, by, decision, causes, note, recordDigest, callBacks }: StoredReview): CaseReview => ({
  atMs,
  by,
  decision,
  causes,
  ...(note !== undefined && { note }),
  recordDigest,
  callBacks,
});
