/** Whether the items of a form are answered, and proved, so that it may be released. All that is wrong, at once. */
import type { FilingRecord, Service } from '../record.ts';
import { formFinding, type FormFinding } from './finding.ts';
import { answersTo, itemNames, itemTable, type Evidence, type EvidenceKind, type Item, type Needed } from './item.ts';

export interface ItemContext {
  readonly record: FilingRecord;
  readonly service: Service;
  /** The case's digests (digest.ts). */
  readonly recordDigest: string;
  readonly subjectDigest: string;
  readonly nowMs: number;
}

/** Kinds that are somebody's word. */
const attributed: readonly EvidenceKind[] = ['call-back', 'statement'];

export function checkItems(items: readonly Item[], context: ItemContext): FormFinding[] {
  return itemNames.flatMap((name) => {
    const given = items.filter(({ item }) => item === name);
    const [first] = given;
    const { applies } = itemTable[name];
    if (!applies(context.record, context.service)) return first ? [formFinding('item-not-asked', { item: name })] : [];
    if (!first) return [formFinding('item-missing', { item: name })];
    if (given.length > 1) return [formFinding('item-repeated', { item: name })];
    return checkItem(first, context);
  });
}

function checkItem({ item, answer, evidence }: Item, context: ItemContext): FormFinding[] {
  const needed = answersTo(item, context.service)[answer];
  if (!needed) return [formFinding('item-negative', { item, answer })];
  if (item === 'approvals' && (answer === 'yes') !== context.service.approvals.length > 0) {
    return [formFinding('item-contradicts-record', { item })];
  }
  return [
    ...evidence.flatMap((one) => checkEvidence(one, item, needed, context)),
    ...needed
      .filter((kinds) => !evidence.some(({ kind }) => kinds.includes(kind)))
      .map((kinds) => formFinding('evidence-missing', { item, needed: kinds })),
  ];
}

function checkEvidence(
  { kind, of, by, atMs }: Evidence,
  item: Item['item'],
  needed: Needed,
  { recordDigest, subjectDigest, nowMs }: ItemContext,
): FormFinding[] {
  const values = { item, kind };
  const admitted = [...needed.flat(), ...(itemTable[item].admits ?? [])];
  if (!admitted.includes(kind)) return [formFinding('evidence-inadmissible', values)];
  const expected = kind === 'attestation' ? subjectDigest : recordDigest;
  return [
    ...(of === expected ? [] : [formFinding('evidence-foreign', values)]),
    ...(attributed.includes(kind) && by === undefined ? [formFinding('evidence-unattributed', values)] : []),
    ...(atMs > nowMs ? [formFinding('evidence-in-future', values)] : []),
  ];
}
