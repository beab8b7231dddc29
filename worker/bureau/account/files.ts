/**
 * The files for the bureau. One is on its way at a time: `composing` → `ready` → `sending` → `taken`. A file gets its sequence when it is
 * sent, and keeps it until its outcome is known, so that the sequence has no gaps.
 */
import type { MinistryCode } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import type { Rows } from '../../retention/rows.ts';
import { backOffMs } from './back-off.ts';
import { noteSubjects, type FiledRecord } from './match.ts';
import { setAside, takeBackTroubles, tellTrouble, waitingRounds, type RoundName } from './queue.ts';
import { patchState, readState } from './state.ts';
import { tellAtOnce, tellCase, tellFeed } from './tellings.ts';

export interface OpenFile {
  readonly n: number;
  /** `composing`: nothing of it counts. `ready`: not taken. `sending`: whether it was taken is not known. */
  readonly state: 'composing' | 'ready' | 'sending';
  readonly sequence?: number;
  readonly digest?: string;
  readonly records: number;
  readonly tries: number;
}

/** The file on its way. One that the bureau asks for again goes before the others. */
export function openFile(rows: Rows): OpenFile | undefined {
  const [row] = rows.run<{
    n: number;
    state: OpenFile['state'];
    sequence: number | null;
    digest: string | null;
    records: number | null;
    tries: number;
  }>(
    `select n, state, sequence, digest, records, tries from files where state in ('composing', 'ready', 'sending')
     order by sequence is null, sequence, n limit 1`,
  );
  if (!row) return undefined;
  const { n, state, sequence, digest, records, tries } = row;
  return {
    n,
    state,
    ...(sequence !== null && { sequence }),
    ...(digest !== null && { digest }),
    records: records ?? 0,
    tries,
  };
}

/** Begins a file. @returns its number, by which its bytes are stored; that of a file that was begun and not finished */
export function beginFile(rows: Rows, nowMs: number): number {
  const open = openFile(rows);
  if (open) return open.n;
  return rows.run<{ n: number }>(
    `insert into files (state, composed_at_ms) values ('composing', ?) returning n`,
    nowMs,
  )[0]!.n;
}

/** A round in a file, and how results name what it is about. */
export interface FiledRound extends RoundName {
  readonly business: string;
  readonly about: readonly FiledRecord[];
}

/** The bytes are stored: from now on the file is sent as it is. */
export function finishFile(
  rows: Rows,
  file: { readonly n: number; readonly digest: string; readonly bytes: number; readonly rounds: readonly FiledRound[] },
): void {
  const [changed] = rows.run<{ n: number }>(
    `update files set state = 'ready', digest = ?, bytes = ?, records = ? where n = ? and state = 'composing' returning n`,
    file.digest,
    file.bytes,
    file.rounds.length,
    file.n,
  );
  if (!changed) return;
  for (const { case: id, round, business, about } of file.rounds) {
    rows.run(
      `update rounds set stage = 'filed', file = ?, business = ? where case_id = ? and round = ?`,
      file.n,
      business,
      id,
      round,
    );
    noteSubjects(rows, { case: id, round }, about);
    takeBackTroubles(rows, { case: id, round });
  }
}

/** The file is not sent any more: its rounds wait again, in their old places. */
export function discardFile(rows: Rows, n: number, nowMs: number): void {
  rows.run(`update rounds set stage = 'queued', file = null where file = ? and stage = 'filed'`, n);
  rows.run(`update files set state = 'discarded', sequence = null, delete_at_ms = ? where n = ?`, nowMs, n);
}

/** The file is being sent. Its time stays that before the bureau first took it: no answer is older. @returns its sequence */
export function beginSending(rows: Rows, n: number, nowMs: number): number {
  const { nextSequence } = readState(rows);
  return rows.run<{ sequence: number }>(
    `update files set state = 'sending', sequence = coalesce(sequence, ?), tries = tries + 1,
       sent_at_ms = case when taken_at_ms is null then ? else sent_at_ms end
     where n = ? returning sequence`,
    nextSequence,
    nowMs,
    n,
  )[0]!.sequence;
}

/** The bureau has taken the file. Its cases are told so once, also those whose results came before its answer. */
export function fileTaken(rows: Rows, n: number, nowMs: number): void {
  const [file] = rows.run<{ sequence: number; digest: string; takenBefore: number }>(
    `select sequence, digest, taken_at_ms is not null as takenBefore from files where n = ? and state in ('ready', 'sending')`,
    n,
  );
  if (!file) return;
  rows.run(
    `update files set state = 'taken', code = 0, taken_at_ms = ?, delete_at_ms = ? where n = ?`,
    nowMs,
    nowMs + limits.bureau.keptMs,
    n,
  );
  const [{ highest }] = rows.run<{ highest: number }>(
    `select max(sequence) as highest from files where state <> 'deleted'`,
  ) as [{ highest: number }];
  patchState(rows, {
    next_sequence: highest + 1,
    failures: 0,
    failing: null,
    failing_since_ms: null,
    retry_at_ms: nowMs,
  });
  growBatch(rows);
  rows.run(`update rounds set stage = 'sent', trouble = null where file = ? and stage = 'filed'`, n);
  if (file.takenBefore) return;
  const taken = rows.run<{ case: string; round: number }>(
    'select case_id as "case", round from rounds where file = ? order by n',
    n,
  );
  for (const round of taken) {
    tellCase(rows, round, { kind: 'upload', sequence: file.sequence, digest: file.digest }, nowMs);
  }
}

