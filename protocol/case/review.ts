/** A reviewer's decision on a case, and what it rests on. */
import { z } from 'zod';
import { digest } from '../encoded.ts';
import { answers, itemNames } from '../filing/form/item.ts';
import { Signature } from '../filing/form/signature.ts';

/** Why a case is returned to the filer. */
export const returnCauses = [
  'document-unreadable',
  'document-expired',
  'document-mismatch',
  'portrait-unlike',
  'record-incorrect',
  'content-unsuitable',
  'approval-missing',
  'not-reached',
  'denied-by-person',
  'other',
] as const;
export type ReturnCause = (typeof returnCauses)[number];

/** Items that a call-back can confirm: what only the person knows. */
export const callBackItems = ['mobile', 'office-phone', 'email', 'postal-address'] as const;
export type CallBackItem = (typeof callBackItems)[number];

/** A call to the person. */
export const CallBack = z.strictObject({
  /** Id of the subject that was called. */
  subject: z.string().max(80),
  atMs: z.int().min(0),
  reached: z.boolean(),
  confirmed: z.array(z.enum(callBackItems)).max(callBackItems.length),
  note: z.string().max(500).optional(),
});
export type CallBack = z.infer<typeof CallBack>;

/** What an answer rests on. The verifier makes the form's evidence of it, with digest, time and author. */
export const EvidenceRef = z.discriminatedUnion('kind', [
  /** Evidence that the case has: an entry of its `evidence`. */
  z.strictObject({ kind: z.enum(['comparison', 'document', 'attestation']), digest }),
  /** A call-back of this review, by its place in the list. */
  z.strictObject({ kind: z.literal('call-back'), callBack: z.int().min(0) }),
  /** The provider's own statement, for example how the domains were checked. */
  z.strictObject({ kind: z.literal('statement'), text: z.string().min(1).max(500) }),
]);
export type EvidenceRef = z.infer<typeof EvidenceRef>;

export const ReviewItem = z.strictObject({
  /** Id of the service whose form it is on; absent: of every service's form. */
  service: z.string().max(80).optional(),
  item: z.enum(itemNames),
  answer: z.enum(answers),
  evidence: z.array(EvidenceRef).max(16),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

export const SubmitReview = z.strictObject({
  /** What was reviewed. A record that has changed since is not approved. */
  recordDigest: digest,
  decision: z.enum(['approve', 'return', 'escalate']),
  causes: z.array(z.enum(returnCauses)).max(returnCauses.length).default([]),
  /** For the filer, where the case is returned. */
  note: z.string().max(500).optional(),
  items: z.array(ReviewItem).max(1_000).default([]),
  callBacks: z.array(CallBack).max(64).default([]),
  /** The checker's, over `reviewDigest` of worker/case; needed to approve. */
  signature: Signature.optional(),
});
export type SubmitReview = z.infer<typeof SubmitReview>;

/** A review as providers read it. */
export const CaseReview = z.object({
  atMs: z.int(),
  /** Id of the API key of the reviewer. */
  by: z.string(),
  decision: SubmitReview.shape.decision,
  causes: SubmitReview.shape.causes,
  note: z.string().optional(),
  recordDigest: z.string(),
  callBacks: z.array(CallBack),
});
export type CaseReview = z.infer<typeof CaseReview>;
