/** Files that wait until the provider has downloaded and acknowledged them, oldest first. */
import type { Rows } from '../../retention/rows.ts';
import { zipXml } from '../../bureau/v3/zip.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { keepParts, partsOf } from './parts.ts';
import { codeTableFile } from './results.ts';
import { counted, nextNumber } from './tables.ts';

/** `codes`: code tables. `check`: of the technical check. `decision`: of the official, with the filings. */
export type DownloadKind = 'codes' | 'check' | 'decision' | 'strange';

export interface Download {
  readonly n: number;
  readonly name: string;
  readonly kind: DownloadKind;
  readonly at_ms: number;
  /** How many records it answers. */
  readonly results: number;
  /** How often it was given out. */
  readonly served: number;
  readonly acknowledged_ms: number | null;
}

/** The bureau's file in a download. */
export const downloadEntry = 'down.xml';

/** @param xml GBK */
export function queueDownload(rows: Rows, kind: DownloadKind, xml: Uint8Array, results: number, nowMs: number): void {
  const n = nextNumber(rows, 'download');
  const name = `down${String(n).padStart(8, '0')}.zip`;
  keepParts(rows, `download ${n}`, zipXml(xml, downloadEntry));
  rows.run(
    'insert into downloads (n, name, kind, at_ms, results) values (?, ?, ?, ?, ?)',
    n,
    name,
    kind,
    nowMs,
    results,
  );
}

/** The next file, and whether more wait behind it. */
export function nextDownload(rows: Rows): { file: Download; zip: Uint8Array; isLast: boolean } | undefined {
  const [file, next] = rows.run<Download & Record<string, string | number | null>>(
    'select n, name, kind, at_ms, results, served, acknowledged_ms from downloads where acknowledged_ms is null order by n limit 2',
  );
  if (!file) return undefined;
  rows.run('update downloads set served = served + 1 where n = ?', file.n);
  return { file, zip: partsOf(rows, `download ${file.n}`), isLast: next === undefined };
}

/** @returns whether there is such a file. A file may be acknowledged again. */
export function acknowledge(rows: Rows, name: string, nowMs: number): boolean {
  const [file] = rows.run<{ n: number; again: number }>('select n, again from downloads where name = ?', name);
  if (!file) return false;
  const isDone = file.again === 0;
  rows.run('update downloads set again = 0, acknowledged_ms = ? where n = ?', isDone ? nowMs : null, file.n);
  return true;
}

/** The file is given out once more after its acknowledgement. */
export const giveAgain = (rows: Rows, n: number): void =>
  void rows.run('update downloads set again = 1 where n = ?', n);

/** The service content that the switch takes away: 博客/个人空间. */
export const lostContent = 6;

export const lostContents = (rows: Rows): readonly number[] =>
  counted(rows, 'content lost') % 2 === 1 ? [lostContent] : [];

/** Makes a content valid or invalid, and tells so. */
export function changeCodes(rows: Rows, isLost: boolean, nowMs: number): void {
  if (isLost !== lostContents(rows).length > 0) nextNumber(rows, 'content lost');
  queueCodes(rows, nowMs);
}

/** The code tables are the first file of all. */
export function queueFirstCodes(rows: Rows, nowMs: number): void {
  if (counted(rows, 'code tables') === 0) queueCodes(rows, nowMs);
}

function queueCodes(rows: Rows, nowMs: number): void {
  nextNumber(rows, 'code tables');
  queueDownload(rows, 'codes', codeTableFile(seedCodeTables, lostContents(rows)), 0, nowMs);
}

/** The tables by which records are checked. */
export function validTables(rows: Rows): typeof seedCodeTables {
  const lost = lostContents(rows);
  return { ...seedCodeTables, contents: seedCodeTables.contents.filter(({ id }) => !lost.includes(id)) };
}
