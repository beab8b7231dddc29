/**
 * What the page proposes to the reviewer: every item that the forms ask, with its answer and the evidence that the case has for
 * it. The reviewer looks, calls, changes answers, and decides. Pure.
 */
import type { CaseService } from '#protocol/case/case.ts';
import { resolveItems, type Reviewer } from '#protocol/case/review-items.ts';
import { callBackItems, type CallBack, type EvidenceRef, type ReviewItem } from '#protocol/case/review.ts';
import { answersTo, itemTable, type Answer, type EvidenceKind, type ItemName } from '#protocol/filing/form/item.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { Filed } from './subject.ts';

/** What the reviewer has done so far. */
export interface ReviewDraft {
  /** By subject. */
  readonly calls: Readonly<Record<string, CallBack>>;
  /** Answers that the reviewer changed, by `answerKey`. */
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

/** What a call to a subject can confirm: the contacts that the forms of the person's services ask. */
export const confirmable = ({ filed }: Filed, subject: string): CallBack['confirmed'] =>
  callBackItems.filter((item) =>
    filed.services.some((service) => service.subject === subject && service.items.includes(item)),
  );

/** The call to a subject: everything is confirmed, or nothing because nobody answered. */
export const callBack = (filing: Filed, subject: string, reached: boolean, atMs: number): CallBack => ({
  subject,
  atMs,
  reached,
  confirmed: reached ? confirmable(filing, subject) : [],
});

export const proposedItems = (filing: Filed, draft: ReviewDraft): ProposedItem[] =>
  filing.filed.services.flatMap((service) => service.items.map((item) => proposedItem(item, service, filing, draft)));

export const reviewItems = (items: readonly ProposedItem[]): ReviewItem[] =>
  items.map(({ service, item, answer, evidence }) => ({ service, item, answer, evidence: [...evidence] }));

function proposedItem(item: ItemName, { id: service }: CaseService, filing: Filed, draft: ReviewDraft): ProposedItem {
  const answer = draft.answers[answerKey(service, item)] ?? usualAnswer(item, service, filing);
  const needed = answersTo(item, serviceOf(service, filing))[answer] ?? [];
  const admitted = (kind: EvidenceKind) =>
    refsOf(kind, item, filing, draft).filter((ref) => isAdmitted(ref, { service, item, answer }, filing, draft));
  const found = needed.map((kinds) => ({
    kinds,
    refs: kinds.map(admitted).find((each) => each.length > 0) ?? [],
  }));
  return {
    service,
    item,
    answer,
    evidence: unrepeated([
      ...found.flatMap(({ refs }) => refs),
      ...(itemTable[item].admits ?? []).filter((kind) => !needed.flat().includes(kind)).flatMap(admitted),
    ]),
    missing: found.flatMap(({ kinds, refs }) => (refs.length === 0 ? kinds : [])),
  };
}

/** One reference may meet two needs. */
const unrepeated = (refs: readonly EvidenceRef[]): EvidenceRef[] => [
  ...new Map(refs.map((ref) => [JSON.stringify(ref), ref])).values(),
];

/** A service of the record, by the case's id. */
export const serviceOf = (id: string, { filed, record }: Filed): FilingRecord['services'][number] =>
  record.services[filed.services.findIndex((each) => each.id === id)]!;

function usualAnswer(item: ItemName, service: string, { filed, record }: Filed): Answer {
  if (item === 'portrait') return filed.channel === 'on-site' ? 'in-person' : 'electronic';
  if (item !== 'approvals') return 'yes';
  const n = filed.services.findIndex(({ id }) => id === service);
  return record.services[n]?.approvals.length ? 'yes' : 'no';
}

/** Everything of a kind that the case and the reviewer have. */
function refsOf(kind: EvidenceKind, item: ItemName, filing: Filed, draft: ReviewDraft): EvidenceRef[] {
  if (kind === 'statement') {
    const text = draft.statements[item];
    return text ? [{ kind, text }] : [];
  }
  if (kind === 'call-back') return callBacksOf(filing, draft).map((_, n) => ({ kind, callBack: n }));
  return filing.filed.evidence.filter((evidence) => evidence.kind === kind).map(({ digest }) => ({ kind, digest }));
}

/** Any reviewer will do to see what a reference proves. */
const anyone: Reviewer = { by: 'reviewer', atMs: 0 };

/** Whether the verifier takes a reference as evidence for this item on this service's form. */
function isAdmitted(
  ref: EvidenceRef,
  item: Pick<ProposedItem, 'service' | 'item' | 'answer'>,
  filing: Filed,
  draft: ReviewDraft,
): boolean {
  const review = { items: [{ ...item, evidence: [ref] }], callBacks: callBacksOf(filing, draft) };
  return resolveItems(filing.filed, review, anyone).faults.length === 0;
}

/** Why an approval cannot be sent yet; undefined where it can. */
export type Obstacle = 'no-call' | 'items-open';

export function obstacleOf(filing: Filed, draft: ReviewDraft, items: readonly ProposedItem[]): Obstacle | undefined {
  const { filed } = filing;
  if (filed.subjects.some(({ id, required }) => required && !draft.calls[id]?.reached)) return 'no-call';
  const isOpen = items.some(
    ({ missing, service, item, answer }) => missing.length > 0 || !answersTo(item, serviceOf(service, filing))[answer],
  );
  return isOpen ? 'items-open' : undefined;
}

/** Cases name services by id; for a heading, the name is clearer. */
export const serviceNames = ({ services }: FilingRecord): Readonly<Record<string, string>> =>
  Object.fromEntries(services.map(({ id, name }, n) => [id ?? String(n + 1), name]));
