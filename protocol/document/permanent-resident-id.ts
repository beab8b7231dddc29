/**
 * 外国人永久居留身份证.
 *
 *     since 2023-12-01: 9, 2 digits province, 3 country (ISO 3166-1 numeric), 8 date of birth, 3 order, 1 check character
 *     before:           3 letters country, 4 digits region, 6 date of birth (YYMMDD), 1 sex, 1 check digit
 *
 * Both are in use. The layout of the old number is not published: it was read from specimens, so its check digit and its
 * region give doubts only.
 */
import { checkBirthDate } from './birth-date.ts';
import { beijingDate } from './calendar.ts';
import { machineReadableCheck, mod11Radix2 } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';
import { isCity, isProvince } from './region.ts';

const form = `${'9'.repeat(17)}X`;
const oldForm = `AAA${'9'.repeat(12)}`;

export function checkPermanentResidentId(text: string, nowMs: number): Finding[] {
  const { number, findings } = checkForm(text, [form, oldForm]);
  if (number === undefined) return [...findings];
  return [...findings, ...(number.length === form.length ? checkNew(number, nowMs) : checkOld(number, nowMs))];
}

function checkNew(number: string, nowMs: number): Finding[] {
  return [
    ...(number.startsWith('9') ? [] : [finding('prefix-wrong', 0, 1)]),
    ...(isProvince(number.slice(1, 3)) ? [] : [finding('region-unknown', 1, 3)]),
    ...checkBirthDate(number.slice(6, 14), 6, 14, nowMs),
    ...(mod11Radix2(number.slice(0, 17)) === number.charAt(17) ? [] : [finding('check-digit-wrong', 17, 18)]),
  ];
}

/** The year has two digits. It is read in the later century, or in 19YY where that gives fewer findings. */
function checkOld(number: string, nowMs: number): Finding[] {
  const year = Number(number.slice(7, 9));
  const century = 2000 + year <= beijingDate(nowMs).year ? '20' : '19';
  const birth = checkBirthDate(`${century}${number.slice(7, 13)}`, 7, 13, nowMs);
  const elder = checkBirthDate(`19${number.slice(7, 13)}`, 7, 13, nowMs);
  return [
    finding('permanent-resident-id-15-characters', 0, 15),
    ...(isCity(number.slice(3, 7)) ? [] : [finding('region-unknown', 3, 7)]),
    ...(elder.length < birth.length ? elder : birth),
    ...(machineReadableCheck(number.slice(0, 14)) === number.charAt(14)
      ? []
      : [finding('permanent-resident-id-check-doubtful', 14, 15)]),
  ];
}
