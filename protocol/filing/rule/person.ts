/** Names and contacts of persons, and who must be the same person. */
import type { Draft, DraftRecord } from '../draft.ts';
import { recordFinding, type FilingCode, type Keys, type RecordFinding } from '../finding.ts';
import type { Person } from '../record.ts';
import { personsOf, type Rule } from './rule.ts';

export const checkPersons: Rule = (draft) => [
  ...personsOf(draft).flatMap(({ person, keys }) => checkPerson(person, keys, draft.organiser?.kind === 'unit')),
  ...checkName(draft.organiser?.legalRepresentative?.name, ['organiser', 'legalRepresentative', 'name']),
  ...checkIndividual(draft),
];

const mobile = /^1[3-9]\d{9}$/;
const phone = /^(?=.{11,})\d+(-\d+)*$/;
const emailAddress = /^[^\s@,;<>()[\]\\"]+@[^\s@.,;<>()[\]\\"]+(\.[^\s@.,;<>()[\]\\"]+)+$/;

function checkPerson(person: Draft<Person>, keys: Keys, ofUnit: boolean): RecordFinding[] {
  return [
    ...checkName(person.name, [...keys, 'name']),
    ...each(person.mobile, mobile, 'mobile-malformed', [...keys, 'mobile']),
    ...(ofUnit && person.officePhone === undefined ? [recordFinding('field-missing', [...keys, 'officePhone'])] : []),
    ...each(person.officePhone, phone, 'phone-malformed', [...keys, 'officePhone']),
    ...each(person.emergencyPhone, phone, 'phone-malformed', [...keys, 'emergencyPhone']),
    ...each(person.email, emailAddress, 'email-malformed', [...keys, 'email']),
  ];
}

/** Checks each of several values that are separated by ";". */
function each(text: string | undefined, pattern: RegExp, code: FilingCode, keys: Keys): RecordFinding[] {
  if (text === undefined) return [];
  let start = 0;
  return text.split(';').flatMap((value) => {
    const place = { start, end: start + value.length };
    start = place.end + 1;
    return pattern.test(value) ? [] : [recordFinding(code, keys, {}, place)];
  });
}

/** Letters of any script, and what stands between the parts of a name: ·, ‧ or • for Uyghur ones, blank, hyphen, '. */
const personalName = /^[\p{L}\p{M}\u00B7\u2027\u2022\u30FB '’.-]+$/u;

const checkName = (name: string | undefined, keys: Keys): RecordFinding[] =>
  name === undefined || personalName.test(name) ? [] : [recordFinding('name-not-personal', keys)];

/** Of an individual, the organiser and all persons in charge are one person. */
function checkIndividual(draft: DraftRecord): RecordFinding[] {
  const { organiser } = draft;
  if (organiser?.kind !== 'individual') return [];
  const foreign = (['superior', 'legalRepresentative'] as const).filter((key) => organiser[key] !== undefined);
  return [
    ...foreign.map((key) => recordFinding('unit-field-of-individual', ['organiser', key])),
    ...personsOf(draft).flatMap(({ person, keys }) => [
      ...differs(organiser.name, person.name, [...keys, 'name']),
      ...differs(organiser.document?.typeId, person.document?.typeId, [...keys, 'document', 'typeId']),
      ...differs(organiser.document?.number, person.document?.number, [...keys, 'document', 'number']),
    ]),
  ];
}

const differs = (expected: unknown, value: unknown, keys: Keys): RecordFinding[] =>
  expected === undefined || value === undefined || expected === value ? [] : [recordFinding('person-differs', keys)];
