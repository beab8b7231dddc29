/** Which papers a case needs a picture of, by the record and by the channel. */
import type { CaseDocument } from '#protocol/case/document.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { Keys } from '#protocol/filing/finding.ts';
import { hasResidentCard, isLegalRepresentative } from '#protocol/filing/subject.ts';
import type { RecordPerson } from './people.ts';
import type { LiveCase, Paper } from './state.ts';

/** Papers that the record asks for, whatever the channel. */
export function papersOf(record: FilingRecord, people: readonly RecordPerson[]): Paper[] {
  const { kind } = record.organiser;
  return [
    ...(kind === 'unit' ? [{ kind: 'unit-document' } as const] : []),
    ...people.flatMap(({ id: subject, person }): Paper[] => [
      { kind: 'person-document-front', subject },
      ...(hasResidentCard(person) ? [{ kind: 'person-document-back', subject } as const] : []),
    ]),
    ...approvalsOf(record).map((_, n) => ({ kind: 'approval', place: n + 1 }) as const),
    ...(needsAuthorisation(record, people) ? [{ kind: 'authorisation' } as const] : []),
  ];
}

/** Whoever is in charge, of the unit or of a service, and is not the legal representative acts by an authorisation. */
function needsAuthorisation({ organiser }: FilingRecord, people: readonly RecordPerson[]): boolean {
  const { kind, legalRepresentative } = organiser;
  if (kind !== 'unit' || !legalRepresentative) return false;
  return !people.every(({ person }) => isLegalRepresentative(legalRepresentative, person));
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

/** What shows the face of a person who has not verified themselves here. */
const portraitKinds = { 'on-site': 'on-site-photo', 'ministry-qr': 'ministry-portrait' } as const;

/**
 * All papers of a case. Where staff meet the person, they take the photo, and the undertaking is signed on paper; where the ministry's
 * mini-program verifies the person, the provider's system receives the portrait and the undertaking that was signed there.
 */
export function papersNeeded({ papers, channel, subjects }: LiveCase): readonly Paper[] {
  if (channel === 'self') return papers;
  const kind = portraitKinds[channel];
  const verified = subjects.filter(({ required }) => required);
  return [...papers, ...verified.map(({ id: subject }) => ({ kind, subject })), { kind: 'undertaking' }];
}

/** The document that has the portrait of a person; undefined where the person's own live check has it. */
export const portraitDocumentOf = (
  { channel, documents }: Pick<LiveCase, 'channel' | 'documents'>,
  subject: string,
): CaseDocument | undefined =>
  channel === 'self'
    ? undefined
    : documents.find((each) => each.kind === portraitKinds[channel] && each.subject === subject);
