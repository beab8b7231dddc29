import { checkValidity, checkValidUntil } from '#protocol/document/validity.ts';
import { describe, expect, it } from 'vitest';

const nowMs = Date.UTC(2026, 10, 29, 4);
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code);

describe('checkValidUntil', () => {
  it.each([
    ['长期', []],
    ['20261129', []],
    ['20261128', ['document-expired']],
    ['20260230', ['date-impossible']],
    ['2026.11.29', ['validity-malformed']],
    ['long term', ['validity-malformed']],
    ['', ['validity-malformed']],
  ])('%s', (text, expected) => expect(codes(checkValidUntil(text, nowMs))).toEqual(expected));

  it('holds to the end of the last day in Beijing', () => {
    expect(checkValidUntil('20261129', Date.UTC(2026, 10, 29, 15, 59))).toEqual([]);
    expect(codes(checkValidUntil('20261129', Date.UTC(2026, 10, 29, 16)))).toEqual(['document-expired']);
  });
});

describe('checkValidity', () => {
  it.each([
    ['2016.12.10-2036.12.10', []],
    ['2023.12.10-2033.12.09', []],
    ['2016.12.10-长期', []],
    ['2006.05.10-2016.05.10', ['document-expired']],
    ['2027.01.01-2037.01.01', ['validity-not-started']],
    ['2027.01.01-长期', ['validity-not-started']],
    ['2016.12.10-2035.12.10', ['validity-span-unusual']],
    ['2026.12.10-2026.12.01', ['validity-not-started', 'validity-reversed']],
    ['2016.02.30-2036.13.01', ['date-impossible', 'date-impossible']],
    ['2016.02.30-长期', ['date-impossible']],
    ['20161210-20361210', ['validity-malformed']],
    ['2016.12.10–2036.12.10', ['validity-malformed']],
  ])('%s', (text, expected) => expect(codes(checkValidity(text, nowMs))).toEqual(expected));

  it('says which of the two dates is wrong', () => {
    expect(checkValidity('2016.02.30-2036.13.01', nowMs)).toMatchObject([
      { start: 0, end: 10 },
      { start: 11, end: 21 },
    ]);
  });
});
