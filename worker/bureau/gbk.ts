/** GBK bytes. The runtime decodes GBK and does not encode it, so the encoder's table is made from the decoder. */
import { isGbk } from '#protocol/filing/gbk.ts';

/** @throws TypeError where the bytes are not GBK */
export const decodeGbk = (bytes: Uint8Array): string =>
  new TextDecoder('gbk', { fatal: true, ignoreBOM: true }).decode(bytes);

let table: Map<string, number> | undefined;

/** Two bytes by character, lead byte first. */
function twoBytes(): Map<string, number> {
  const decoder = new TextDecoder('gbk');
  const made = new Map<string, number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const character = decoder.decode(Uint8Array.of(lead, trail));
      if (trail !== 0x7f && character.length === 1 && isGbk(character.charCodeAt(0)) && !made.has(character)) {
        made.set(character, lead * 0x100 + trail);
      }
    }
  }
  return made;
}

/** @throws RangeError for a character that GBK does not have: printXml leaves none */
export function encodeGbk(text: string): Uint8Array {
  table ??= twoBytes();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint < 0x80) {
      bytes[length] = codePoint;
      length += 1;
      continue;
    }
    const pair = table.get(character);
    if (pair === undefined) throw new RangeError(`GBK has no U+${codePoint.toString(16)}`);
    bytes[length] = pair >> 8;
    bytes[length + 1] = pair & 0xff;
    length += 2;
  }
  return bytes.slice(0, length);
}
