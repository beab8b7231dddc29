import { beijingDate, daysInMonth, nextDay, readDate, wholeYears } from '#protocol/document/calendar.ts';
import { describe, expect, it } from 'vitest';

const hourMs = 3_600_000;

describe('beijingDate', () => {
  it('agrees with the runtime on every day of 300 years', () => {
    for (let nowMs = Date.UTC(1850, 0, 1); nowMs < Date.UTC(2150, 0, 1); nowMs += 24 * hourMs) {
      const expected = new Date(nowMs + 8 * hourMs);
      const date = beijingDate(nowMs);
      if (
        date.year !== expected.getUTCFullYear() ||
        date.month !== expected.getUTCMonth() + 1 ||
        date.day !== expected.getUTCDate()
      ) {
        expect.fail(`${expected.toISOString()} gave ${JSON.stringify(date)}`);
      }
    }
  });

  it('changes at midnight in Beijing', () => {
    expect(beijingDate(Date.UTC(2026, 1, 28, 15, 59, 59, 999))).toEqual({ year: 2026, month: 2, day: 28 });
    expect(beijingDate(Date.UTC(2026, 1, 28, 16))).toEqual({ year: 2026, month: 3, day: 1 });
  });
});

describe('readDate', () => {
  it.each([
    ['20240229', { year: 2024, month: 2, day: 29 }],
    ['20000229', { year: 2000, month: 2, day: 29 }],
    ['20230229', undefined],
    ['19000229', undefined],
    ['20230431', undefined],
    ['20231301', undefined],
    ['20230001', undefined],
    ['20230100', undefined],
    ['00000101', undefined],
    ['2023-1-1', undefined],
    ['２０２３０１０１', undefined],
  ])('%s', (text, date) => expect(readDate(text)).toEqual(date));
});

it('nextDay crosses months and years', () => {
  expect(nextDay({ year: 2024, month: 2, day: 28 })).toEqual({ year: 2024, month: 2, day: 29 });
  expect(nextDay({ year: 2023, month: 2, day: 28 })).toEqual({ year: 2023, month: 3, day: 1 });
  expect(nextDay({ year: 2023, month: 12, day: 31 })).toEqual({ year: 2024, month: 1, day: 1 });
});

it('a month outside the calendar has no days', () => {
  expect(daysInMonth(2023, 0)).toBe(0);
  expect(daysInMonth(2023, 13)).toBe(0);
});

it('whoever was born on 29 February turns 18 on 1 March', () => {
  const birth = { year: 2008, month: 2, day: 29 };
  expect(wholeYears(birth, { year: 2026, month: 2, day: 28 })).toBe(17);
  expect(wholeYears(birth, { year: 2026, month: 3, day: 1 })).toBe(18);
});
