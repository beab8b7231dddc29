/** Check characters of the numbers on Chinese documents. Each function takes the number without its check character. */

const sumOf = (values: readonly number[], weights: readonly number[]): number =>
  values.reduce((sum, value, n) => sum + value * weights[n]!, 0);

const residentWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** ISO 7064 MOD 11-2 over 17 digits. @see GB 11643-1999 */
export const mod11Radix2 = (digits: string): string =>
  '10X98765432'.charAt(sumOf([...digits].map(Number), residentWeights) % 11);

/** The characters of a credit code: 0 counts 0 and Y counts 30. I, O, S, V and Z are left out. */
export const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Check character of a unified social credit code, over 17 characters. @see GB 32100-2015 */
export function creditCheck(body: string): string {
  const values = [...body].map((character) => creditAlphabet.indexOf(character));
  return creditAlphabet.charAt((31 - (sumOf(values, creditWeights) % 31)) % 31);
}

const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of an organisation code, over 8 characters; A counts 10 and Z counts 35. @see GB 11714-1997 */
export function organisationCheck(body: string): string {
  const values = [...body].map((character) => Number.parseInt(character, 36));
  const check = 11 - (sumOf(values, organisationWeights) % 11);
  return check === 10 ? 'X' : String(check % 11);
}

/** ISO 7064 MOD 11,10 over 14 digits. @see GS 15-2006 */
export function mod11Hybrid10(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** Check digit of machine-readable travel documents, weights 7 3 1; A counts 10 and Z counts 35. @see ICAO 9303-3 §4.9 */
export const machineReadableCheck = (body: string): string =>
  String([...body].reduce((sum, character, n) => sum + Number.parseInt(character, 36) * [7, 3, 1][n % 3]!, 0) % 10);
