import { callBackItems } from '#protocol/case/review.ts';
import { onlyCallBackProves } from '#protocol/filing/form/item.ts';
import { Refusal } from '#protocol/refusal.ts';
import { requireBasis } from '../basis.ts';
import { approvalsOf, isApproved } from '../approval.ts';
import { opened } from '../course.ts';
import { isRepeated, remembered, type Idempotency } from '../idempotency.ts';
import type { CaseService, LiveCase, StoredReview } from '../state.ts';
import { noted } from '../timeline.ts';
import type { By, Command } from './command.ts';
import { requireNotHandedOver } from './guard.ts';

export interface ReviewArgs extends By {
  readonly idempotency?: Idempotency;
  /** `basisOf` the case that the evidence was resolved against. */
  readonly basis: string;
  /** Its evidence resolved and its signature checked (review.ts). */
  readonly review: StoredReview;
}

export interface ReviewAnswer {
  readonly state: LiveCase;
  /** Whether the forms may be made. */
  readonly approved: boolean;
}

/** A reviewer's decision. Approvals count by the ids of their keys; a return opens the case. */
export const review: Command<ReviewArgs, ReviewAnswer> = {
  onLive(state, { by, idempotency, basis, review: given }, nowMs) {
    if (isRepeated(state, idempotency)) return answer(state);
    requireNotHandedOver(state);
    if (state.state !== 'in-review') throw new Refusal('case-not-in-review');
    if (given.recordDigest !== state.recordDigest) throw new Refusal('record-changed');
    requireBasis(state, basis);
    const { decision } = given;
    // The forms are being made of the approval. If they must not be, the case can still be returned.
    if (decision !== 'return' && isApproved(state)) throw new Refusal('case-not-in-review');
    if (decision === 'approve') admitApproval(state, given);
    const moment = { by, nowMs };
    const facts = { decision, causes: given.causes.length > 0 ? given.causes.join(' ') : undefined };
    const kept = remembered({ ...state, reviews: [...withoutItems(state.reviews), given] }, idempotency);
    const reviewed = noted(kept, moment, 'reviewed', facts);
    return answer(decision === 'return' ? opened(reviewed, moment, [{ cause: 'returned-by-reviewer' }]) : reviewed);
  },
};

const answer = (state: LiveCase) => ({
  state,
  answer: (stored: object): ReviewAnswer => ({ state: stored as LiveCase, approved: isApproved(stored as LiveCase) }),
});

/** @throws Refusal reviewer-same, signature-refused, call-back-missing */
function admitApproval(state: LiveCase, given: StoredReview): void {
  if (approvalsOf(state).some(({ by }) => by === given.by)) throw new Refusal('reviewer-same');
  if (!given.signature || !given.checker) throw new Refusal('signature-refused');
  const faults = state.services.flatMap((service) => callsMissing(service, given));
  if (faults.length > 0) throw new Refusal('call-back-missing', { faults });
}

/** What no call of this review has confirmed. */
const callsMissing = ({ id, subject, items }: CaseService, { callBacks }: StoredReview): object[] =>
  callBackItems
    .filter((item) => items.includes(item) && onlyCallBackProves(item))
    .filter(
      (item) => !callBacks.some((each) => each.subject === subject && each.reached && each.confirmed.includes(item)),
    )
    .map((item) => ({ code: 'call-back-missing', service: id, subject, item }));

/** Forms are made of the newest approval, so only its items are kept: of many services they are large. */
const withoutItems = (reviews: readonly StoredReview[]): StoredReview[] =>
  reviews.map((each) => ({ ...each, items: {} }));
