/** 护照, of any country: letters and digits. Chinese ones have 9 characters; other countries have other lengths. */
import { finding, type Finding } from './finding.ts';
import { checkForm } from './form.ts';

/** Shortest and longest number accepted. Convention: ICAO 9303 prints 9 characters and lets a country use more. */
const lengths = { shortest: 5, longest: 17 };
const masks = Array.from({ length: lengths.longest - lengths.shortest + 1 }, (_, n) =>
  'N'.repeat(lengths.shortest + n),
);

export function checkPassport(text: string): Finding[] {
  const { number, findings } = checkForm(text, masks);
  const unusual = number !== undefined && number.length !== 8 && number.length !== 9;
  return [...findings, ...(unusual ? [finding('passport-length-unusual', 0, number.length)] : [])];
}
