/** The stored state of a case. Pictures, the record and the forms' files are blobs under the case's key; the state has their digests. */
import type { CaseDocument, DocumentKind } from '#protocol/case/document.ts';
import type { CaseStatus, Channel, NotCarried, OpenReason, TimelineEntry } from '#protocol/case/case.ts';
import type { CaseForm } from '#protocol/case/form.ts';
import type { ComparisonResult } from '#protocol/case/comparison.ts';
import type { CaseReview } from '#protocol/case/review.ts';
import type { CaseSubmission, FilingNumbers } from '#protocol/case/submission.ts';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import type { Item, ItemName } from '#protocol/filing/form/item.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';

/** Version of the stored form. */
export const caseVersion = 2;

export interface CaseLifetime {
  readonly id: string;
  readonly tenant: string;
  readonly createdAtMs: number;
  /** When everything about the case is deleted. */
  readonly deleteAtMs: number;
}

export interface LiveCase extends CaseLifetime {
  readonly v: typeof caseVersion;
  readonly kind: 'live';
  readonly channel: Channel;
  /** Of the request that created it. */
  readonly requestDigest: string;
  /** The case's salt of 128 bits, base64url. */
  readonly salt: string;
  readonly state: Exclude<CaseStatus, 'withdrawn'>;
  /** Rises with every change of the record. */
  readonly version: number;
  /** The record is the blob of this digest. */
  readonly recordDigest: string;
  readonly provinceId: number;
  readonly services: readonly CaseService[];
  readonly subjects: readonly Subject[];
  /** Whether the rules left doubts about the record, which a second reviewer looks at. */
  readonly doubtful: boolean;
  readonly notCarried?: readonly NotCarried[];
  /** Papers that the record asks for. Which ones the channel adds, is in papers.ts. */
  readonly papers: readonly Paper[];
  readonly sessions: readonly CaseSession[];
  readonly documents: readonly CaseDocument[];
  readonly reasons: readonly OpenReason[];
  /** Newest last. Of an earlier record or portrait too: a question is asked once. */
  readonly questions: readonly StoredQuestion[];
  /** Digests of the questions that the newest submit asked, as long as record, portraits and documents are still those. */
  readonly compared: readonly string[];
  readonly reviews: readonly StoredReview[];
  /** How many of the reviews belong to earlier submits. Only those after them decide. */
  readonly reviewsBefore: number;
  /** Who makes the forms of this approval now, by its signature, and from when on they count as gone. */
  readonly making?: { readonly approval: string; readonly untilMs: number };
  /** The newest forms. While a returned case is corrected, they are those that were handed over. */
  readonly forms: readonly CaseForm[];
  /** Numbers of forms that were never handed over and count no more. */
  readonly droppedForms: readonly string[];
  /** The rounds, newest last. */
  readonly submissions: readonly StoredSubmission[];
  readonly filingNumbers?: FilingNumbers;
  /** Events that the tenant's feed does not have yet. */
  readonly outbox: readonly DeliveryEvent[];
  readonly timeline: readonly TimelineEntry[];
  /** Idempotency keys of reviews and submits that were carried out, newest last, at most `idempotencyKept`. */
  readonly done: readonly { readonly key: string; readonly digest: string }[];
  /** The case is being withdrawn, and from when on who does it counts as gone. */
  readonly withdrawing?: { readonly untilMs: number };
  /** When the case wakes to go on (course.ts). */
  readonly resumeAtMs?: number;
}

/** A round. */
export interface StoredSubmission extends CaseSubmission {
  /** The account has it in its queue. */
  readonly enqueued?: true;
  /** How many of the reminders of the short message have become due. */
  readonly reminded: number;
}

/** A paper of which a picture is needed. */
export interface Paper {
  readonly kind: DocumentKind;
  readonly subject?: string;
  readonly place?: number;
}

/** A session of the case, and the subject whom it verifies. */
export interface CaseSession {
  readonly id: string;
  readonly subject: string;
  /** An attempt has failed in it. */
  readonly failed?: true;
  /** Nothing of it counts. */
  readonly withdrawn?: true;
}

export interface CaseService {
  /** The provider's id of it, or its place in the record, from 1. */
  readonly id: string;
  readonly kind: 'website' | 'app';
  /** Id of the subject in charge of it. */
  readonly subject: string;
  /** What its form asks. */
  readonly items: readonly ItemName[];
}

