/** Which documents a case needs, with what the record says they show. Pure. */
import type { CaseDocument, DocumentKind } from '#protocol/case/document.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';
import { subjectPersons, type Filed } from './subject.ts';

/** A document to be put. */
export interface NeededDocument {
  readonly kind: DocumentKind;
  readonly subject?: string;
  /** Whose it is, for people. */
  readonly owner: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Resident identity cards have a second side, with the dates. */
const residentIdCard = 2;

/** Dates of the example cards. */
const validFrom = '20161231';

export function neededDocuments({ record, filed }: Filed): NeededDocument[] {
  const persons = subjectPersons({ record, filed });
  return [
    ...(record.organiser.kind === 'unit' ? [unitDocument(record)] : []),
    ...filed.subjects
      .filter(({ required }) => required)
      .flatMap(({ id, name }) => {
        const person = persons[id];
        const own = person ? personDocuments(record, id, person) : [];
        const photo: NeededDocument = { kind: 'on-site-photo', subject: id, owner: name, fields: {} };
        return filed.channel === 'on-site' ? [...own, photo] : own;
      }),
  ];
}

function unitDocument({ organiser }: FilingRecord): NeededDocument {
  const { name, document, legalRepresentative, personInCharge } = organiser;
  return {
    kind: 'unit-document',
    owner: name,
    fields: {
      name,
      number: document.number,
      legalRepresentative: legalRepresentative?.name ?? personInCharge.name,
      address: document.address,
    },
  };
}

function personDocuments({ organiser }: FilingRecord, subject: string, person: Person): NeededDocument[] {
  const { typeId, number, validUntil } = person.document;
  const address = organiser.kind === 'individual' ? { address: organiser.document.address } : {};
  const front: NeededDocument = {
    kind: 'person-document-front',
    subject,
    owner: person.name,
    fields: { name: person.name, number, ...address },
  };
  const back: NeededDocument = {
    kind: 'person-document-back',
    subject,
    owner: person.name,
    fields: { validFrom, validUntil: validUntil ?? '长期' },
  };
  return typeId === residentIdCard ? [front, back] : [front];
}

/** The document of the case that answers a need, if it was put. */
export const putDocument = (need: NeededDocument, documents: readonly CaseDocument[]): CaseDocument | undefined =>
  documents.find((document) => document.kind === need.kind && document.subject === need.subject);

export const areDocumentsPut = (filing: Filed): boolean =>
  neededDocuments(filing).every((need) => putDocument(need, filing.filed.documents) !== undefined);
