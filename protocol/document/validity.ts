/** How long a document is valid: its last day alone, or the whole line on the back of an identity card. */
import { beijingDate, compareDates, nextDay, readDate, wholeYears, type CalendarDate } from './calendar.ts';
import { finding, type Finding } from './finding.ts';

/** What documents print instead of a last day. */
export const endless = '长期';

/** Checks a last day, YYYYMMDD or 长期. The document is still valid on its last day. */
export function checkValidUntil(text: string, nowMs: number): Finding[] {
  if (text === endless) return [];
  if (!/^\d{8}$/.test(text)) return [finding('validity-malformed', 0, text.length)];
  return checkEnd(readDate(text), 0, nowMs, 8);
}

/** Checks 有效期限, YYYY.MM.DD-YYYY.MM.DD or YYYY.MM.DD-长期. */
export function checkValidity(text: string, nowMs: number): Finding[] {
  const parts = /^(\d{4}\.\d{2}\.\d{2})-(\d{4}\.\d{2}\.\d{2}|长期)$/.exec(text);
  if (parts === null) return [finding('validity-malformed', 0, text.length)];
  const from = readDate(parts[1]!.replaceAll('.', ''));
  const started: Finding[] = [];
  if (from === undefined) started.push(finding('date-impossible', 0, 10));
  else if (compareDates(from, beijingDate(nowMs)) > 0) started.push(finding('validity-not-started', 0, 10));
  if (parts[2] === endless) return started;
  const until = readDate(parts[2]!.replaceAll('.', ''));
  return [
    ...started,
    ...checkEnd(until, 11, nowMs, text.length),
    ...(from && until ? checkSpan(from, until, text.length) : []),
  ];
}

function checkEnd(until: CalendarDate | undefined, start: number, nowMs: number, end: number): Finding[] {
  if (until === undefined) return [finding('date-impossible', start, end)];
  return compareDates(until, beijingDate(nowMs)) < 0 ? [finding('document-expired', start, end)] : [];
}

/** A resident's card ends on the day and month on which it starts, a foreigner's card one day earlier. */
function checkSpan(from: CalendarDate, until: CalendarDate, end: number): Finding[] {
  if (compareDates(until, from) < 0) return [finding('validity-reversed', 0, end)];
  const isUsual = [until, nextDay(until)].some(
    (last) => last.month === from.month && last.day === from.day && [5, 10, 20].includes(wholeYears(from, last)),
  );
  return isUsual ? [] : [finding('validity-span-unusual', 0, end)];
}
