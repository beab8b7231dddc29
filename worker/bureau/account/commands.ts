/**
 * Every command of a bureau account by its name. A command is synchronous and runs whole or not at all; all of them may be repeated. Those
 * of a worker need its lease, so that two workers never send one file.
 */
import type { Rows } from '../../retention/rows.ts';
import { readCodeTables } from './code-tables.ts';
import {
  acknowledged,
  applyDownload,
  downloadDeleted,
  downloadsToDelete,
  forgetUnmatched,
  noteDownload,
  noteUnmatched,
  polled,
  pollFailed,
} from './downloads.ts';
import {
  beginFile,
  beginSending,
  discardFile,
  fileDeleted,
  filesToDelete,
  fileTaken,
  finishFile,
  halveFile,
  notTaken,
  openFile,
  resequence,
  resume,
  stop,
  type OpenFile,
} from './files.ts';
import { endLease, requireLease, takeLease, type Held } from './lease.ts';
import type { Part } from '../v3/numbers.ts';
import { numberParts, numbersOf } from './numbers.ts';
import { overview } from './overview.ts';
import { dropRound, enqueue, queuedRounds, setAside } from './queue.ts';
import { readState, type AccountState } from './state.ts';
import { forgetTellings, tellingsDue, tellingFailed } from './tellings.ts';

type Act<Args, Answer> = (rows: Rows, args: Args, nowMs: number) => Answer;

/** A command of a worker. */
const held =
  <Args extends object, Answer>(act: Act<Args, Answer>): Act<Args & Held, Answer> =>
  (rows, args, nowMs) => {
    requireLease(rows, args);
    return act(rows, args, nowMs);
  };

/** What a worker looks at. */
type Empty = Record<never, never>;

const codeTables: Act<Empty, ReturnType<typeof readCodeTables>> = (rows) => readCodeTables(rows);

const look: Act<Empty, { readonly account: AccountState; readonly file: OpenFile | undefined }> = (rows) => ({
  account: readState(rows),
  file: openFile(rows),
});

const table = {
  enqueue,
  codeTables,
  numbers: (rows: Rows, { case: id }: { readonly case: string }) => numbersOf(rows, id),
  overview: (rows: Rows, _: Empty, nowMs: number) => overview(rows, nowMs),
  resume: (rows: Rows, _: Empty, nowMs: number) => resume(rows, nowMs),

  takeLease,
  endLease: (rows: Rows, args: Pick<Held, 'holder'>) => endLease(rows, args),
  look: held(look),
  queued: held((rows, { limit }: { readonly limit: number }, nowMs) => queuedRounds(rows, limit, nowMs)),
  setAside: held(setAside),
  drop: held(dropRound),
  numberParts: held(
    (rows, args: { readonly case: string; readonly parts: readonly Part[]; readonly firstNumber: number }) =>
      numberParts(rows, args.case, args.parts, args.firstNumber),
  ),
  beginFile: held((rows, _: Empty, nowMs) => beginFile(rows, nowMs)),
  finishFile: held(finishFile),
  discardFile: held((rows, { n }: { readonly n: number }, nowMs) => discardFile(rows, n, nowMs)),
  beginSending: held((rows, { n }: { readonly n: number }, nowMs) => beginSending(rows, n, nowMs)),
  fileTaken: held((rows, { n }: { readonly n: number }, nowMs) => fileTaken(rows, n, nowMs)),
  notTaken: held(notTaken),
  resequence: held(resequence),
  halveFile: held(halveFile),
  stop: held(stop),
  noteDownload: held(noteDownload),
  applyDownload: held(applyDownload),
  acknowledged: held((rows, { n }: { readonly n: number }) => acknowledged(rows, n)),
  polled: held(polled),
  pollFailed: held(pollFailed),
  tellings: held((rows, { limit }: { readonly limit: number }, nowMs) => tellingsDue(rows, limit, nowMs)),
  told: held((rows, { ns }: { readonly ns: readonly number[] }) => forgetTellings(rows, ns)),
  /** The case is not there, or refuses it: an operator sees it. */
  notTold: held(
    (
      rows,
      { n, cause, facts }: { readonly n: number; readonly cause: string; readonly facts: Record<string, unknown> },
      nowMs,
    ) => {
      const before = rows.run('select n from tellings where n = ?', n);
      if (before.length === 0) return;
      noteUnmatched(rows, null, cause, facts, nowMs);
      forgetTellings(rows, [n]);
    },
  ),
  tellingFailed: held(tellingFailed),
  toDelete: held((rows, _: Empty, nowMs) => ({
    files: filesToDelete(rows, nowMs),
    downloads: downloadsToDelete(rows, nowMs),
  })),
  fileDeleted: held((rows, { n }: { readonly n: number }) => fileDeleted(rows, n)),
  forgetUnmatched: held((rows, _: Empty, nowMs) => forgetUnmatched(rows, nowMs)),
  downloadDeleted: held((rows, { n }: { readonly n: number }) => downloadDeleted(rows, n)),
};

export type AccountKind = keyof typeof table;

/** The arguments of a command, and its answer. */
export type AccountArgs<K extends AccountKind> = Parameters<(typeof table)[K]>[1];
export type AccountAnswer<K extends AccountKind> = ReturnType<(typeof table)[K]>;

export const accountKinds = Object.keys(table) as AccountKind[];

export const commandOf = <K extends AccountKind>(kind: K): Act<AccountArgs<K>, AccountAnswer<K>> =>
  table[kind] as unknown as Act<AccountArgs<K>, AccountAnswer<K>>;
