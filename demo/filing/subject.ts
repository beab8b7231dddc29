/** A case with its record, and the persons of the record by the subject that the case has of them. Pure. */
import type { ProviderCase } from '#protocol/case/case.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';

export interface Filed {
  readonly filed: ProviderCase;
  readonly record: FilingRecord;
}

export function subjectPersons({ filed, record }: Filed): Readonly<Record<string, Person>> {
  const { organiser, services } = record;
  const others = services
    .map(({ personInCharge }) => personInCharge)
    .filter((person) => !isSame(person, organiser.personInCharge));
  return Object.fromEntries(
    filed.subjects.flatMap(({ id, role, serviceId, name }) => {
      const person =
        role === 'organiser'
          ? organiser.personInCharge
          : (services.find((service) => serviceId !== undefined && service.id === serviceId)?.personInCharge ??
            others.find((each) => each.name === name));
      return person ? [[id, person] as const] : [];
    }),
  );
}

const isSame = (a: Person, b: Person): boolean => a.name === b.name && a.document.number === b.document.number;
