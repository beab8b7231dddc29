/**
 * The documents that a case has and those that it lacks, with what the record says they show. Which documents are needed is the
 * verifier's to say: an open case lists what is missing. Pure.
 */
import { documentKinds, type CaseDocument, type DocumentKind } from '#protocol/case/document.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';
import { subjectPersons, type Filed } from './subject.ts';

/** A document of the case. */
export interface NeededDocument {
  readonly kind: DocumentKind;
  readonly subject?: string;
  /** Which of several approvals, from 1. */
  readonly place?: number;
  /** Whose it is, for people. */
  readonly owner: string;
  readonly fields: Readonly<Record<string, string>>;
  /** As the case has it, if it was put. */
  readonly put?: CaseDocument;
}

type Named = Pick<CaseDocument, 'kind' | 'subject' | 'place'>;

/** In the order of the kinds. */
export function neededDocuments(filing: Filed): NeededDocument[] {
  const { documents } = filing.filed;
  const put = documents.map((document) => ({ ...described(document, filing), put: document }));
  const missing = missingOf(filing).map((named) => described(named, filing));
  return [...put, ...missing].toSorted((a, b) => documentKinds.indexOf(a.kind) - documentKinds.indexOf(b.kind));
}

export const areDocumentsPut = (filing: Filed): boolean => missingOf(filing).length === 0;

const missingOf = ({ filed }: Filed): Named[] =>
  filed.reasons.flatMap(({ cause, about, document }) => {
    if (cause !== 'document-missing') return [];
    // Several approvals are told apart by their place: `approval 2`.
    const [name, place] = document?.split(' ') ?? [];
    const kind = documentKinds.find((each) => each === name);
    return kind
      ? [{ kind, ...(about !== undefined && { subject: about }), ...(place && { place: Number(place) }) }]
      : [];
  });

function described({ kind, subject, place }: Named, filing: Filed): NeededDocument {
  const { record } = filing;
  const person = subject === undefined ? undefined : subjectPersons(filing)[subject];
  return {
    kind,
    ...(subject !== undefined && { subject }),
    ...(place !== undefined && { place }),
    owner: person?.name ?? record.organiser.name,
    fields: fieldsOf(kind, record, person, place),
  };
}

/** The first day of the example cards. */
const validFrom = '20161231';

function fieldsOf(
  kind: DocumentKind,
  { organiser, services }: FilingRecord,
  person: Person | undefined,
  place: number | undefined,
): Readonly<Record<string, string>> {
  switch (kind) {
    case 'unit-document':
      return {
        name: organiser.name,
        number: organiser.document.number,
        legalRepresentative: organiser.legalRepresentative?.name ?? organiser.personInCharge.name,
        address: organiser.document.address,
      };
    case 'person-document-front':
      return {
        name: person?.name ?? '',
        number: person?.document.number ?? '',
        ...(organiser.kind === 'individual' && { address: organiser.document.address }),
      };
    case 'person-document-back':
      return { validFrom, validUntil: person?.document.validUntil ?? '长期' };
    case 'approval':
      return { number: services.flatMap(({ approvals }) => approvals)[(place ?? 1) - 1]?.number ?? '' };
    default:
      return {};
  }
}
