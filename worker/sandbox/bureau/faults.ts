/**
 * The switch: what the next calls show instead of the usual answer. Each documented way to fail is a row of one table, and the page
 * and the tests use the same names.
 */
import type { Locale } from '#protocol/locale.ts';
import type { Rows } from '../../retention/rows.ts';
import { dataWords, informative, methodWords } from './codes.ts';

/** Whom a fault meets: a call of a method, the next record that is checked, or nobody, because it acts at once. */
export const faultGroups = ['upload', 'previous', 'download', 'acknowledge', 'status', 'record', 'now'] as const;
export type FaultGroup = (typeof faultGroups)[number];

/** What happens to a call that is not simply refused with a code. */
type Manner =
  /** A web page with status 502 or 200, and nothing is done. */
  | 'html'
  | 'html-200'
  /** No answer, and nothing is done. */
  | 'hang'
  /** The call is carried out, and then there is no answer, a broken one, or half of one. */
  | 'lost'
  | 'cut'
  | 'half-reply'
  /** The file that is given out is broken. */
  | 'half-zip'
  | 'wrong-hash'
  | 'wrong-key'
  | 'not-gbk'
  /** The file is given out once more after it was acknowledged. */
  | 'twice'
  /** A file with a result for a record that nobody sent. */
  | 'unknown-result'
  /** New code tables, in which service content 6 is no longer valid. */
  | 'code-lost'
  /** The code tables as they were. */
  | 'codes-whole';

export interface Fault {
  readonly name: string;
  readonly group: FaultGroup;
  readonly does: Manner | number;
  readonly words: Readonly<Record<Locale, string>>;
}

const ofTheWay = {
  html: { 'zh-CN': '返回网页（HTTP 502）', en: 'a web page (HTTP 502)' },
  'html-200': { 'zh-CN': '返回网页（HTTP 200）', en: 'a web page (HTTP 200)' },
  hang: { 'zh-CN': '不应答，也不处理', en: 'no answer, nothing is done' },
  lost: { 'zh-CN': '已处理，但不应答（超时）', en: 'done, but no answer (time-out)' },
  cut: { 'zh-CN': '已处理，应答途中断开连接', en: 'done, but the connection breaks during the answer' },
  'half-reply': { 'zh-CN': '已处理，应答只有一半', en: 'done, but half an answer' },
} as const;

const ofTheFile = {
  'half-zip': { 'zh-CN': 'ZIP 不完整', en: 'half a ZIP' },
  'wrong-hash': { 'zh-CN': '哈希值错误', en: 'a wrong hash' },
  'wrong-key': { 'zh-CN': '用另一密钥加密', en: 'encrypted with another key' },
  'not-gbk': { 'zh-CN': '内容不是 GBK', en: 'not GBK' },
  twice: { 'zh-CN': '确认后再次下发同一文件', en: 'the same file again after it was acknowledged' },
} as const;

const atOnce = {
  'unknown-result': { 'zh-CN': '下发一条未知记录的结果', en: 'a result for an unknown record' },
  'code-lost': {
    'zh-CN': '下发新代码表：服务内容 6（博客/个人空间）失效',
    en: 'new code tables without content 6 (blog)',
  },
  'codes-whole': { 'zh-CN': '下发新代码表：全部代码有效', en: 'new code tables with every code' },
} as const;

const rowsOf = (group: FaultGroup, table: Readonly<Partial<Record<Manner, Fault['words']>>>): readonly Fault[] =>
  Object.entries(table).map(([does, words]) => ({ name: `${group}:${does}`, group, does: does as Manner, words }));

const codesOf = (
  group: FaultGroup,
  table: Readonly<Record<number, Fault['words']>>,
  without: readonly number[],
): readonly Fault[] =>
  Object.entries(table)
    .map(([code, words]) => ({ name: `${group}:${code}`, group, does: Number(code), words }))
    .filter(({ does }) => !without.includes(does));

/** Codes that are no refusal, or of another method. */
const notUpload = [0, 1, 2, 3, 21, 902];
const notDownload = [0, 1, 3, 6, 7, 8, 9, 11, 14, 15, 17, 18, 21, 22, 901];

export const faults: readonly Fault[] = [
  ...rowsOf('upload', ofTheWay),
  ...codesOf('upload', methodWords, notUpload),
  ...rowsOf('previous', ofTheWay),
  ...codesOf('previous', methodWords, notDownload),
  ...rowsOf('download', { ...ofTheWay, ...ofTheFile }),
  ...codesOf('download', methodWords, notDownload),
  ...rowsOf('acknowledge', ofTheWay),
  ...codesOf(
    'acknowledge',
    methodWords,
    notDownload.filter((code) => code !== 21),
  ),
  ...rowsOf('status', ofTheWay),
  ...codesOf('status', methodWords, notDownload),
  ...codesOf('record', dataWords, [1001, ...informative, 5001, 5003, 5004]),
  ...rowsOf('now', atOnce),
];

const byName = new Map(faults.map((fault) => [fault.name, fault]));

export const faultNamed = (name: string): Fault | undefined => byName.get(name);

/** Sets a fault for the next calls. @param times 0 takes it back */
export function setFault(rows: Rows, { name }: Fault, times: number): void {
  rows.run('delete from faults where name = ?', name);
  if (times > 0) rows.run('insert into faults (name, times) values (?, ?)', name, times);
}

export const clearFaults = (rows: Rows): void => void rows.run('delete from faults');

export const setFaults = (rows: Rows): readonly { readonly fault: Fault; readonly times: number }[] =>
  rows.run<{ name: string; times: number }>('select name, times from faults order by rowid').flatMap((row) => {
    const fault = faultNamed(row.name);
    return fault ? [{ fault, times: row.times }] : [];
  });

/** The fault that this call meets, counted down. */
export function meetFault(rows: Rows, group: FaultGroup): Fault | undefined {
  const found = setFaults(rows).find(({ fault }) => fault.group === group);
  if (!found) return undefined;
  const { fault, times } = found;
  if (times > 1) rows.run('update faults set times = times - 1 where name = ?', fault.name);
  else rows.run('delete from faults where name = ?', fault.name);
  return fault;
}
