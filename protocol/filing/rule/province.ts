/** What the province's profile asks of the persons of a unit. */
import { recordFinding } from '../finding.ts';
import { isLegalRepresentative } from '../subject.ts';
import { personsOf, type Rule } from './rule.ts';

export const checkProvince: Rule = (draft, { profile }) => {
  const { organiser } = draft;
  if (organiser?.kind !== 'unit') return [];
  const { legalRepresentative } = organiser;
  if (legalRepresentative === undefined) {
    return profile.organiserIsLegalRepresentative
      ? [recordFinding('legal-representative-missing', ['organiser', 'legalRepresentative'])]
      : [];
  }
  const { name, document } = legalRepresentative;
  if (name === undefined) return [];
  return personsOf(draft).flatMap(({ person, keys }) => {
    if (person.name === undefined || isLegalRepresentative({ name, document }, { ...person, name: person.name }))
      return [];
    const isForbidden = profile.organiserIsLegalRepresentative && keys[0] === 'organiser';
    return [
      recordFinding(isForbidden ? 'person-not-legal-representative' : 'authorisation-letter-needed', [...keys, 'name']),
    ];
  });
};
