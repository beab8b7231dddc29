/**
 * 统一社会信用代码: 1 registration authority, 1 category, 6 region, 9 organisation code, 1 check character.
 *
 * Some codes that the first trial regions issued fail the outer check and are valid all the same. A typing error in the
 * organisation code fails both checks. So one failed check is a doubt, and two are a fault.
 *
 * @see GB 32100-2015 and its amendment
 */
import { ownValue } from '../own.ts';
import { creditCheck, organisationCheck } from './check-character.ts';
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';
import { isRegion } from './region.ts';

const form = `NN${'9'.repeat(6)}${'C'.repeat(10)}`;

/** Categories by registration authority. */
const categories: Readonly<Record<string, string>> = {
  '1': '12349',
  '2': '19',
  '3': '123459',
  '4': '19',
  '5': '1239',
  '6': '129',
  '7': '129',
  '8': '19',
  '9': '123',
  A: '19',
  N: '1239',
  Y: '1',
};

/** The region code of bodies that a central authority registered. */
const national = '100000';

export function checkCreditCode(text: string): Finding[] {
  const { number, findings } = checkForm(text, [form]);
  if (number === undefined) return [...findings];
  const region = number.slice(2, 8);
  return [
    ...findings,
    ...(ownValue(categories, number.charAt(0))?.includes(number.charAt(1))
      ? []
      : [finding('credit-code-category-unknown', 0, 2)]),
    ...(region === national || isRegion(region) ? [] : [finding('region-unknown', 2, 8)]),
    ...checkCharacters(number),
  ];
}

function checkCharacters(number: string): Finding[] {
  const outerHolds = creditCheck(number.slice(0, 17)) === number.charAt(17);
  const innerHolds = organisationCheck(number.slice(8, 16)) === number.charAt(16);
  if (outerHolds && innerHolds) return [];
  if (innerHolds) return [finding('credit-code-check-doubtful', 17, 18)];
  return [outerHolds ? finding('organisation-code-check-doubtful', 8, 17) : finding('check-digit-wrong', 8, 18)];
}
