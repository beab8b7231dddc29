/**
 * Every command of a case by its name, with its arguments and answer. A command is pure and synchronous; what it needs of the
 * record, of sessions or of authorities is in its arguments.
 */
import type { CaseForm, Channel, OpenReason } from '#protocol/case/case.ts';
import type { CaseDocument } from '#protocol/case/document.ts';
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import type {
  CaseLifetime,
  CaseService,
  LiveCase,
  StoredReview,
  Subject,
  SubjectAttestation,
  SubjectConsent,
  SubjectSignature,
} from './state.ts';

/** Who sends a command: an API key of a tenant, a filer of a session of the case, or the verifier itself. */
export type CaseCaller =
  { readonly tenant: string; readonly key: string } | { readonly session: string } | { readonly verifier: true };

/** A record, checked, as the state keeps it. */
export interface CheckedFiling {
  readonly recordDigest: string;
  readonly provinceId: number;
  readonly services: readonly CaseService[];
  readonly subjects: readonly Pick<Subject, 'id' | 'role' | 'serviceId' | 'name' | 'required' | 'subjectDigest'>[];
  readonly doubtful: boolean;
}

/** A question that a submit asks. */
export interface QuestionToAsk {
  readonly digest: string;
  readonly kind: 'person' | 'unit';
  readonly subject?: string;
}

interface Signatures {
  /** Creates the case, or returns the one that the same request created. Refuses: idempotency-mismatch. */
  create: {
    args: CaseLifetime & {
      by: CaseCaller;
      requestDigest: string;
      channel: Channel;
      salt: string;
      filing: CheckedFiling;
    };
    answer: LiveCase;
  };
  read: { args: { by: CaseCaller }; answer: LiveCase };
  /**
   * Replaces the record while the case is open or in review (it is open again then). What it changes is voided: a
   * subject's consent and attestation by another `subjectDigest`; signatures and reviews by another `recordDigest`.
   * Refuses: case-changed (not `version`), case-closed.
   */
  'change-record': { args: { by: CaseCaller; version: number; filing: CheckedFiling }; answer: LiveCase };
  /** A session of the case was made. Refuses: subject-unknown, case-closed. Idempotent by session id. */
  'add-session': { args: { by: CaseCaller; session: string; subject: string }; answer: LiveCase };
  /** What a session of the case has gathered; repeating it changes nothing. Of another `subjectDigest`: kept out. */
  collect: {
    args: {
      by: CaseCaller;
      session: string;
      consent?: SubjectConsent;
      attestation?: SubjectAttestation;
      failed?: true;
    };
    answer: LiveCase;
  };
  /** The person signs the record as it is. Refuses: record-changed. */
  sign: { args: { by: CaseCaller; subject: string; signature: SubjectSignature }; answer: LiveCase };
  /** Replaces the document of its kind, subject and place. A question that used the old one is no longer current. */
  'put-document': { args: { by: CaseCaller; document: CaseDocument }; answer: LiveCase };
  /**
   * From `open` to `comparing`, or with no question left to `in-review`. With reasons it stays open and lists them.
   * Refuses: case-closed, idempotency-mismatch. Only questions whose digest the case does not have are added.
   */
  submit: {
    args: {
      by: CaseCaller;
      recordDigest: string;
      idempotency?: { key: string; digest: string };
      reasons: readonly OpenReason[];
      questions: readonly QuestionToAsk[];
    };
    answer: LiveCase;
  };
  /** The next question that is due now, marked as asked before it is sent; undefined if none is. */
  'take-question': {
    args: { by: CaseCaller; untilMs: number };
    answer: { question?: QuestionToAsk & { tries: number }; state: LiveCase };
  };
  /**
   * Records the answer. When the last one has come, the case goes on to `in-review`, or back to `open` with the reasons.
   * `rate-limited` and `source-down` are asked again later (wake.ts), for at most `comparisonGiveUpMs`.
   */
  'answer-question': { args: { by: CaseCaller; digest: string; result: ComparisonResult }; answer: LiveCase };
  /**
   * A reviewer's decision. Refuses: record-changed, case-not-in-review, reviewer-same (second approval by the same key),
   * call-back-missing, idempotency-mismatch.
   */
  review: {
    args: { by: CaseCaller; idempotency?: { key: string; digest: string }; review: StoredReview };
    answer: { state: LiveCase; approved: boolean };
  };
  /** The forms of the approved record. Refuses: record-changed. The case is `form-ready`. */
  'add-forms': { args: { by: CaseCaller; recordDigest: string; forms: readonly CaseForm[] }; answer: LiveCase };
  /** Somebody looked at a picture. */
  'note-view': { args: { by: CaseCaller; digest: string; reason: string }; answer: undefined };
  /** Refuses: case-closed after `form-ready`'s submission to the ministry (not built yet: never). */
  withdraw: { args: { by: CaseCaller }; answer: undefined };
}

export type CaseKind = keyof Signatures;
export type CaseArgs<K extends CaseKind> = Readonly<Signatures[K]['args']>;
export type CaseAnswer<K extends CaseKind> = Signatures[K]['answer'];
