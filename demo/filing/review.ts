/**
 * What the page proposes to the reviewer: every item that the forms ask, with its answer and the evidence that the case has for
 * it. The reviewer looks, calls, changes answers, and decides. Pure.
 */
import type { CaseEvidence, ProviderCase } from '#protocol/case/case.ts';
import type { CallBack, EvidenceRef, ReviewItem } from '#protocol/case/review.ts';
import { callBackItems } from '#protocol/case/review.ts';
import { itemNames, itemTable, type Answer, type EvidenceKind, type ItemName } from '#protocol/filing/form/item.ts';
import type { FilingRecord, Service } from '#protocol/filing/record.ts';
import { subjectPersons } from './subject.ts';
import type { Filed } from './subject.ts';

/** What the reviewer has done so far. */
export interface ReviewDraft {
  /** By subject. */
  readonly calls: Readonly<Record<string, CallBack>>;
  /** Answers that the reviewer changed, by `service item`. */
  readonly answers: Readonly<Record<string, Answer>>;
  /** The provider's own statements, by item. */
  readonly statements: Readonly<Partial<Record<ItemName, string>>>;
}

export interface ProposedItem {
  readonly service: string;
  readonly item: ItemName;
  readonly answer: Answer;
  readonly evidence: readonly EvidenceRef[];
  /** Kinds of which one is still needed; empty where the answer is proved. */
  readonly missing: readonly EvidenceKind[];
}

export const answerKey = (service: string, item: ItemName): string => `${service} ${item}`;

/** The calls in the order in which the review lists them. */
export const callBacksOf = ({ filed }: Filed, { calls }: ReviewDraft): CallBack[] =>
  filed.subjects.flatMap(({ id }) => calls[id] ?? []);

/** The call to a subject, with everything confirmed that was asked, or with nothing because nobody answered. */
export const callBack = (subject: string, reached: boolean, atMs: number): CallBack => ({
  subject,
  atMs,
  reached,
  confirmed: reached ? [...callBackItems] : [],
});

export function proposedItems(filing: Filed, draft: ReviewDraft): ProposedItem[] {
  const { record } = filing;
  return record.services.flatMap((service, n) =>
    itemNames
      .filter((item) => itemTable[item].applies(record, service))
      .map((item) => proposedItem(item, service, serviceId(service, n), filing, draft)),
  );
}

export const reviewItems = (items: readonly ProposedItem[]): ReviewItem[] =>
  items.map(({ service, item, answer, evidence }) => ({ service, item, answer, evidence: [...evidence] }));

/** The provider's id of a service, or its place in the record. */
export const serviceId = ({ id }: Service, n: number): string => id ?? String(n + 1);

function proposedItem(item: ItemName, service: Service, id: string, filing: Filed, draft: ReviewDraft): ProposedItem {
  const answer = draft.answers[answerKey(id, item)] ?? usualAnswer(item, service, filing.filed);
  const needed = itemTable[item].answers[answer] ?? [];
  const subject = subjectOf(service, filing);
  const found = needed.map((kinds) => {
    const kind = kinds.find((each) => refsOf(each, item, subject, filing, draft).length > 0);
    return { kinds, refs: kind ? refsOf(kind, item, subject, filing, draft) : [] };
  });
  return {
    service: id,
    item,
    answer,
    evidence: found.flatMap(({ refs }) => refs),
    missing: found.flatMap(({ kinds, refs }) => (refs.length === 0 ? kinds : [])),
  };
}

function usualAnswer(item: ItemName, { approvals }: Service, { channel }: ProviderCase): Answer {
  if (item === 'portrait') return channel === 'on-site' ? 'in-person' : 'electronic';
  return item === 'approvals' && approvals.length === 0 ? 'no' : 'yes';
}

/** Id of the subject in charge of a service. */
function subjectOf({ personInCharge }: Service, filing: Filed): string | undefined {
  const { number } = personInCharge.document;
  const found = Object.entries(subjectPersons(filing)).find(
    ([, person]) => person.name === personInCharge.name && person.document.number === number,
  );
  return found?.[0];
}

function refsOf(
  kind: EvidenceKind,
  item: ItemName,
  subject: string | undefined,
  filing: Filed,
  draft: ReviewDraft,
): EvidenceRef[] {
  if (kind === 'statement') {
    const text = draft.statements[item];
    return text ? [{ kind, text }] : [];
  }
  if (kind === 'call-back') {
    const callBackOf = callBacksOf(filing, draft).findIndex(
      (call) => call.subject === subject && call.reached && call.confirmed.some((confirmed) => confirmed === item),
    );
    return callBackOf < 0 ? [] : [{ kind, callBack: callBackOf }];
  }
  return filing.filed.evidence
    .filter((evidence) => evidence.kind === kind && isAbout(evidence, item, subject, filing.filed))
    .map(({ digest }) => ({ kind, digest }));
}

/** Documents by item; an item without a row takes every document of the unit and of the person. */
const documentsOf: Readonly<Partial<Record<ItemName, readonly string[]>>> = {
  'unit-document': ['unit-document'],
  'personal-document': ['person-document-front', 'person-document-back'],
  portrait: ['on-site-photo'],
  approvals: ['approval'],
};
const papers: readonly string[] = ['unit-document', 'person-document-front', 'person-document-back'];

/** Whether a piece of evidence is of this service's person, or of the unit, and of the right kind of document. */
function isAbout(
  { kind, digest, about }: CaseEvidence,
  item: ItemName,
  subject: string | undefined,
  { documents, comparisons }: ProviderCase,
): boolean {
  if (kind === 'document') {
    const document = documents.find((each) => each.digest === digest);
    const isWanted = document !== undefined && (documentsOf[item] ?? papers).includes(document.kind);
    return isWanted && (document.subject === undefined || document.subject === subject);
  }
  if (kind === 'comparison') {
    const comparison = comparisons.find((each) => each.digest === digest);
    return comparison?.kind === 'unit' || comparison?.subject === subject;
  }
  return about === subject;
}

/** Why an approval cannot be sent yet; undefined where it can. */
export type Obstacle = 'no-call' | 'items-open' | 'no-signature';

export function obstacleOf(
  { filed }: Filed,
  draft: ReviewDraft,
  items: readonly ProposedItem[],
  isSigned: boolean,
): Obstacle | undefined {
  if (filed.subjects.some(({ id, required }) => required && !draft.calls[id]?.reached)) return 'no-call';
  if (items.some(({ missing, item, answer }) => missing.length > 0 || !itemTable[item].answers[answer]))
    return 'items-open';
  return isSigned ? undefined : 'no-signature';
}

/** Records name services by id or by place; for a heading, the name is clearer. */
export const serviceNames = ({ services }: FilingRecord): Readonly<Record<string, string>> =>
  Object.fromEntries(services.map((service, n) => [serviceId(service, n), service.name]));
