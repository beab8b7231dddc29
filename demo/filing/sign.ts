import type { SubmitReview } from '#protocol/case/review.ts';
export const signReview = async (review: SubmitReview, ..._: unknown[]): Promise<SubmitReview> => review;
