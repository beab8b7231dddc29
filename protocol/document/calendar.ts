/** Dates of the Gregorian calendar as printed on Chinese documents, without a time zone. */

export interface CalendarDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month. @param month 1 to 12 */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (lengths[month - 1] ?? 0);

/** Reads YYYYMMDD. @returns undefined where the text has another form or the calendar has no such date */
export function readDate(text: string): CalendarDate | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  const date = { year: Number(text.slice(0, 4)), month: Number(text.slice(4, 6)), day: Number(text.slice(6)) };
  return date.year >= 1 && date.day >= 1 && date.day <= daysInMonth(date.year, date.month) ? date : undefined;
}

/** Below 0 where `a` is earlier than `b`, 0 where they are the same date. */
export const compareDates = (a: CalendarDate, b: CalendarDate): number =>
  a.year - b.year || a.month - b.month || a.day - b.day;

/** The day after. */
export function nextDay({ year, month, day }: CalendarDate): CalendarDate {
  if (day < daysInMonth(year, month)) return { year, month, day: day + 1 };
  return month < 12 ? { year, month: month + 1, day: 1 } : { year: year + 1, month: 1, day: 1 };
}

/** Whole years from `from` to `to`. Whoever was born on 29 February completes a common year on 1 March. */
export function wholeYears(from: CalendarDate, to: CalendarDate): number {
  const years = to.year - from.year;
  return compareDates({ ...from, year: to.year }, to) > 0 ? years - 1 : years;
}

/**
 * The date in Beijing, where documents begin and end.
 *
 * @param nowMs epoch milliseconds
 * @see Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days
 */
export function beijingDate(nowMs: number): CalendarDate {
  const days = Math.floor((nowMs + 8 * 3_600_000) / 86_400_000) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}
