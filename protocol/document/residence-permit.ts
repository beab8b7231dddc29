/** 港澳居民居住证 and 台湾居民居住证: the form of a resident ID, with the place of origin instead of a region. */
import { checkBirthDate } from './birth-date.ts';
import { mod11Radix2 } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';

/** Codes at the start of the number, by where the holder comes from. */
const prefixes = { 'hong-kong-or-macao': ['810000', '820000'], taiwan: ['830000'] } as const;

/** @see 《港澳台居民居住证申领发放办法》 (国办发〔2018〕81号) */
export function checkResidencePermit(text: string, origin: keyof typeof prefixes, nowMs: number): Finding[] {
  const { number, findings } = checkForm(text, [`${'9'.repeat(17)}X`]);
  if (number === undefined) return [...findings];
  const known = prefixes[origin].some((prefix) => number.startsWith(prefix));
  return [
    ...findings,
    ...(known ? [] : [finding('prefix-wrong', 0, 6)]),
    ...checkBirthDate(number.slice(6, 14), 6, 14, nowMs),
    ...(mod11Radix2(number.slice(0, 17)) === number.charAt(17) ? [] : [finding('check-digit-wrong', 17, 18)]),
  ];
}
