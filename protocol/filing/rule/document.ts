/** Documents of the organiser and of all persons: numbers, validity, and whether the kind of document fits. */
import { checkValidUntil } from '../../document/validity.ts';
import { individualNature } from '../code-table.ts';
import { checkDocumentNumber, isPersonalDocument } from '../document-form.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { personsOf, type Rule } from './rule.ts';

interface DraftDocument {
  readonly typeId?: number | undefined;
  readonly number?: string | undefined;
  readonly validUntil?: string | undefined;
}

export const checkDocuments: Rule = (draft, { nowMs, codeTables }) => {
  const { organiser } = draft;
  const isIndividual = organiser?.kind === 'individual';
  const representative = ['organiser', 'legalRepresentative', 'document'];
  return [
    ...checkKindAndNature(organiser?.kind, organiser?.natureId),
    ...checkDocument(organiser?.document, ['organiser', 'document'], organiser?.kind && isIndividual, nowMs),
    ...checkNature(organiser?.natureId, organiser?.document?.typeId, codeTables.documentTypes),
    ...checkDocument(organiser?.legalRepresentative?.document, representative, true, nowMs),
    ...personsOf(draft).flatMap(({ person, keys }) =>
      checkDocument(person.document, [...keys, 'document'], true, nowMs),
    ),
  ];
};

function checkKindAndNature(kind: 'unit' | 'individual' | undefined, natureId: number | undefined): RecordFinding[] {
  if (kind === undefined || natureId === undefined) return [];
  const fits = (kind === 'individual') === (natureId === individualNature);
  return fits ? [] : [recordFinding('nature-kind-mismatch', ['organiser', 'natureId'])];
}

/** @param personal whether the document must be that of a person; undefined where it is not known whose it is */
function checkDocument(
  document: DraftDocument | undefined,
  keys: Keys,
  personal: boolean | undefined,
  nowMs: number,
): RecordFinding[] {
  if (!document) return [];
  const { typeId, number, validUntil } = document;
  const fits = typeId === undefined || personal === undefined || isPersonalDocument(typeId) === personal;
  const numberFindings = typeId === undefined || number === undefined ? [] : checkDocumentNumber(typeId, number, nowMs);
  return [
    ...(fits ? [] : [recordFinding('document-kind-mismatch', [...keys, 'typeId'])]),
    ...numberFindings.map(({ code, start, end }) => recordFinding(code, [...keys, 'number'], {}, { start, end })),
    ...(validUntil === undefined ? [] : checkValidUntil(validUntil, nowMs)).map(({ code, start, end }) =>
      recordFinding(code, [...keys, 'validUntil'], {}, { start, end }),
    ),
  ];
}

function checkNature(
  natureId: number | undefined,
  typeId: number | undefined,
  documentTypes: readonly { readonly id: number; readonly natureIds?: readonly number[] }[],
): RecordFinding[] {
  const natureIds = documentTypes.find(({ id }) => id === typeId)?.natureIds;
  const fits = natureId === undefined || natureIds === undefined || natureIds.includes(natureId);
  return fits ? [] : [recordFinding('document-nature-mismatch', ['organiser', 'document', 'typeId'])];
}
