/** Checks the date of birth inside a number. */
import { beijingDate, compareDates, readDate, wholeYears } from './calendar.ts';
import { finding, type Finding } from './finding.ts';

/**
 * @param digits YYYYMMDD
 * @param start where the date begins in the number, `end` where it stops
 */
export function checkBirthDate(digits: string, start: number, end: number, nowMs: number): Finding[] {
  const birth = readDate(digits);
  if (birth === undefined) return [finding('date-impossible', start, end)];
  const today = beijingDate(nowMs);
  if (compareDates(birth, today) > 0) return [finding('birth-date-in-future', start, end)];
  const years = wholeYears(birth, today);
  if (years < 18) return [finding('age-under-18', start, end)];
  return years > 120 ? [finding('age-over-120', start, end)] : [];
}
