/** What the bureau gave for download. It gives the same again until it is acknowledged; it is applied once. */
import type { FilingNumbers } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import type { CodeTables } from '#protocol/filing/code-table.ts';
import type { Rows } from '../../retention/rows.ts';
import { backOffMs } from './back-off.ts';
import { writeCodeTables } from './code-tables.ts';
import type { Failure } from './files.ts';
import { roundOf, type AnswerKey } from './match.ts';
import { partOf } from './numbers.ts';
import type { RoundName } from './queue.ts';
import { noteFileRefusal, settleFileRefusals } from './refused-files.ts';
import { patchState, readState } from './state.ts';
import { tellCase } from './tellings.ts';

export interface ReceivedDownload {
  readonly n: number;
  /** `received`: its content has no effect yet. `applied`: not acknowledged yet. */
  readonly state: 'received' | 'applied' | 'acknowledged';
}

/** The bytes are stored. */
export function noteDownload(
  rows: Rows,
  { fileName, digest }: { readonly fileName: string; readonly digest: string },
  nowMs: number,
): ReceivedDownload {
  return rows.run<{ n: number; state: ReceivedDownload['state'] }>(
    `insert into downloads (file_name, digest, state, received_at_ms, delete_at_ms) values (?, ?, 'received', ?, ?)
     on conflict do update set served = served + 1 returning n, state`,
    fileName,
    digest,
    nowMs,
    nowMs + limits.bureau.keptMs,
  )[0]!;
}

/** A result in a download, without its words. */
export interface Answer {
  /** Its place in the download. */
  readonly place: number;
  readonly business: string;
  readonly keys: readonly AnswerKey[];
  /** What it decides alone; `none` for news that decides nothing. */
  readonly verdict: 'accepted' | 'returned' | 'none';
  /** It refuses a whole file, which it does not name. */
  readonly isOfFile?: true;
  /** When the bureau wrote it; absent where it says no time. */
  readonly atMs?: number;
}

/** What the bureau has numbered, by our numbers. */
export interface Numbering {
  readonly organiser: { readonly number?: number; readonly ministryId: number; readonly filingNumber?: string };
  readonly services: readonly {
    readonly number?: number;
    readonly ministryId: number;
    readonly filingNumber?: string;
  }[];
}

export interface DownloadContent {
  readonly answers: readonly Answer[];
  readonly numberings: readonly Numbering[];
  readonly codeTables?: Partial<CodeTables>;
  /** Why it, or entries of it, could not be read. */
  readonly unreadable?: string;
}

/** Everything that a download says takes effect in one step, and once. */
export function applyDownload(
  rows: Rows,
  { n, content }: { readonly n: number; readonly content: DownloadContent },
  nowMs: number,
): void {
  const [download] = rows.run<{ digest: string }>(
    `update downloads set state = 'applied' where n = ? and state = 'received' returning digest`,
    n,
  );
  if (!download) return;
  if (content.unreadable !== undefined) noteUnmatched(rows, n, 'unreadable', { why: content.unreadable }, nowMs);
  applyAnswers(rows, { n, digest: download.digest }, content.answers, nowMs);
  for (const numbering of content.numberings) applyNumbering(rows, n, numbering, nowMs);
  settleFileRefusals(rows, nowMs);
  if (content.codeTables) writeCodeTables(rows, content.codeTables, nowMs);
}

/** All answers to one round in one download are one result. */
function applyAnswers(
  rows: Rows,
  download: { readonly n: number; readonly digest: string },
  answers: readonly Answer[],
  nowMs: number,
): void {
  const byRound = new Map<string, { readonly round: RoundName; readonly own: Answer[] }>();
  for (const answer of answers) {
    if (answer.isOfFile) {
      const { place } = answer;
      noteFileRefusal(rows, { digest: download.digest, place }, nowMs);
      noteUnmatched(rows, download.n, 'file-refused', { place }, nowMs);
      continue;
    }
    const round = roundOf(rows, answer);
    if (!round) {
      const { business, keys, place, verdict } = answer;
      noteUnmatched(rows, download.n, 'no-case', { business, place, verdict, keys }, nowMs);
      continue;
    }
    const name = JSON.stringify([round.case, round.round]);
    const entry = byRound.get(name) ?? { round, own: [] };
    entry.own.push(answer);
    byRound.set(name, entry);
  }
  for (const { round, own } of byRound.values()) {
    rows.run('update rounds set heard = 1 where case_id = ? and round = ?', round.case, round.round);
    if (own.every(({ verdict }) => verdict === 'none')) continue;
    rows.run(`update rounds set stage = 'answered' where case_id = ? and round = ?`, round.case, round.round);
    const places = own.map(({ place }) => place);
    tellCase(rows, round, { kind: 'result', download: download.digest, places }, nowMs);
  }
}

