/** 居民身份证: 6 digits region, 8 date of birth, 3 order (odd for men), 1 check character. The old card has 15 digits. */
import { checkBirthDate } from './birth-date.ts';
import { mod11Radix2 } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';
import { isRegion } from './region.ts';

const form = `${'9'.repeat(17)}X`;
const oldForm = '9'.repeat(15);

/**
 * The old number has a year of two digits and no check character. It was issued until 1999, so the year is 19YY.
 *
 * @see GB 11643-1999
 */
export function checkResidentId(text: string, nowMs: number): Finding[] {
  const { number, findings } = checkForm(text, [form, oldForm]);
  if (number === undefined) return [...findings];
  const region = isRegion(number.slice(0, 6)) ? [] : [finding('region-unknown', 0, 6)];
  if (number.length === oldForm.length) {
    return [
      ...findings,
      finding('resident-id-15-digits', 0, 15),
      ...region,
      ...checkBirthDate(`19${number.slice(6, 12)}`, 6, 12, nowMs),
    ];
  }
  const check = mod11Radix2(number.slice(0, 17)) === number.charAt(17) ? [] : [finding('check-digit-wrong', 17, 18)];
  return [...findings, ...region, ...checkBirthDate(number.slice(6, 14), 6, 14, nowMs), ...check];
}
