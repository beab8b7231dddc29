/** What a case knows of its record: subjects, services, digests, and the papers that the record asks for. */
import { recordDigest, subjectDigest } from '#protocol/filing/digest.ts';
import { itemNames, itemTable } from '#protocol/filing/form/item.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { hasResidentCard } from '#protocol/filing/subject.ts';
import { carry } from '../bureau/v3/carried.ts';
import { papersOf } from './papers.ts';
import { peopleOf, serviceIds } from './people.ts';
import type { CheckedFiling } from './state.ts';

export interface FilingOf {
  readonly salt: string;
  /** The provider's name, which the person is shown. */
  readonly provider: string;
  /** Whether the rules left doubts. */
  readonly doubtful: boolean;
}

/** @param record without faults (check-record.ts) */
export function checkedFiling(record: FilingRecord, { salt, provider, doubtful }: FilingOf): CheckedFiling {
  const people = peopleOf(record);
  const ids = serviceIds(record);
  const notCarried = carry(record).faults.map(({ code, path }) => ({ code, path }));
  return {
    recordDigest: recordDigest(record, salt),
    provinceId: record.provinceId,
    services: record.services.map((service, n) => ({
      id: ids[n]!,
      kind: service.kind,
      subject: people.find(({ services }) => services.includes(n))!.id,
      items: itemNames.filter((name) => itemTable[name].applies(record, service)),
    })),
    subjects: people.map(({ id, role, services, person, required }) => ({
      id,
      role,
      ...(role === 'service' && { serviceId: ids[services[0]!]! }),
      name: person.name,
      required,
      subjectDigest: subjectDigest(record, salt, { provider, person }),
    })),
    papers: papersOf(record, people),
    ...(notCarried.length > 0 && { notCarried }),
    // Nobody but the reviewers compares a unit or a person that no database is asked about.
    doubtful:
      doubtful ||
      (record.organiser.kind === 'unit' && !unitToCompare(record)) ||
      people.some(({ required, person }) => required && !hasResidentCard(person)),
  };
}

/** What a register is asked about a unit; undefined where it could not answer. */
export interface UnitToCompare {
  readonly name: string;
  readonly creditCode: string;
  readonly legalRepresentative: string;
}

/** Digits and letters of a unified social credit code (GB 32100). */
const creditCodeLength = 18;

export function unitToCompare({ organiser }: FilingRecord): UnitToCompare | undefined {
  const { kind, name, document, legalRepresentative } = organiser;
  if (kind !== 'unit' || document.number.length !== creditCodeLength || !legalRepresentative) return undefined;
  return { name, creditCode: document.number, legalRepresentative: legalRepresentative.name };
}
