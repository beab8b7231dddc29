import { readJson } from '#protocol/filing/read-json.ts';
import { limits } from '#protocol/limits.ts';
import { describe, expect, it } from 'vitest';

const codes = (text: string) => readJson(text).faults.map(({ code, path }) => `${code} ${path}`);

describe('readJson', () => {
  it.each(['{"a":1}', '[]', 'null', '{"a":{"b":1},"c":{"b":2}}', '[{"a":1},{"a":2}]', '{"a":"a","b":":\\"a\\":{"}'])(
    'reads %s',
    (text) => expect(readJson(text)).toEqual({ value: JSON.parse(text), faults: [] }),
  );

  it.each([
    ['{"a":1,"a":2}', ['json-key-repeated /a']],
    ['{"a":1,"\\u0061":2}', ['json-key-repeated /a']],
    ['{"a":[{"b":1},{"b":1,"c":[],"b" : 2}]}', ['json-key-repeated /a/1/b']],
    ['{"a":1,"a":{"b":1,"b":2}}', ['json-key-repeated /a', 'json-key-repeated /a/b']],
    ['{"a":1,}', ['json-malformed ']],
    ['', ['json-malformed ']],
    ['\uFEFF{}', ['json-byte-order-mark ']],
  ])('%s', (text, expected) => expect(codes(text)).toEqual(expected));

  it('refuses GBK, whose bytes are not UTF-8', () => {
    // 备案 in GBK.
    const bytes = Uint8Array.of(0x7b, 0x22, 0xb1, 0xb8, 0xb0, 0xb8, 0x22, 0x3a, 0x31, 0x7d);
    expect(codes(new TextDecoder().decode(bytes))).toEqual(['json-not-utf8 ']);
  });

  it('reads a text of megabytes and a million levels', () => {
    const long = JSON.stringify({ a: '备\\"'.repeat(2_000_000) });
    expect(readJson(long).faults).toEqual([]);
    expect(readJson(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`).faults).toEqual([]);
  });

  it('refuses more than 50 MB before it parses', () => {
    expect(codes(' '.repeat(limits.filing.jsonCharacters + 1))).toEqual(['json-too-large ']);
  });
});
