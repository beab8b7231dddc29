/** Bytes as text. */

export const toHex = (bytes: Uint8Array): string => textOf(bytes, (byte) => byte.toString(16).padStart(2, '0'));

/** Without padding. */
export const toBase64url = (bytes: Uint8Array): string =>
  btoa(textOf(bytes, (byte) => String.fromCharCode(byte)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** A loop, because some pages replace `Array.from` by a function that ignores its second argument. */
function textOf(bytes: Uint8Array, write: (byte: number) => string): string {
  let text = '';
  for (const byte of bytes) text += write(byte);
  return text;
}