export interface Subject {
  readonly id: string;
  readonly role: 'organiser' | 'service';
  readonly serviceId?: string;
  readonly name: string;
  readonly required: boolean;
  readonly subjectDigest: string;
  readonly consent?: SubjectConsent;
  readonly attestation?: SubjectAttestation;
  readonly signature?: SubjectSignature;
}

export interface SubjectConsent {
  readonly session: string;
  readonly atMs: number;
  readonly subjectDigest: string;
  /** JWS by the session's key over text version, purposes and `subjectDigest`. */
  readonly signed: string;
}

export interface SubjectAttestation {
  readonly session: string;
  readonly atMs: number;
  readonly subjectDigest: string;
  readonly result: string;
  /** SHA-256 of `result`. */
  readonly digest: string;
  /** Of the session: where the portrait lies until it is moved to the case. */
  readonly challenge: string;
  readonly portraitDigest: string;
  readonly review: boolean;
}

export interface SubjectSignature {
  readonly session: string;
  readonly recordDigest: string;
  /** Over `recordDigest`. */
  readonly signature: Signature;
  /** Thumbprint of the session's key. */
  readonly jkt: string;
}

/** A question to an authority database, in one of its stages. The digest names the question; a second one with it is not asked. */
export type StoredQuestion = DueQuestion | AskedQuestion | AnsweredQuestion;

interface QuestionOf {
  readonly digest: string;
  readonly kind: 'person' | 'unit';
  readonly subject?: string;
  /** When a submit added it. */
  readonly sinceMs: number;
  /** Which try it is in, or was last in, from 1. A try whose outcome is unknown goes on with the next sending. */
  readonly tries: number;
  /** How often this try was sent without a known outcome. 0: it has not begun, or has ended. */
  readonly sent: number;
}

/** To be asked, not before `notBeforeMs`. */
export interface DueQuestion extends QuestionOf {
  readonly stage: 'due';
  readonly notBeforeMs: number;
  /** The last try's result, where there was one. */
  readonly result?: ComparisonResult;
}

/** Being asked. If no answer is recorded by `untilMs`, its outcome is unknown. */
export interface AskedQuestion extends QuestionOf {
  readonly stage: 'asked';
  readonly askedAtMs: number;
  readonly untilMs: number;
}

export interface AnsweredQuestion extends QuestionOf {
  readonly stage: 'answered';
  readonly askedAtMs: number;
  readonly answeredAtMs: number;
  readonly result: ComparisonResult;
}

export interface StoredReview extends CaseReview {
  /** For the forms: resolved evidence, by service id. */
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly signature?: Signature;
  /** Thumbprint of the key that the reviewer is known by, and name on the form. */
  readonly checker?: { readonly jkt: string; readonly name: string };
}

/** What is left of a withdrawn case: nothing about a person. The numbers of its forms stay, so that they read `withdrawn`. */
export interface WithdrawnCase extends CaseLifetime {
  readonly v: typeof caseVersion;
  readonly kind: 'withdrawn';
  /** When the blobs are deleted again, in case the withdrawing request could not delete them; undefined afterwards. */
  readonly sweepAtMs?: number;
}

/** The only fields that a withdrawal keeps. */
export const withdrawnCase = (
  { id, tenant, createdAtMs, deleteAtMs }: CaseLifetime,
  sweepAtMs: number,
): WithdrawnCase => ({ v: caseVersion, kind: 'withdrawn', id, tenant, createdAtMs, deleteAtMs, sweepAtMs });

export type CaseState = LiveCase | WithdrawnCase;

/** A record, checked, as the state keeps it. */
export interface CheckedFiling {
  readonly recordDigest: string;
  readonly provinceId: number;
  readonly services: readonly CaseService[];
  readonly subjects: readonly Pick<Subject, 'id' | 'role' | 'serviceId' | 'name' | 'required' | 'subjectDigest'>[];
  readonly papers: readonly Paper[];
  readonly doubtful: boolean;
  /** What the ministry's interface cannot carry of it; absent if it carries all. */
  readonly notCarried?: readonly NotCarried[];
}

/** A question that a submit asks. */
export interface QuestionToAsk {
  readonly digest: string;
  readonly kind: 'person' | 'unit';
  readonly subject?: string;
}