/** Each case is told the numbers of its own parts. Parts without a number of ours were filed by others. */
function applyNumbering(rows: Rows, download: number, { organiser, services }: Numbering, nowMs: number): void {
  const own = new Map<string, FilingNumbers['services'][number][]>();
  const organisers = organiser.number === undefined ? undefined : partOf(rows, 'organiser', organiser.number);
  if (organisers) own.set(organisers.case, []);
  for (const { number, ministryId, filingNumber } of services) {
    const part = number === undefined ? undefined : partOf(rows, 'service', number);
    if (!part) continue;
    const entry = { id: part.part, ministryId, ...(filingNumber !== undefined && { filingNumber }) };
    own.set(part.case, [...(own.get(part.case) ?? []), entry]);
  }
  if (own.size === 0 && organiser.number !== undefined) {
    noteUnmatched(rows, download, 'no-case', { number: organiser.number, ministryId: organiser.ministryId }, nowMs);
  }
  const { ministryId, filingNumber } = organiser;
  for (const [id, ofCase] of own) {
    const filingNumbers: FilingNumbers = {
      organiser: { ministryId, ...(filingNumber !== undefined && { filingNumber }) },
      services: ofCase,
    };
    const [newest] = rows.run<{ round: number }>(
      'select round from rounds where case_id = ? order by round desc limit 1',
      id,
    );
    if (!newest) continue;
    rows.run(`update rounds set heard = 1 where case_id = ? and stage <> 'queued'`, id);
    tellCase(rows, { case: id, round: newest.round }, { kind: 'numbers', filingNumbers }, nowMs);
  }
}

/** Keeps what an operator has to look at. @param facts ids and codes alone */
export function noteUnmatched(
  rows: Rows,
  download: number | null,
  cause: string,
  facts: Readonly<Record<string, unknown>>,
  nowMs: number,
): void {
  rows.run(
    'insert into unmatched (download, cause, facts, at_ms) values (?, ?, ?, ?)',
    download,
    cause,
    JSON.stringify(facts),
    nowMs,
  );
}

/**
 * Forgets what an operator did not look at as long as the download is kept that has its words. Nothing that comes later is decided by
 * it: a refusal of a file that may still be settled has a row of its own.
 */
export function forgetUnmatched(rows: Rows, nowMs: number): void {
  rows.run('delete from unmatched where at_ms <= ?', nowMs - limits.bureau.keptMs);
}

export function acknowledged(rows: Rows, n: number): void {
  rows.run(`update downloads set state = 'acknowledged' where n = ? and state = 'applied'`, n);
}

/** The bureau has nothing more. */
export function polled(rows: Rows, { nextMs }: { readonly nextMs: number }, nowMs: number): void {
  patchState(rows, { poll_at_ms: nextMs, polled_at_ms: nowMs, poll_failures: 0, poll_failing: null });
}

/** The bureau could not be asked for downloads, or gave something damaged. */
export function pollFailed(rows: Rows, { code, chance }: Failure, nowMs: number): void {
  const { pollFailures } = readState(rows);
  patchState(rows, {
    poll_at_ms: nowMs + backOffMs(pollFailures, chance),
    poll_failures: pollFailures + 1,
    poll_failing: JSON.stringify(code),
  });
}

/** Downloads whose bytes are to be deleted, by their digests. */
export const downloadsToDelete = (rows: Rows, nowMs: number): { readonly n: number; readonly digest: string }[] =>
  rows.run<{ n: number; digest: string }>(
    `select n, digest from downloads where delete_at_ms <= ? and state in ('applied', 'acknowledged') order by n limit ?`,
    nowMs,
    limits.bureau.listed,
  );

export function downloadDeleted(rows: Rows, n: number): void {
  rows.run('delete from downloads where n = ?', n);
}
