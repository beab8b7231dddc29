/** Codes of interface V3.0: what each means, and that none is missing. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { knownCodes, meaningOfCode, ministryCode } from '../../../../../worker/bureau/v3/codes.ts';

const published = '../shared/reference/miit-v3/return-codes.txt';

describe('a code', () => {
  it.each([
    [0, 'none'],
    [4, 'operate'],
    [5, 'operate'],
    [15, 'wait'],
    [19, 'operate'],
    [20, 'wait'],
    [22, 'operate'],
    [901, 'wait'],
    [902, 'wait'],
    [1001, 'none'],
    [1002, 'correct'],
    [1005, 'correct'],
    [1060, 'none'],
    [1062, 'none'],
    [5001, 'operate'],
    [2001, 'operate'],
    [2998, 'none'],
    [3998, 'none'],
    [77, 'operate'],
    [1500, 'correct'],
    [7777, 'correct'],
  ])('%d has the remedy %s', (code, remedy) => {
    expect(ministryCode(code).remedy).toBe(remedy);
  });

  it('of a result is never waited for: nothing is sent again by itself', () => {
    for (const [code, { remedy }] of knownCodes) if (code >= 1_000) expect(remedy, `${code}`).not.toBe('wait');
  });

  it('has words in both languages, and a name without blanks', () => {
    for (const [code, { cause, words }] of knownCodes) {
      expect(cause, `${code}`).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(words['zh-CN'], `${code}`).toMatch(/[\u4E00-\u9FA5]/);
      expect(words.en, `${code}`).toMatch(/^[A-Z][\x20-\u2019]+$/);
    }
  });

  it('keeps the ministry’s own words, where it sends any', () => {
    expect(ministryCode(1005, '域名 a.example 冲突')).toEqual({
      code: 1005,
      text: '域名 a.example 冲突',
      cause: 'domain-conflict',
      remedy: 'correct',
    });
    expect(ministryCode(1005, '')).not.toHaveProperty('text');
  });
});

describe.runIf(existsSync(published))('the ministry’s list', () => {
  it('has no code without a meaning here, and no meaning here is of another code', () => {
    const text = readFileSync(published, 'utf8').split('数据格式')[0]!;
    const codes = Array.from(text.matchAll(/\|(\d{1,4}) +\|/g), ([, code]) => Number(code));
    expect(codes.length).toBeGreaterThan(150);
    expect(codes.filter((code) => meaningOfCode(code).cause === 'unknown-code')).toEqual([]);
    expect([...knownCodes.keys()].filter((code) => !codes.includes(code))).toEqual([]);
  });
});
