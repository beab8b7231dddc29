/** The persons of a record as subjects of a case, and the ids of subjects and services. */
import type { Keys } from '#protocol/filing/finding.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';
import { subjectsOf } from '#protocol/filing/subject.ts';

/** A person of the record, with the id of the subject and the keys that lead to the person. */
export interface RecordPerson {
  readonly id: string;
  readonly role: 'organiser' | 'service';
  readonly person: Person;
  /** Places of the services that the person is in charge of. */
  readonly services: readonly number[];
  readonly required: boolean;
  readonly keys: Keys;
}

export function peopleOf(record: FilingRecord): RecordPerson[] {
  const ids = serviceIds(record);
  return subjectsOf(record, profileFor(record)).map((subject) => {
    const isOrganiser = subject.role === 'organiser';
    const place = subject.services[0];
    return {
      ...subject,
      id: isOrganiser ? 'organiser' : `service-${ids[place!]!}`,
      keys: isOrganiser ? ['organiser', 'personInCharge'] : ['services', place!, 'personInCharge'],
    };
  });
}

/** @throws RangeError if the record has no such subject */
export function personOf(record: FilingRecord, subject: string): Person {
  const found = peopleOf(record).find(({ id }) => id === subject);
  if (!found) throw new RangeError('the record has no such subject');
  return found.person;
}

/** The provider's ids, or the places in the record, from 1. */
export function serviceIds({ services }: FilingRecord): string[] {
  const given = new Set(services.map(({ id }) => id));
  return services.map(({ id }, n) => {
    if (id !== undefined) return id;
    let place = String(n + 1);
    // Another service may have this place as its id.
    while (given.has(place)) place = `${place}.`;
    return place;
  });
}
