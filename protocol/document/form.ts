/** The outer form of a number: its length, and the characters that each position allows. */
import { ownValue } from '../own.ts';
import { creditAlphabet } from './check-character.ts';
import { finding, type Finding } from './finding.ts';

/** The characters that a position allows, by the mask's character. */
const classes: Readonly<Record<string, RegExp>> = {
  '9': /[0-9]/,
  A: /[A-Z]/,
  N: /[0-9A-Z]/,
  X: /[0-9X]/,
  C: new RegExp(`[${creditAlphabet}]`),
  H: /[HM]/,
  '-': /-/,
};

/** A number whose outer form was checked. */
export interface Checked {
  /** The number in capital letters, where every character could be read, so that what it says can be checked too. */
  readonly number: string | undefined;
  readonly findings: readonly Finding[];
}

/**
 * Checks length and characters. A small letter is a finding, and the number is then read as if it were a capital.
 *
 * @param masks the forms, of different lengths; each character names the class that its position allows
 */
export function checkForm(text: string, masks: readonly string[]): Checked {
  const mask = masks.find(({ length }) => length === text.length);
  if (mask === undefined) return { number: undefined, findings: [finding('length-wrong', 0, text.length)] };
  const findings: Finding[] = [];
  let number = '';
  let readable = true;
  for (let n = 0; n < text.length; n += 1) {
    const character = text.charAt(n);
    const capital = /[a-z]/.test(character) ? character.toUpperCase() : character;
    if (!ownValue(classes, mask.charAt(n))!.test(capital)) {
      readable = false;
      findings.push(finding('character-invalid', n, n + 1));
    } else if (capital !== character) {
      findings.push(finding('letter-lowercase', n, n + 1));
    }
    number += capital;
  }
  return { number: readable ? number : undefined, findings };
}
