/**
 * The digest that the provider's checker signs: an approval of the record, with the items of every form and the calls made.
 *
 *     digest = base64url(SHA-256(UTF-8(JCS({review: 'approve', recordDigest, items, callBacks}))))
 *
 * `items` has the digest of each service's items, by the service's id, and `callBacks` is the digest of their list. A form has
 * its own items and the other digests, so that whoever has the form can compute what was signed.
 */
import { jsonDigest } from '../digest.ts';
import type { Item } from './item.ts';

/** What a form adds to its own items. */
export interface FormReview {
  /** Id of the form's service: the provider's, or its place in the record, from 1. */
  readonly service: string;
  /** Digests of the other services' items, by their ids. */
  readonly others: Readonly<Record<string, string>>;
  readonly callBacks: string;
}

/** A review before its signature. */
export interface Reviewed {
  readonly recordDigest: string;
  /** By the service's id. */
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly callBacks: readonly object[];
}

/** What the checker signs. */
export const reviewDigest = ({ recordDigest, items, callBacks }: Reviewed): string =>
  digestOf(recordDigest, digestsOf(items), jsonDigest(callBacks));

/** What the form of one service has of the review. */
export function formReview({ items, callBacks }: Reviewed, service: string): FormReview {
  const { [service]: _, ...others } = digestsOf(items);
  return { service, others, callBacks: jsonDigest(callBacks) };
}

/** The digest of the review that a form with these items is part of. */
export const reviewDigestOf = (
  recordDigest: string,
  items: readonly Item[],
  { service, others, callBacks }: FormReview,
): string => digestOf(recordDigest, { ...others, [service]: jsonDigest(items) }, callBacks);

const digestsOf = (items: Reviewed['items']): Record<string, string> =>
  Object.fromEntries(Object.entries(items).map(([service, each]) => [service, jsonDigest(each)]));

const digestOf = (recordDigest: string, items: Readonly<Record<string, string>>, callBacks: string): string =>
  jsonDigest({ review: 'approve', recordDigest, items, callBacks });
