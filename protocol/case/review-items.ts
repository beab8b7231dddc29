/**
 * From a reviewer's answers to the items of each form: references become evidence. The verifier does this with every review, and
 * whoever signs a review does the same to know its digest (reviewDigest in filing/form/review.ts).
 */
import { jsonDigest } from '../filing/digest.ts';
import { itemNames, type Answer, type Evidence, type Item, type ItemName } from '../filing/form/item.ts';
import type { CaseEvidence, CaseService } from './case.ts';
import type { CaseDocument, DocumentKind } from './document.ts';
import { callBackItems, type CallBack, type EvidenceRef, type ReviewItem, type SubmitReview } from './review.ts';

/** What a review can rest on: a case as its provider reads it. */
export interface ReviewedCase {
  readonly recordDigest: string;
  readonly services: readonly CaseService[];
  readonly evidence: readonly CaseEvidence[];
  readonly documents: readonly Pick<CaseDocument, 'kind' | 'digest'>[];
}

export interface Reviewer {
  /** Id of the reviewer's API key. */
  readonly by: string;
  /** When the statements are made: the time of the signature. */
  readonly atMs: number;
}

/** A reference that proves nothing: `evidence-unknown`, or `call-back-missing` for a call that confirmed something else. */
export interface ReviewFault {
  readonly code: 'evidence-unknown' | 'call-back-missing';
  readonly service: string;
  readonly item: ItemName;
}

export interface ResolvedReview {
  /** By the service's id, in the order of the form. */
  readonly items: Readonly<Record<string, readonly Item[]>>;
  readonly faults: readonly ReviewFault[];
}

/** Letters that somebody has to have read before a form is released. */
const letters = ['undertaking', 'authorisation'] as const satisfies readonly DocumentKind[];

/** Which documents show an item; of the portrait, by how it was taken. */
const documentsOf: Readonly<Partial<Record<ItemName, readonly DocumentKind[]>>> = {
  'unit-document': ['unit-document'],
  'personal-document': ['person-document-front', 'person-document-back'],
  'document-numbers': ['unit-document', 'person-document-front'],
  'document-copies': ['unit-document', 'person-document-front', 'person-document-back'],
  portrait: ['on-site-photo', 'ministry-portrait'],
  'postal-address': ['unit-document', 'person-document-front'],
  approvals: ['approval'],
  'written-record': letters,
};

const portraitAnswers: Readonly<Partial<Record<DocumentKind, Answer>>> = {
  'on-site-photo': 'in-person',
  'ministry-portrait': 'electronic',
};

/**
 * An answer without a service is for every form that asks the item, unless the service has its own; of its evidence, a form
 * has what is about the person in charge of the service or about the organiser.
 */
export function resolveItems(
  reviewed: ReviewedCase,
  { items, callBacks }: Pick<SubmitReview, 'items' | 'callBacks'>,
  reviewer: Reviewer,
): ResolvedReview {
  const faults: ReviewFault[] = [];
  const resolved = reviewed.services.map((service) => {
    const own = items.filter((each) => each.service === service.id);
    const general = items.filter(
      ({ service: of, item }) =>
        of === undefined && service.items.includes(item) && !own.some((each) => each.item === item),
    );
    const given = itemNames.flatMap((name) => [...own, ...general].filter(({ item }) => item === name));
    const made = given.map((each) => {
      const found = each.evidence.flatMap((ref) => evidenceOf(ref, each, service, { reviewed, callBacks, reviewer }));
      const evidence = found.filter((one): one is Evidence => !('code' in one));
      faults.push(...found.filter((one): one is ReviewFault => 'code' in one));
      return { item: each.item, answer: each.answer, evidence };
    });
    return [service.id, made] as const;
  });
  return { items: Object.fromEntries(resolved), faults };
}

interface Resolving {
  readonly reviewed: ReviewedCase;
  readonly callBacks: readonly CallBack[];
  readonly reviewer: Reviewer;
}

/** @returns nothing for what is about another service's person, where the answer is for all services */
function evidenceOf(
  ref: EvidenceRef,
  { item, answer, service: of }: ReviewItem,
  service: CaseService,
  { reviewed, callBacks, reviewer: { by, atMs } }: Resolving,
): (Evidence | ReviewFault)[] {
  const { recordDigest } = reviewed;
  const foreign = (code: ReviewFault['code']): ReviewFault[] =>
    of === undefined ? [] : [{ code, service: service.id, item }];
  const unknown = (code: ReviewFault['code']): ReviewFault[] => [{ code, service: service.id, item }];
  switch (ref.kind) {
    case 'statement':
      return [{ kind: 'statement', digest: jsonDigest({ statement: ref.text }), of: recordDigest, atMs, by }];
    case 'call-back': {
      const call = callBacks[ref.callBack];
      if (!call) return unknown('evidence-unknown');
      if (call.subject !== service.subject) return foreign('call-back-missing');
      if (!call.reached || !confirms(call, item)) return unknown('call-back-missing');
      return [{ kind: 'call-back', digest: jsonDigest(call), of: recordDigest, atMs: call.atMs, by }];
    }
    default: {
      const found = reviewed.evidence.filter(({ kind, digest }) => kind === ref.kind && digest === ref.digest);
      if (found.length === 0 || (ref.kind === 'document' && !shows(reviewed, ref.digest, { item, answer }))) {
        return unknown('evidence-unknown');
      }
      const own = found.find((each) => isAbout(each, service));
      if (!own) return foreign('evidence-unknown');
      return [{ kind: own.kind, digest: own.digest, of: own.of, atMs: own.atMs }];
    }
  }
}

const confirms = ({ confirmed }: CallBack, item: ItemName): boolean =>
  callBackItems.some((each) => each === item && confirmed.includes(each));

const shows = (
  { documents }: ReviewedCase,
  digest: string,
  { item, answer }: Pick<ReviewItem, 'item' | 'answer'>,
): boolean =>
  documents.some(
    ({ kind, digest: own }) =>
      own === digest && documentsOf[item]?.includes(kind) && (portraitAnswers[kind] ?? answer) === answer,
  );

/** Whether evidence belongs on a service's form: what is about the person in charge of it, or about no person but the unit. */
const isAbout = ({ about }: CaseEvidence, { subject }: CaseService): boolean => about === subject || !isPersons(about);

const isPersons = (about: string | undefined): boolean =>
  about === 'organiser' || about?.startsWith('service-') === true;

/**
 * Letters of the case that a form's item 书面文档 does not rest on, by service. They are signed on paper, outside of what the
 * person signs here, so a reviewer has to have read each of them.
 */
export const lettersUnread = (
  { documents, services }: Pick<ReviewedCase, 'documents' | 'services'>,
  items: ResolvedReview['items'],
): { readonly service: string; readonly document: DocumentKind }[] =>
  services.flatMap(({ id: service }) => {
    const read = items[service]?.find(({ item }) => item === 'written-record')?.evidence ?? [];
    return documents
      .filter(
        ({ kind, digest }) => letters.some((letter) => letter === kind) && !read.some((each) => each.digest === digest),
      )
      .map(({ kind: document }) => ({ service, document }));
  });
