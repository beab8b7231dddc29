import { beforeAll, describe, expect, it } from 'vitest';
import type { Font } from '../../../../worker/form/font/font.ts';
import { missingCharacters } from '../../../../worker/form/font/font.ts';
import { subsetOf } from '../../../../worker/form/font/subset.ts';
import { readTrueType } from '../../../../worker/form/font/true-type.ts';
import { fit, lineWidth, paragraph, placeCharacters, wrap } from '../../../../worker/form/layout/text.ts';
import { formKit } from '../../../../tool/filing/form-kit.ts';

let font: Font;
beforeAll(async () => {
  ({ font } = await formKit());
});

describe('the font', () => {
  it('has a glyph that is not blank for every character of GB 2312, and every ideograph up to Unicode 3', () => {
    const decoder = new TextDecoder('gbk', { fatal: true });
    const ofGb2312: string[] = [];
    for (let row = 0xb0; row <= 0xf7; row += 1) {
      // The last five places of level 1 are empty.
      for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) {
        ofGb2312.push(decoder.decode(Uint8Array.of(row, cell)));
      }
    }
    expect(ofGb2312).toHaveLength(6_763);
    const ideographs = Array.from({ length: 0x9fa6 - 0x4e00 }, (_, n) => String.fromCodePoint(0x4e00 + n));
    expect(missingCharacters(ofGb2312.join('') + ideographs.join(''), font)).toEqual([]);
  });

  it('names each character that it lacks once, and no blank', () => {
    expect(missingCharacters('某 𠮷　𠮷☑', font)).toEqual(['𠮷', '☑']);
  });

  it('draws a square for U+25A1: an outer and an inner contour', () => {
    const contours = font.contoursOf(font.glyphOf('□'.codePointAt(0)!)!);
    expect(contours.map((contour) => contour.length)).toEqual([4, 4]);
    expect(contours.flat().every(({ x, y, onCurve }) => onCurve && Number.isFinite(x) && Number.isFinite(y))).toBe(
      true,
    );
    expect(font.advanceOf(font.glyphOf('□'.codePointAt(0)!)!)).toBe(1);
  });

  it('keeps an outline that it has read, and forgets the oldest ones', () => {
    const glyphs = Array.from({ length: 2_001 }, (_, n) => font.glyphOf(0x4e00 + n)!);
    const outlines = glyphs.map((glyph) => font.contoursOf(glyph));
    expect(font.contoursOf(glyphs.at(-1)!)).toBe(outlines.at(-1));
    expect(font.contoursOf(glyphs[0]!)).not.toBe(outlines[0]);
    expect(font.contoursOf(glyphs[0]!)).toEqual(outlines[0]);
  });

  it('that is no font is refused', () => {
    expect(() => readTrueType(new Uint8Array(100))).toThrow(RangeError);
    expect(() => readTrueType(subsetOf('某', font).bytes)).toThrow('the font has no table cmap');
  });
});

describe('wrap', () => {
  it('breaks between ideographs, at the width', () => {
    expect(wrap('一二三四五六七', 30, 10, font)).toEqual(['一二三', '四五六', '七']);
  });

  it.each([
    ['一二三四，五', ['一二三', '四，五']],
    ['一二（三四', ['一二', '（三四']],
    ['一二三四》五', ['一二三', '四》五']],
  ])('starts no line with a closing mark and ends none with an opening one: %s', (text, lines) => {
    expect(wrap(text, 30, 10, font)).toEqual(lines);
  });

  it('keeps a domain whole if a line can hold it, and breaks one that no line holds', () => {
    expect(wrap('域名example.cn', 60, 10, font)).toEqual(['域名', 'example.cn']);
    const parts = wrap('averyveryverylonglabel.cn', 60, 10, font);
    expect(parts.join('')).toBe('averyveryverylonglabel.cn');
    expect(parts.length).toBeGreaterThan(1);
  });

  it('loses no character of any text, and no line is wider than the box but for the blank half of a mark', () => {
    const text = '某某（北京）科技有限公司，“备案”与 example.cn 123—456；《说明》…'.repeat(7);
    for (const width of [40, 77, 130, 400]) {
      const lines = wrap(text, width, 9, font);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(lineWidth(line, 9, font)).toBeLessThanOrEqual(width + 4.5 + 1e-6);
    }
  });
});

describe('fit', () => {
  const box = { x: 10, y: 20, width: 100, height: 18 };
  const sizes = { size: 10, minSize: 6 };

  it('keeps the size while the text fits, shrinks it, and gives up below the smallest', () => {
    expect(fit('某某公司', box, sizes, font)![0]!.size).toBe(10);
    const two = fit('某'.repeat(28), box, sizes, font)!;
    expect(two).toHaveLength(2);
    expect(two[0]!.size).toBeLessThan(10);
    expect(fit('某'.repeat(60), box, sizes, font)).toBeUndefined();
  });

  it('keeps every line in the box', () => {
    for (let length = 1; length < 32; length += 1) {
      for (const { x, baseline, size, text } of fit('某'.repeat(length), box, sizes, font)!) {
        expect(x + lineWidth(text, size, font)).toBeLessThanOrEqual(box.x + box.width + 1e-6);
        expect(baseline - 0.88 * size).toBeGreaterThanOrEqual(box.y - 1e-6);
        expect(baseline + 0.12 * size).toBeLessThanOrEqual(box.y + box.height + 1e-6);
      }
    }
  });
});

describe('a line', () => {
  it('gives quotation marks half an em, and moves the opening one into its half', () => {
    const places = placeCharacters({ kind: 'text', text: '“是”', x: 0, baseline: 0, size: 10 }, font);
    expect(places.map(({ x }) => x)).toEqual([-5, 5, 15]);
    expect(lineWidth('“是”', 10, font)).toBe(20);
  });

  it('lets the first of two marks give up its blank half', () => {
    expect(lineWidth('》（', 10, font)).toBe(15);
    expect(lineWidth('）：', 10, font)).toBe(15);
    expect(lineWidth('》某', 10, font)).toBe(20);
  });

  it('of a paragraph fills the width, but for the last', () => {
    const marks = paragraph('某'.repeat(25), { x: 0, width: 105, baseline: 50 }, { size: 10, pitch: 16 }, font);
    expect(marks.map(({ text }) => text.length)).toEqual([8, 10, 7]);
    const ends = marks.map(({ text, x, spacing = 0 }) => x + text.length * 10 + (text.length - 1) * spacing);
    expect(ends).toEqual([expect.closeTo(105), expect.closeTo(105), 70]);
  });
});
