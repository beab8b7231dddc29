/** 组织机构代码: 8 characters and a check character, with a hyphen between them or without. @see GB 11714-1997 */
import { organisationCheck } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';

const form = `${'N'.repeat(8)}X`;
const hyphenated = `${'N'.repeat(8)}-X`;

export function checkOrganisationCode(text: string): Finding[] {
  const { number, findings } = checkForm(text, [form, hyphenated]);
  if (number === undefined || organisationCheck(number.slice(0, 8)) === number.at(-1)) return [...findings];
  return [...findings, finding('check-digit-wrong', number.length - 1, number.length)];
}
