/** A reviewer's decision as the case stores it: evidence resolved, and the signature checked. */
import { lettersUnread, resolveItems } from '#protocol/case/review-items.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import { formFinding } from '#protocol/filing/form/finding.ts';
import { reviewDigest } from '#protocol/filing/form/review.ts';
import { Refusal } from '#protocol/refusal.ts';
import { checkSignatures } from '../form/signatures.ts';
import { evidenceOf } from './evidence.ts';
import type { LiveCase, StoredReview } from './state.ts';

export interface Reviewing {
  /** Id of the reviewer's API key. */
  readonly by: string;
  /** The name and key that the configuration knows the reviewer by. */
  readonly signer: { readonly name: string; readonly jkt: string } | undefined;
  readonly nowMs: number;
}

/** @throws Refusal record-changed; and for an approval evidence-unknown, call-back-missing, form-refused, signature-refused */
export async function resolveReview(
  state: LiveCase,
  request: SubmitReview,
  { by, signer, nowMs }: Reviewing,
): Promise<StoredReview> {
  const { recordDigest, decision, causes, note, callBacks, signature } = request;
  if (recordDigest !== state.recordDigest) throw new Refusal('record-changed');
  const review = {
    atMs: nowMs,
    by,
    decision,
    causes,
    ...(note !== undefined && { note }),
    recordDigest,
    callBacks,
    items: {},
  };
  if (decision !== 'approve') return review;
  const { services, documents } = state;
  const reviewed = { recordDigest, services: services.map(copy), evidence: evidenceOf(state), documents };
  const { items, faults } = resolveItems(reviewed, request, { by, atMs: signature?.atMs ?? nowMs });
  const [first] = faults;
  if (first) throw new Refusal(first.code, { faults });
  const unread = lettersUnread(reviewed, items).map((letter) => ({
    ...formFinding('evidence-missing', { item: 'written-record', needed: ['document'] }),
    ...letter,
  }));
  if (unread.length > 0) throw new Refusal('form-refused', { faults: unread });
  if (!signature || !signer) throw new Refusal('signature-refused');
  const digest = reviewDigest({ recordDigest, items, callBacks });
  const wrong = await checkSignatures([signature], [{ role: 'checker', name: signer.name, digest, key: signer.jkt }]);
  if (wrong.length > 0) throw new Refusal('signature-refused', { faults: wrong });
  return { ...review, items, signature, checker: { jkt: signer.jkt, name: signer.name } };
}

const copy = ({ items, ...service }: LiveCase['services'][number]) => ({ ...service, items: [...items] });
