/** A reviewer without a console: answers every item of a case by the evidence that it has, and signs. */
import type { ProviderCase } from '#protocol/case/case.ts';
import { resolveItems } from '#protocol/case/review-items.ts';
import { callBackItems, type EvidenceRef, type ReviewItem, type SubmitReview } from '#protocol/case/review.ts';
import { itemNames, type ItemName } from '#protocol/filing/form/item.ts';
import { reviewDigest } from '#protocol/filing/form/review.ts';
import { drawnSignature, type KeyPair } from './filer.ts';

export interface Reviewer {
  /** Id of the API key. */
  readonly id: string;
  /** As the form has it. */
  readonly name: string;
  readonly key: Pick<KeyPair, 'privateKey' | 'jwk'>;
}

/** Kinds of documents that show an item. */
const shownBy: Readonly<Partial<Record<ItemName, readonly string[]>>> = {
  'unit-document': ['unit-document'],
  'personal-document': ['person-document-front'],
  'document-numbers': ['person-document-front', 'unit-document'],
  'document-copies': ['person-document-front', 'person-document-back'],
  'written-record': ['undertaking', 'authorisation'],
};

/** Answers to every item, with all evidence that the case has for it. */
export function answersOf({ services, documents, evidence, channel }: ProviderCase): ReviewItem[] {
  const asked = itemNames.filter((name) => services.some(({ items }) => items.includes(name)));
  const refs = (kind: 'comparison' | 'attestation') =>
    evidence.filter((each) => each.kind === kind).map(({ digest }) => ({ kind, digest }));
  return asked.map((item) => {
    const documentRefs = documents
      .filter(({ kind }) => shownBy[item]?.includes(kind))
      .map(({ digest }) => ({ kind: 'document', digest }) as const);
    const called = ['mobile', 'office-phone', 'email', 'postal-address'].includes(item);
    const stated = ['service-name', 'domains', 'contents', 'approvals', 'access', 'written-record'].includes(item);
    const photos = documents.filter(({ kind }) => kind === 'on-site-photo' || kind === 'ministry-portrait');
    const portrait: EvidenceRef[] =
      channel === 'self'
        ? refs('attestation')
        : [
            ...photos.map(({ digest }) => ({ kind: 'document', digest }) as const),
            { kind: 'statement', text: channel === 'on-site' ? '核验员当面拍摄' : '部小程序核验，编号见材料' },
          ];
    return {
      item,
      answer:
        item === 'approvals'
          ? 'no'
          : item === 'portrait'
            ? channel === 'on-site'
              ? 'in-person'
              : 'electronic'
            : 'yes',
      evidence: [
        ...documentRefs,
        ...(item === 'document-numbers' ? refs('comparison') : []),
        ...(item === 'portrait' ? portrait : []),
        ...(called ? services.map((_, callBack) => ({ kind: 'call-back', callBack }) as const) : []),
        ...(stated ? [{ kind: 'statement', text: '已核查' } as const] : []),
      ],
    };
  });
}

/** A signed approval of a case. @param change fields that replace the usual ones before the approval is signed */
export async function signedApproval(
  read: ProviderCase,
  { id, name, key }: Reviewer,
  atMs: number,
  change: Partial<SubmitReview> = {},
): Promise<SubmitReview> {
  const unsigned = {
    recordDigest: read.recordDigest,
    decision: 'approve' as const,
    causes: [],
    items: answersOf(read),
    callBacks: read.services.map(({ subject }) => ({ subject, atMs, reached: true, confirmed: [...callBackItems] })),
    ...change,
  };
  const { items } = resolveItems(read, unsigned, { by: id, atMs });
  const { recordDigest, callBacks } = unsigned;
  const digest = reviewDigest({ recordDigest, items, callBacks });
  return { ...unsigned, signature: await drawnSignature(key, { role: 'checker', name, atMs }, digest) };
}
