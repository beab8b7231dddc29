import { hostOf, isUnder, readDomain } from '#protocol/filing/domain.ts';
import { describe, expect, it } from 'vitest';

describe('readDomain', () => {
  it.each([
    ['example.cn', 'example.cn'],
    ['www.example.cn', 'example.cn'],
    ['example.com.cn', 'example.com.cn'],
    ['a.bj.cn', 'a.bj.cn'],
    ['com.cn', undefined],
    ['bj.cn', undefined],
    ['公司.cn', undefined],
    ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['xn--fsqu00a.xn--fiqs8s', 'xn--fsqu00a.xn--fiqs8s'],
    ['站.例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['例子.公司.cn', 'xn--fsqu00a.xn--55qx5d.cn'],
    ['shop.github.io', 'github.io'],
  ])('%s is registered as %s', (text, registrable) => {
    expect(readDomain(text)).toMatchObject({ registrable, hasKnownSuffix: true });
  });

  it('gives a Chinese domain both ways, whichever way it came', () => {
    const both = { unicode: '例子.中国', ascii: 'xn--fsqu00a.xn--fiqs8s' };
    expect(readDomain('例子.中国')).toMatchObject(both);
    expect(readDomain('xn--fsqu00a.xn--fiqs8s')).toMatchObject(both);
  });

  it('knows no ending that the Public Suffix List lacks', () => {
    expect(readDomain('example.nowhere')?.hasKnownSuffix).toBe(false);
  });

  it.each([
    ['', 'nothing'],
    ['localhost', 'no dot'],
    ['.cn', 'an empty label'],
    ['example..cn', 'an empty label'],
    ['example.cn.', 'a dot at the end'],
    ['-example.cn', 'a hyphen at the start'],
    ['example-.cn', 'a hyphen at the end'],
    ['exa_mple.cn', 'an underscore'],
    ['exa mple.cn', 'a blank'],
    ['https://example.cn', 'an address'],
    ['example.cn/a', 'a path'],
    ['47.0.0.1', 'an IP address'],
    [`${'a'.repeat(64)}.cn`, 'a label of 64'],
    [`${'a.'.repeat(127)}cn`, 'more than 253'],
    ['例子。中国', 'an ideographic full stop'],
    ['ｅxample.cn', 'a fullwidth letter'],
    ['Example.cn', 'a capital'],
    ['xn--99999999999.cn', 'punycode that does not decode'],
    ['xn--a-.cn', 'punycode of plain letters'],
    ['xn--fsqu00a.中国', 'one label each way'],
    ['💬.cn', 'a picture'],
    ['a\uD800.cn', 'half of a character'],
  ])('refuses %j: %s', (text) => expect(readDomain(text)).toBeUndefined());
});

describe('hostOf', () => {
  it.each([
    ['https://www.example.cn/a?b=c#d', 'www.example.cn'],
    ['http://example.cn:8080', 'example.cn'],
    ['WWW.Example.cn', 'www.example.cn'],
    ['https://例子.中国/', 'xn--fsqu00a.xn--fiqs8s'],
    ['https://example.cn?x', 'example.cn'],
    ['https://example.com@example.cn/', undefined],
    ['https://example.cn\\@example.com/', undefined],
    ['ftp://example.cn/', undefined],
    ['https:///example.cn', undefined],
    ['https://47.0.0.1/', undefined],
    ['https://example.cn/a b', undefined],
  ])('%s', (url, ascii) => expect(hostOf(url)?.ascii).toBe(ascii));
});

it('isUnder respects labels', () => {
  expect(isUnder('example.cn', 'example.cn')).toBe(true);
  expect(isUnder('a.example.cn', 'example.cn')).toBe(true);
  expect(isUnder('badexample.cn', 'example.cn')).toBe(false);
  expect(isUnder('example.cn.evil.cn', 'example.cn')).toBe(false);
});
