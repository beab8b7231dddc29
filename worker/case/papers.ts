/** Which papers a case needs a picture of, by the record and by the channel. */
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { Keys } from '#protocol/filing/finding.ts';
import type { RecordPerson } from './people.ts';
import type { LiveCase, Paper } from './state.ts';

/** The resident identity card: number and name on the front, dates on the back. Other documents have one page. */
export const residentCard = 2;

/** Papers that the record asks for, whatever the channel. */
export function papersOf(record: FilingRecord, people: readonly RecordPerson[]): Paper[] {
  const { kind, legalRepresentative, personInCharge } = record.organiser;
  const isAuthorised = legalRepresentative && legalRepresentative.name !== personInCharge.name;
  return [
    ...(kind === 'unit' ? [{ kind: 'unit-document' } as const] : []),
    ...people.flatMap(({ id: subject, person }): Paper[] => [
      { kind: 'person-document-front', subject },
      ...(person.document.typeId === residentCard ? [{ kind: 'person-document-back', subject } as const] : []),
    ]),
    ...approvalsOf(record).map((_, n) => ({ kind: 'approval', place: n + 1 }) as const),
    ...(kind === 'unit' && isAuthorised ? [{ kind: 'authorisation' } as const] : []),
  ];
}

/** An approval of the record, once, whatever services it is of. */
export interface RecordApproval {
  readonly number: string;
  /** Keys that lead to the first one. */
  readonly keys: Keys;
}

/** The record's approvals in its order: the place of the document is the place in this list, from 1. */
export function approvalsOf({ services }: FilingRecord): RecordApproval[] {
  const all = services.flatMap(({ approvals }, service) =>
    approvals.map(({ typeId, number }, n) => ({
      name: JSON.stringify([typeId, number]),
      number,
      keys: ['services', service, 'approvals', n],
    })),
  );
  return all.filter(({ name }, n) => all.findIndex((each) => each.name === name) === n);
}

/** All papers of a case. Where staff meet the person, they take the photo, and the undertaking is signed on paper. */
export function papersNeeded({ papers, channel, subjects }: LiveCase): readonly Paper[] {
  if (channel === 'self') return papers;
  const verified = subjects.filter(({ required }) => required);
  return [
    ...papers,
    ...verified.map(({ id: subject }) => ({ kind: 'on-site-photo', subject }) as const),
    { kind: 'undertaking' },
  ];
}
