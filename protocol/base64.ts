const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 with padding. @see RFC 4648 §4 */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let n = 0; n < bytes.length; n += 3) {
    const group = (bytes[n]! << 16) | ((bytes[n + 1] ?? 0) << 8) | (bytes[n + 2] ?? 0);
    const characters = [18, 12, 6, 0].map((shift) => alphabet[(group >> shift) & 63]!).join('');
    parts.push(characters.slice(0, 1 + Math.min(3, bytes.length - n)).padEnd(4, '='));
  }
  return parts.join('');
}

/** @returns undefined unless the text is base64 as `base64` writes it */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  const length = (text.length / 4) * 3 - (text.length - text.replace(/=+$/, '').length);
  const bytes = new Uint8Array(length);
  for (let n = 0; n < text.length; n += 4) {
    const [a = 0, b = 0, c = 0, d = 0] = Array.from(text.slice(n, n + 4), (each) =>
      Math.max(0, alphabet.indexOf(each)),
    );
    const group = (a << 18) | (b << 12) | (c << 6) | d;
    bytes.set([group >> 16, (group >> 8) & 255, group & 255].slice(0, length - (n / 4) * 3), (n / 4) * 3);
  }
  return bytes;
}
