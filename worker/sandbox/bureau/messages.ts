/** The ministry's short messages (短信核验): who was sent which code, and who has answered. */
import { z } from 'zod';
import type { Rows } from '../../retention/rows.ts';
import type { Random } from '../../trust/random.ts';
import { askedPersons, type Entry } from './entry.ts';
import { settingsOf } from './settings.ts';
import { nextNumber } from './tables.ts';

/** 24 hours. */
const answerMs = 24 * 3_600_000;

export interface Message extends Record<string, string | number | null> {
  readonly id: number;
  readonly record: number;
  readonly name: string;
  readonly mobile: string;
  readonly code: string;
  readonly sent_ms: number;
  readonly until_ms: number;
  readonly answered_ms: number | null;
}

/** Sends each person a code. Where nobody is asked, the official is next. */
export function sendMessages(rows: Rows, record: number, entry: Entry, nowMs: number, random: Random): void {
  const persons = settingsOf(rows).answersItself ? [] : askedPersons(entry);
  for (const { name, mobile, document } of persons) {
    rows.run(
      'insert into messages (id, record, name, mobile, document, code, sent_ms, until_ms) values (?, ?, ?, ?, ?, ?, ?, ?)',
      nextNumber(rows, 'message'),
      record,
      name,
      mobile,
      document,
      newCode(rows, random),
      nowMs,
      nowMs + answerMs,
    );
  }
  if (persons.length === 0) passOn(rows, record, nowMs);
}

/** A code that no other open message has, so that it says which message is answered. */
function newCode(rows: Rows, random: Random): string {
  for (;;) {
    const [a = 0, b = 0, c = 0] = random(3);
    const code = String((a * 65_536 + b * 256 + c) % 1_000_000).padStart(6, '0');
    const open = rows.run('select id from messages where code = ? and answered_ms is null', code);
    if (open.length === 0) return code;
  }
}

/** When all have answered, the official is next. */
function passOn(rows: Rows, record: number, nowMs: number): void {
  const [open] = rows.run('select id from messages where record = ? and answered_ms is null limit 1', record);
  if (open) return;
  const dueMs = nowMs + settingsOf(rows).delayMs;
  rows.run(`update records set stage = 'review', due_ms = ? where id = ? and stage = 'sms'`, dueMs, record);
}

/**
 * `wrong`: no open message has this code, or its person has another document. The page does not say which.
 */
export type MessageAnswer = 'answered' | 'wrong';

/** @param lastSix the last six characters of the person's document number */
export function answerMessage(rows: Rows, code: string, lastSix: string, nowMs: number): MessageAnswer {
  const [message] = rows.run<{ id: number; record: number; document: string }>(
    'select id, record, document from messages where code = ? and answered_ms is null and until_ms > ?',
    code,
    nowMs,
  );
  if (!message || message.document.slice(-6).toUpperCase() !== lastSix.toUpperCase()) return 'wrong';
  rows.run('update messages set answered_ms = ? where id = ?', nowMs, message.id);
  passOn(rows, message.record, nowMs);
  return 'answered';
}

/** Records whose persons have let the time pass. */
export const expireMessages = (rows: Rows, nowMs: number): number[] =>
  rows
    .run<{ id: number }>(
      `select distinct records.id as id from records join messages on messages.record = records.id
       where records.stage = 'sms' and messages.answered_ms is null and messages.until_ms <= ?`,
      nowMs,
    )
    .map(({ id }) => id);

/** The latest first. */
export const messagesOf = (rows: Rows, most: number): Message[] =>
  rows.run<Message>(
    `select id, record, name, mobile, code, sent_ms, until_ms, answered_ms from messages order by id desc limit ${most}`,
  );

/** 138****8000. */
export const maskedMobile = (mobile: string): string => mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');

/** An answer, as the ministry's page takes it. */
export const MessageReply = z.strictObject({ code: z.string(), lastSix: z.string() });

/** As a phone shows them, the latest first. */
export const shownMessages = (rows: Rows) =>
  messagesOf(rows, 50).map(({ id, name, mobile, code, sent_ms, until_ms, answered_ms }) => ({
    id,
    name,
    mobile: maskedMobile(mobile),
    code,
    sentAtMs: sent_ms,
    untilMs: until_ms,
    answered: answered_ms !== null,
  }));
