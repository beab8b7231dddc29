/** The font that a PDF embeds: small, and a font file in its own right. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Font } from '../../../../worker/form/font/font.ts';
import { subsetOf, subsetUnitsPerEm } from '../../../../worker/form/font/subset.ts';
import { formKit } from '../../../../tool/filing/form-kit.ts';

let font: Font;
beforeAll(async () => {
  ({ font } = await formKit());
});

/** Offset and length of each table, by its tag. */
function tablesOf(bytes: Uint8Array): Map<string, readonly [offset: number, length: number, sum: number]> {
  const view = new DataView(bytes.buffer);
  return new Map(
    Array.from({ length: view.getUint16(4) }, (_, n) => {
      const at = 12 + 16 * n;
      const tag = new TextDecoder().decode(bytes.subarray(at, at + 4));
      return [tag, [view.getUint32(at + 8), view.getUint32(at + 12), view.getUint32(at + 4)]] as const;
    }),
  );
}

const sumOf = (view: DataView, offset: number, length: number) => {
  let sum = 0;
  for (let at = offset; at < offset + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
};

describe('a subset', () => {
  it('has each character once, by its number, with its width; a character that the font lacks is blank', () => {
    const { characters, advances } = subsetOf('核a验𬭊a·•核𠮷', font);
    expect(characters).toEqual(['a', '·', '•', '核', '验', '𠮷', '𬭊']);
    const widths = characters.map((character) => font.advanceOf(font.glyphOf(character.codePointAt(0)!) ?? 0));
    expect(advances).toEqual(widths.map((width) => Math.round(width * subsetUnitsPerEm)));
  });

  it('has what a PDF needs and nothing else: six tables, sorted, each with its sum, and a file with the sum of fonts', () => {
    const { bytes } = subsetOf('信息真实性核验单 example.cn', font);
    const view = new DataView(bytes.buffer);
    const tables = tablesOf(bytes);
    expect([...tables.keys()]).toEqual(['glyf', 'head', 'hhea', 'hmtx', 'loca', 'maxp']);
    for (const [tag, [offset, length, sum]] of tables) {
      expect(offset % 4).toBe(0);
      // The head's sum is taken with an adjustment of 0.
      const adjustment = tag === 'head' ? view.getUint32(offset + 8) : 0;
      expect((sumOf(view, offset, (length + 3) & ~3) - adjustment) >>> 0, tag).toBe(sum);
    }
    expect(sumOf(view, 0, bytes.length)).toBe(0xb1b0_afba);
  });

  it('finds its last glyph, whether offsets are short or long', () => {
    const everything = Array.from({ length: 1_500 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    for (const [text, size] of [
      ['核验单', 2],
      [everything, 4],
    ] as const) {
      const { bytes, characters } = subsetOf(text, font);
      const tables = tablesOf(bytes);
      const view = new DataView(bytes.buffer);
      const [loca, length] = tables.get('loca')!;
      expect(length).toBe(size * (characters.length + 2));
      const last = size === 2 ? 2 * view.getUint16(loca + length - 2) : view.getUint32(loca + length - 4);
      expect(last).toBeLessThanOrEqual(tables.get('glyf')![1]);
      expect(tables.get('glyf')![1] - last).toBeLessThan(4);
    }
  });
});
