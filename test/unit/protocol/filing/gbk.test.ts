import { gbkLength, isGbk, outsideGbk } from '#protocol/filing/gbk.ts';
import { expect, it } from 'vitest';

/** Two-byte characters of the runtime's decoder. It reads GB 18030, of which GBK is a part. */
function decoded(): Set<number> {
  const decoder = new TextDecoder('gbk');
  const found = new Set<number>();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = decoder.decode(Uint8Array.of(lead, trail));
      if ([...text].length === 1 && trail !== 0x7f && text !== '\uFFFD') found.add(text.codePointAt(0)!);
    }
  }
  return found;
}

it('has the 21 791 characters that decoders of GBK agree on', () => {
  const actual = Array.from({ length: 0x110000 - 0x80 }, (_, n) => n + 0x80).filter(isGbk);
  const known = decoded();
  expect(actual).toHaveLength(21_791);
  expect(actual.filter((codePoint) => !known.has(codePoint))).toEqual([]);
  expect(actual.some((codePoint) => codePoint >= 0xe000 && codePoint <= 0xf8ff)).toBe(false);
});

it('counts bytes, and 4 for what is outside', () => {
  expect(gbkLength('abc')).toBe(3);
  expect(gbkLength('备案')).toBe(4);
  expect(gbkLength('𠮷ئ')).toBe(8);
  expect(outsideGbk('王𠮷€·𠮷ئۇيغۇر')).toEqual(['𠮷', '€', 'ئ', 'ۇ', 'ي', 'غ', 'ر']);
});
