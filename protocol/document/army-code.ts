/** 部队代号: 4 or 5 digits, the first not 0. It has no check digit. */
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';

export function checkArmyCode(text: string): Finding[] {
  const { number, findings } = checkForm(text, ['9999', '99999']);
  return [...findings, ...(number?.startsWith('0') ? [finding('prefix-wrong', 0, 1)] : [])];
}
