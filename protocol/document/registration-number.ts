/**
 * 营业执照注册号, 15 digits: 6 region, 8 order, 1 check digit. The credit code replaced it from 2015 on.
 *
 * Two forms on the registers have no check digit: farmers' cooperatives (NA after the region, X at the end) and some
 * counties of Shanxi (A at the ninth place).
 *
 * @see GS 15-2006
 */
import { mod11Hybrid10 } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';
import { isRegion } from './region.ts';

const form = '9'.repeat(15);
const rare = /^\d{6}(NA\d{6}X|\d{2}A\d{6})$/;

export function checkRegistrationNumber(text: string): Finding[] {
  if (rare.test(text)) return [...checkRegion(text), finding('registration-number-form-rare', 0, 15)];
  const { number, findings } = checkForm(text, [form]);
  if (number === undefined) return [...findings];
  const check = mod11Hybrid10(number.slice(0, 14)) === number.charAt(14) ? [] : [finding('check-digit-wrong', 14, 15)];
  return [...findings, ...checkRegion(number), ...check];
}

/** The region is that of the registry. The State Administration itself has 100000. */
const checkRegion = (number: string): Finding[] =>
  number.startsWith('100000') || isRegion(number.slice(0, 6)) ? [] : [finding('region-unknown', 0, 6)];
