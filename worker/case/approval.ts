/** How many reviewers have to approve a case, and whether they have. */
import type { LiveCase, StoredReview } from './state.ts';

/** Reviews of the newest submit. */
export const reviewsOfRound = ({ reviews, reviewsBefore, recordDigest }: LiveCase): readonly StoredReview[] =>
  reviews.slice(reviewsBefore).filter((review) => review.recordDigest === recordDigest);

/** 2 where a risk check, a doubt about the record or an escalation asks for it. Submitting anew does not undo an escalation. */
export function approvalsNeeded(state: LiveCase): 1 | 2 {
  const isEscalated = state.reviews.some(({ decision }) => decision === 'escalate');
  const isRisky = state.subjects.some(({ attestation }) => attestation?.review);
  return isEscalated || isRisky || state.doubtful ? 2 : 1;
}

export const approvalsOf = (state: LiveCase): readonly StoredReview[] =>
  state.state === 'in-review' ? reviewsOfRound(state).filter(({ decision }) => decision === 'approve') : [];

/** Whether the forms may be made, and are not made yet. */
export const isApproved = (state: LiveCase): boolean => approvalOf(state) !== undefined;

/** The approval that the forms are made of: the last one that was needed. */
export const approvalOf = (state: LiveCase): StoredReview | undefined => approvalsOf(state)[approvalsNeeded(state) - 1];

/** Whether somebody makes the forms of this approval now. */
export const isMaking = (state: LiveCase, nowMs: number): boolean => {
  const { making } = state;
  return making !== undefined && making.approval === approvalOf(state)?.signature?.value && nowMs < making.untilMs;
};
