import { parseXml, printXml, XmlError, element, leaf, maybeLeaf } from '../../../../worker/bureau/xml.ts';
import { decodeGbk, encodeGbk } from '../../../../worker/bureau/gbk.ts';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../assess/synthetic/random.ts';

const printed = (value: string) => printXml(leaf('a', value));

describe('printXml', () => {
  it('leaves out what has no value', () => {
    expect(printXml(element('a', leaf('b', 1), maybeLeaf('c', undefined)))).toBe(
      '<?xml version="1.0" encoding="GBK"?>\n<a><b>1</b></a>',
    );
  });

  it.each([
    ['a<b & "c">', '&lt;', '&amp;'],
    ['王𠮷', '王&#x20BB7;', ''],
    ['买买提·ئۇيغۇر', '买买提·&#x626;', ''],
    ['1€', '1&#x20AC;', ''],
  ])('writes %s so that every reader gets it back', (text, ...parts) => {
    for (const part of parts) expect(printed(text)).toContain(part);
    expect(printed(text)).not.toContain('?</a>');
    expect(parseXml(decodeGbk(encodeGbk(printed(text)))).children).toEqual([text]);
  });

  it('brings every character back that XML allows', () => {
    const random = createRandom(4);
    for (let n = 0; n < 2_000; n += 1) {
      const codePoints = Array.from({ length: 20 }, () => Math.floor(random() * 0x110000));
      const allowed = codePoints.filter((c) => c >= 0x20 && (c < 0xd800 || c > 0xdfff) && c !== 0xfffe && c !== 0xffff);
      const text = `${String.fromCodePoint(...allowed)}\t\n\r`;
      expect(parseXml(decodeGbk(encodeGbk(printed(text)))).children).toEqual([text]);
    }
  });
});

describe('parseXml', () => {
  it('reads comments, instructions, data and both quotes', () => {
    const root = parseXml(
      `<?xml version='1.0'?><!-- a --><?b c?><a b='1"' c="2'"><!-- <x> --><![CDATA[<d>]]>&#65;&#x42;</a>\n`,
    );
    expect(root).toEqual({ name: 'a', attributes: { b: '1"', c: "2'" }, children: ['<d>', 'AB'] });
  });

  it.each([
    ['', 'nothing'],
    ['<a>', 'no end'],
    ['<a></b>', 'another end'],
    ['<a/><b/>', 'two roots'],
    ['<a/>x', 'text after the end'],
    ['<a b="1" b="2"/>', 'an attribute twice'],
    ['<a b=1/>', 'no quotes'],
    ['<a>&x;</a>', 'an entity'],
    ['<a>&#0;</a>', 'a reference to no character'],
    ['<a>&#xD800;</a>', 'a reference to half of a character'],
    ['<a>&amp</a>', 'a reference that does not end'],
    ['<a>]]></a>', 'an end of data'],
    ['<a>\u0001</a>', 'a control character'],
    ['<!DOCTYPE a [<!ENTITY x "y">]><a/>', 'a document type'],
    ['<a><!-- -- --></a>', 'hyphens in a comment'],
    ['<a:b/>', 'a name space'],
    [`${'<a>'.repeat(100)}${'</a>'.repeat(100)}`, 'a hundred levels'],
  ])('refuses %j: %s', (text) => expect(() => parseXml(text)).toThrow(XmlError));

  it('reads long comments, instructions, data and texts', () => {
    const long = 'x &amp;'.repeat(500_000);
    const root = parseXml(`<a><!--${long}--><?b ${long}?><![CDATA[${long}]]>${long}</a>`);
    expect(root.children.map((child) => String(child).length)).toEqual([long.length, 3 * 500_000]);
  });

  it('reads a megabyte of nonsense in a moment', () => {
    for (const part of ['<', '<a ', '<!--', '<![CDATA[', '&', '<?a ', '<a b="', ' \t']) {
      expect(() => parseXml(part.repeat(1_000_000 / part.length))).toThrow(XmlError);
    }
  });
});

it('encodeGbk refuses what GBK does not have', () => expect(() => encodeGbk('𠮷')).toThrow(RangeError));
it('decodeGbk refuses other bytes', () => expect(() => decodeGbk(Uint8Array.of(0x81, 0x20))).toThrow(TypeError));
