/** Who is verified for a record. */
import type { Profile } from './profile.ts';
import type { FilingRecord, Person } from './record.ts';

/** A person of the record, once, whatever parts of it the person is in charge of. */
export interface Subject {
  readonly person: Person;
  /** The organiser's person in charge, or another one, of services alone. */
  readonly role: 'organiser' | 'service';
  /** The services that the person is in charge of, by their place in the record. */
  readonly services: readonly number[];
  /** Whether the province asks that this person is verified. */
  readonly required: boolean;
}

/** The record's persons, the organiser's first. Two are the same person if name and document are equal. */
export function subjectsOf(record: FilingRecord, { verified }: Profile): Subject[] {
  const organiser = record.organiser.personInCharge;
  const byPerson = Map.groupBy(record.services.keys(), (n) => identityOf(record.services[n]!.personInCharge));
  const own = byPerson.get(identityOf(organiser)) ?? [];
  byPerson.delete(identityOf(organiser));
  return [
    {
      person: organiser,
      role: 'organiser',
      services: own,
      required: own.length > 0 || verified === 'organiser-and-services',
    },
    ...[...byPerson.values()].map((services) => ({
      person: record.services[services[0]!]!.personInCharge,
      role: 'service' as const,
      services,
      required: true,
    })),
  ];
}

/** Code of the resident identity card: number and name on the front, dates on the back. Other documents have one page. */
const residentCard = 2;

/** Whether authority databases know the person's document. Of another one, only who meets the person can say that it is theirs. */
export const hasResidentCard = ({ document }: Pick<Person, 'document'>): boolean => document.typeId === residentCard;

/**
 * Whether a person is the unit's legal representative, as far as the record can tell: by the name, and by the document where the
 * record has the representative's. Without it a namesake counts as the representative, and the reviewer compares the documents.
 */
export function isLegalRepresentative(
  { name, document }: Pick<Person, 'name'> & { readonly document?: DocumentNumber | undefined },
  person: Pick<Person, 'name'> & { readonly document?: DocumentNumber | undefined },
): boolean {
  if (name !== person.name) return false;
  if (!document || !person.document) return true;
  return document.typeId === person.document.typeId && written(document) === written(person.document);
}

interface DocumentNumber {
  readonly typeId?: number | undefined;
  readonly number?: string | undefined;
}

const written = ({ number }: DocumentNumber): string | undefined => number?.trim().toUpperCase();

const identityOf = ({ name, document: { typeId, number } }: Person): string => JSON.stringify([name, typeId, number]);
