import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../assess/count/csv.ts';

/** The one field of a CSV text with one row, as it is written. */
const written = (value: string): string => csvOf([[value]]).slice(1, -2);

describe('csvOf', () => {
  it('quotes every field, and doubles the quotes in it', () => {
    expect(
      csvOf([
        ['a', ''],
        ['b,c', 'd"e'],
        ['f\r\ng', ';'],
      ]),
    ).toBe('\ufeff"a",""\r\n"b,c","d""e"\r\n"f\r\ng",";"\r\n');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠SUM(A1)', '\t=1', '\r=1', '\n1'])(
    'guards a formula, also after any blanks: %j',
    (formula) => {
      for (const blanks of ['', ' ', '\u00a0', '\u3000', '\u200b', '\ufeff', ' \t\u2003']) {
        expect(written(blanks + formula)).toBe(`"'${blanks}${formula}"`);
      }
    },
  );

  it.each(['a=b', '3-4', 'wang.mp4', '转头', ' blank'])('leaves other text as it is: %j', (text) => {
    expect(written(text)).toBe(`"${text}"`);
  });
});
