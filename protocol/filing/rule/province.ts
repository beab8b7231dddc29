/** What the province's profile asks of the persons of a unit. */
import { recordFinding } from '../finding.ts';
import type { Rule } from './rule.ts';

export const checkProvince: Rule = ({ organiser }, { profile }) => {
  if (organiser?.kind !== 'unit') return [];
  const { legalRepresentative, personInCharge } = organiser;
  const own = ['organiser', 'personInCharge', 'name'];
  if (legalRepresentative === undefined) {
    return profile.organiserIsLegalRepresentative
      ? [recordFinding('legal-representative-missing', ['organiser', 'legalRepresentative'])]
      : [];
  }
  const expected = legalRepresentative.name;
  if (expected === undefined || personInCharge?.name === undefined || personInCharge.name === expected) return [];
  return profile.organiserIsLegalRepresentative
    ? [recordFinding('person-not-legal-representative', own)]
    : [recordFinding('authorisation-letter-needed', own)];
};
