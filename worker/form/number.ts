/** A form's number: 128 random bits, so that nobody finds a form by trying numbers. */

/** Crockford's base 32: no I, L, O or U, which are mistaken for others on paper. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const formNumberBytes = 16;

/** "BH-" and 26 characters. @param random 16 bytes */
export function formNumber(random: Uint8Array): string {
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let text = '';
  for (let n = 0; n < 26; n += 1) {
    text = alphabet[Number(bits & 31n)] + text;
    bits >>= 5n;
  }
  return `BH-${text}`;
}

/** Whether a text has the form of a number, so that it is worth looking up. */
export const isFormNumber = (text: string): boolean => /^BH-[0-7][0-9A-HJKMNP-TV-Z]{25}$/.test(text);