/** @param chance from 0 to 1 */
export interface Failure {
  readonly code: MinistryCode;
  readonly chance: number;
}

/** A file that was not taken. `known`: certainly. Otherwise its outcome stays unknown. */
interface Untaken {
  readonly n: number;
  readonly known: boolean;
}

function noteCode(rows: Rows, { n, known }: Untaken, { code }: MinistryCode): void {
  rows.run('update files set code = ? where n = ?', code, n);
  if (known) rows.run(`update files set state = 'ready' where n = ? and state = 'sending'`, n);
}

/** The bureau did not take the file, or nobody knows. It is tried again later; cases are told when that lasts. */
export function notTaken(rows: Rows, { n, known, code, chance }: Failure & Untaken, nowMs: number): void {
  noteCode(rows, { n, known }, code);
  const { failures, failingSinceMs } = readState(rows);
  patchState(rows, {
    failures: failures + 1,
    failing: JSON.stringify(code),
    failing_since_ms: failingSinceMs ?? nowMs,
    retry_at_ms: nowMs + backOffMs(failures, chance),
  });
  if (failures + 1 >= limits.bureau.troubleAfter) tellTrouble(rows, waitingRounds(rows), code, nowMs);
}

/**
 * The bureau expects another sequence. If that is of a file which it took and has lost, this file is sent once more, before the others;
 * otherwise the file on its way gets the sequence.
 */
export function resequence(rows: Rows, { n, expected }: { readonly n: number; readonly expected: number }): void {
  rows.run(`update files set state = 'ready' where n = ? and state = 'sending'`, n);
  const [lost] = rows.run<{ n: number }>(
    `update files set state = 'ready' where sequence = ? and n <> ? and state = 'taken' returning n`,
    expected,
    n,
  );
  if (lost) return;
  const taken = rows.run(`select n from files where sequence = ? and n <> ? and state <> 'deleted'`, expected, n);
  if (taken.length === 0) rows.run('update files set sequence = ? where n = ?', expected, n);
}

/** The bureau calls the file too large: its rounds go into smaller ones. A round that is too large alone is set aside. */
export function halveFile(
  rows: Rows,
  { n, code, notBeforeMs }: { readonly n: number; readonly code: MinistryCode; readonly notBeforeMs: number },
  nowMs: number,
): void {
  const [file] = rows.run<{ records: number; bytes: number }>(
    `select records, bytes from files where n = ? and state in ('ready', 'sending')`,
    n,
  );
  if (!file) return;
  const rounds = rows.run<{ case: string; round: number }>(
    `select case_id as "case", round from rounds where file = ? and stage = 'filed'`,
    n,
  );
  discardFile(rows, n, nowMs);
  if (rounds.length === 1) return setAside(rows, { ...rounds[0]!, trouble: code, notBeforeMs }, nowMs);
  patchState(rows, {
    batch_records: Math.max(1, Math.floor(file.records / 2)),
    batch_bytes: Math.floor(file.bytes / 2),
  });
}

/** After each file that the bureau takes, the next one may be twice as large again, up to what interface and configuration allow. */
function growBatch(rows: Rows): void {
  const { batchRecords, batchBytes } = readState(rows);
  patchState(rows, {
    batch_records: grown(batchRecords, limits.filing.uploadRecords),
    batch_bytes: grown(batchBytes, limits.bureau.fileBytesMost),
  });
}

/** @returns null without a limit of its own: once twice the limit would be the most that is allowed anyway */
const grown = (limit: number | undefined, most: number): number | null =>
  limit === undefined || limit * 2 >= most ? null : limit * 2;

/** Nothing is sent or downloaded any more, until an operator has mended the cause. */
export function stop(
  rows: Rows,
  { code, file }: { readonly code: MinistryCode; readonly file?: Untaken },
  nowMs: number,
): void {
  if (file) noteCode(rows, file, code);
  if (readState(rows).stopped) return;
  patchState(rows, { stopped: JSON.stringify({ ...code, atMs: nowMs }) });
  tellTrouble(rows, waitingRounds(rows), code, nowMs);
  tellFeed(rows, { type: 'account.stopped', cause: code.cause }, nowMs);
}

/** The operator has mended the cause: everything is tried at once. */
export function resume(rows: Rows, nowMs: number): void {
  const { stopped } = readState(rows);
  patchState(rows, {
    stopped: null,
    failures: 0,
    failing: null,
    failing_since_ms: null,
    retry_at_ms: 0,
    poll_at_ms: 0,
    poll_failures: 0,
    poll_failing: null,
    batch_records: null,
    batch_bytes: null,
  });
  tellAtOnce(rows);
  rows.run(`update rounds set not_before_ms = 0 where stage = 'queued'`);
  if (stopped) tellFeed(rows, { type: 'account.resumed' }, nowMs);
}

/** Files whose bytes are to be deleted. */
export const filesToDelete = (rows: Rows, nowMs: number): number[] =>
  rows
    .run<{ n: number }>(
      `select n from files where delete_at_ms <= ? and state in ('taken', 'discarded') order by n limit ?`,
      nowMs,
      limits.bureau.listed,
    )
    .map(({ n }) => n);

export function fileDeleted(rows: Rows, n: number): void {
  rows.run(
    `update files set state = 'deleted', delete_at_ms = null where n = ? and state in ('taken', 'discarded')`,
    n,
  );
}
