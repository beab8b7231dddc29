/** A case as providers write and read it: one filing, from the record to the form. */
import { z } from 'zod';
import { evidenceKinds, itemNames } from '../filing/form/item.ts';
import { ComparisonResult } from './comparison.ts';
import { CaseDocument } from './document.ts';
import { CaseForm } from './form.ts';
import { CaseReview } from './review.ts';
import { CaseSubmission, FilingNumbers } from './submission.ts';

export const channels = ['self', 'ministry-qr', 'on-site'] as const;
export type Channel = (typeof channels)[number];

/**
 * In this order, but that a mismatch or a reviewer's return leads back to `open`, and a correction after `returned` too. `accepted`
 * and `withdrawn` end it.
 */
export const caseStates = [
  'open',
  'comparing',
  'in-review',
  'form-ready',
  /** Handed over; the bureau has not taken it yet. */
  'submitted',
  /** The bureau has taken it. The persons in charge answer the ministry's short message, then officials look at it. */
  'sms-pending',
  'accepted',
  'returned',
  'withdrawn',
] as const;
export type CaseStatus = (typeof caseStates)[number];

/** A filing record (protocol/filing/record.ts). It is checked by itself, so that every fault is named by its path. */
export const Filing = z.record(z.string(), z.unknown());

export const CreateCase = z.strictObject({
  filing: Filing,
  channel: z.enum(channels).optional(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
});
export type CreateCase = z.infer<typeof CreateCase>;

/** A person whom the case verifies. */
export const CaseSubject = z.object({
  /** `organiser`, or `service-` and the id of the first service that the person is in charge of (or its place, from 1). */
  id: z.string(),
  role: z.enum(['organiser', 'service']),
  /** Of a person who is in charge of services alone. */
  serviceId: z.string().optional(),
  name: z.string(),
  /** Whether the province asks that this person is verified. */
  required: z.boolean(),
  subjectDigest: z.string(),
  /** The newest consent to this digest, where there is one. */
  consent: z.object({ session: z.string(), atMs: z.int() }).optional(),
  /** The attestation that counts: of this digest, from a session of this case. */
  attestation: z
    .object({
      session: z.string(),
      atMs: z.int(),
      /** The signed result. */
      result: z.string(),
      /** SHA-256 of the result as text, and of the portrait. */
      digest: z.string(),
      portraitDigest: z.string(),
      /** Whether a risk check asks for a second reviewer. */
      review: z.boolean(),
    })
    .optional(),
  /** Whether the person has signed the record as it is now. */
  signed: z.boolean(),
});
export type CaseSubject = z.infer<typeof CaseSubject>;

/** A service of the record, whose form is its own. */
export const CaseService = z.object({
  /** The provider's id of it, or its place in the record, from 1. */
  id: z.string(),
  kind: z.enum(['website', 'app']),
  /** Id of the subject in charge of it. */
  subject: z.string(),
  /** What its form asks. */
  items: z.array(z.enum(itemNames)),
});
export type CaseService = z.infer<typeof CaseService>;

/** Why a case is open again, or cannot leave `open`. Codes for the provider; the filer reads `not-confirmed` and no more. */
export const openCauses = [
  'subject-unverified',
  'consent-missing',
  'signature-missing',
  'document-missing',
  'document-disagrees',
  'document-expired',
  'comparison-mismatch',
  'comparison-not-found',
  'comparison-photo-unavailable',
  'comparison-quality-failed',
  'comparison-liveness-failed',
  'comparison-unanswered',
  /** Whether the authority has answered is unknown, and it may have billed the question. */
  'comparison-uncertain',
  /** Other cases used up the day's comparisons of the person. */
  'comparison-exhausted',
  'comparison-refused',
  /** No authority database knows this kind of document: `channel` is the way that is left, in a case of its own. */
  'comparison-unavailable',
  'returned-by-reviewer',
] as const;
export type OpenCause = (typeof openCauses)[number];

export const OpenReason = z.object({
  cause: z.enum(openCauses),
  /** Id of the subject, or `organiser-unit`. */
  about: z.string().optional(),
  /** Path in the record, and kind and field of the document, where two disagree. */
  path: z.string().optional(),
  document: z.string().optional(),
  field: z.string().optional(),
  channel: z.enum(channels).optional(),
});
export type OpenReason = z.infer<typeof OpenReason>;

export const CaseComparison = z.object({
  /** Digest of the question: what was asked, by whom it was consented, about which pictures. Also the digest of this evidence. */
  digest: z.string(),
  kind: z.enum(['person', 'unit']),
  /** Id of the subject; absent for the unit. */
  subject: z.string().optional(),
  askedAtMs: z.int().optional(),
  answeredAtMs: z.int().optional(),
  tries: z.int(),
  result: ComparisonResult.optional(),
  /** Whether it is of the record, portrait and documents as they are now. */
  current: z.boolean(),
});
export type CaseComparison = z.infer<typeof CaseComparison>;

/** A value of the record that the ministry's interface has no place for. */
export const NotCarried = z.object({
  code: z.string(),
  /** JSON pointer to it. */
  path: z.string(),
});
export type NotCarried = z.infer<typeof NotCarried>;

/** Something that a review can rest on. */
export const CaseEvidence = z.object({
  kind: z.enum(evidenceKinds),
  digest: z.string(),
  /** `recordDigest` or `subjectDigest`, as the form's evidence names it. */
  of: z.string(),
  atMs: z.int(),
  /** Subject, or kind of document. */
  about: z.string().optional(),
});
export type CaseEvidence = z.infer<typeof CaseEvidence>;

export const caseEvents = [
  'created',
  'record-changed',
  'session-created',
  'consented',
  'verified',
  'not-verified',
  'signed',
  'document-put',
  'submitted',
  'submit-refused',
  'question-asked',
  'question-answered',
  'opened',
  'in-review',
  'reviewed',
  'forms-released',
  'picture-viewed',
  'session-withdrawn',
  'handed-over',
  'upload-taken',
  'upload-trouble',
  'sms-reminder',
  'result-received',
  'numbers-received',
  'withdrawn',
] as const;
export type CaseEvent = (typeof caseEvents)[number];

export const TimelineEntry = z.object({
  /** From 1, without gaps. */
  n: z.int(),
  atMs: z.int(),
  /** `verifier`, `filer`, or the id of an API key. */
  by: z.string(),
  event: z.enum(caseEvents),
  /** Codes and ids, nothing personal. */
  facts: z.record(z.string(), z.string()).optional(),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const ProviderCase = z.object({
  id: z.string(),
  state: z.enum(caseStates),
  sandbox: z.boolean(),
  channel: z.enum(channels),
  createdAtMs: z.int(),
  /** When everything about the case is deleted, if nothing happens. */
  deleteAtMs: z.int(),
  /** Rises with every change of the record; the ETag of the case's filing. */
  version: z.int(),
  recordDigest: z.string(),
  subjects: z.array(CaseSubject),
  services: z.array(CaseService),
  /** Why the record cannot be handed over as it is; the case can be verified all the same. Absent if it can. */
  notCarried: z.array(NotCarried).optional(),
  documents: z.array(CaseDocument),
  /** What keeps the case open. */
  reasons: z.array(OpenReason),
  comparisons: z.array(CaseComparison),
  evidence: z.array(CaseEvidence),
  reviews: z.array(CaseReview),
  /** How many reviewers have to approve: 2 where a risk check, a doubt about the record or an escalation asks for it. */
  approvalsNeeded: z.int(),
  forms: z.array(CaseForm),
  /** The rounds, newest last. */
  submissions: z.array(CaseSubmission),
  /** What the ministry's system numbered, as soon as it has said so. */
  filingNumbers: FilingNumbers.optional(),
  timeline: z.array(TimelineEntry),
});
export type ProviderCase = z.infer<typeof ProviderCase>;

/**
 * The states of a case as a filer reads them: `open` where the own person has something to do, `processing` wherever others are at
 * work. Whether the authority is being asked, has confirmed somebody, or has not confirmed somebody else is not told.
 */
export const filerStates = ['open', 'processing', 'sms-pending', 'accepted'] as const;
export type FilerStatus = (typeof filerStates)[number];

/** What a filer's session reads of its case. */
export const FilerCase = z.object({
  state: z.enum(filerStates),
  /** Whether the last comparison did not confirm the person. Why is not said, because a comparison is an oracle. */
  notConfirmed: z.boolean(),
  signed: z.boolean(),
  /** Documents that the filer's own person still owes. */
  documentsMissing: z.array(z.string()),
  /** Until when the persons in charge have to answer the ministry's short message (短信核验). */
  smsUntilMs: z.int().optional(),
});
export type FilerCase = z.infer<typeof FilerCase>;

export const CreatedCase = ProviderCase.pick({
  id: true,
  state: true,
  recordDigest: true,
  subjects: true,
  version: true,
  notCarried: true,
});
export type CreatedCase = z.infer<typeof CreatedCase>;

/** One line of the list of cases. */
export const CaseSummary = z.object({
  id: z.string(),
  state: z.enum(caseStates),
  channel: z.enum(channels),
  createdAtMs: z.int(),
  changedAtMs: z.int(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseList = z.object({ cases: z.array(CaseSummary), cursor: z.string().optional() });

/** What anyone may learn of a form by its number. */
export const FormCheck = z.object({ state: z.enum(['valid', 'withdrawn', 'unknown']), sandbox: z.boolean() });
export type FormCheck = z.infer<typeof FormCheck>;
