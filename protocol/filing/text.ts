/** What every text of a record must be, whatever it says. */
import type { FilingCode, Values } from './finding.ts';

export interface TextFinding {
  readonly code: FilingCode;
  readonly values: Values;
  readonly start: number;
  readonly end: number;
}

/** U+FFFD is what a lenient decoder writes for bytes that are not UTF-8; the others are no characters at all. */
const undecodable = /[\uFFFD\uFFFE\uFFFF]|\p{Noncharacter_Code_Point}/u;
const loneSurrogate = /\p{Surrogate}/u;
/** Control characters, and the two that separate lines and paragraphs. */
const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Marks, embeddings, overrides and isolates of the Unicode bidirectional algorithm. */
const direction = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** @param limits least and greatest number of characters, in code points */
export function checkText(text: string, { min, max }: { readonly min: number; readonly max: number }): TextFinding[] {
  const whole = (code: FilingCode, values: Values = {}) => ({ code, values, start: 0, end: text.length });
  if (text.trim() === '') return [whole('text-blank')];
  const findings: TextFinding[] = [];
  const length = countCharacters(text);
  if (length < min) findings.push(whole('text-too-short', { min }));
  if (length > max) findings.push(whole('text-too-long', { max, length }));
  if (text !== text.trim()) findings.push(whole('text-padded'));
  for (const [code, pattern] of [
    ['text-control-character', control],
    ['text-lone-surrogate', loneSurrogate],
    ['text-undecodable', undecodable],
    ['text-direction-control', direction],
  ] as const) {
    const found = pattern.exec(text);
    if (found) findings.push({ code, values: {}, start: found.index, end: found.index + found[0].length });
  }
  return findings;
}

/** Code points, counted without a copy of the text. */
export function countCharacters(text: string): number {
  let count = text.length;
  for (let n = 1; n < text.length; n += 1) {
    const isPair = isSurrogate(text.charCodeAt(n - 1), 0xd800) && isSurrogate(text.charCodeAt(n), 0xdc00);
    if (isPair) count -= 1;
  }
  return count;
}

/** @param first 0xD800 for the first half of a character, 0xDC00 for the second */
const isSurrogate = (unit: number, first: number): boolean => unit >= first && unit < first + 0x400;
