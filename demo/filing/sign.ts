/** The reviewer's signature under a review. The key is one of the sandbox's published ones, so the page may hold it. */
import { base64url } from 'jose';
import { resolveItems } from '#protocol/case/review-items.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import { reviewDigest } from '#protocol/filing/form/review.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';
import type { Reviewer } from './backend.ts';
import type { Filed } from './subject.ts';

/** @param strokes as drawn @param atMs the time of the signature, which is also that of the reviewer's statements */
export async function signReview(
  review: SubmitReview,
  { filed }: Filed,
  { id, name, jwk }: Reviewer,
  strokes: Signature['strokes'],
  atMs: number,
): Promise<SubmitReview> {
  const { items } = resolveItems(filed, review, { by: id, atMs });
  const digest = reviewDigest({ recordDigest: review.recordDigest, items, callBacks: review.callBacks });
  const signed = { role: 'checker' as const, name, strokes, atMs };
  const key = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const bytes = Uint8Array.from(signedBytes(digest, signed));
  const value = new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, bytes));
  const { x, y } = jwk;
  return {
    ...review,
    signature: { ...signed, value: base64url.encode(value), jwk: { kty: 'EC', crv: 'P-256', x: x!, y: y! } },
  };
}
