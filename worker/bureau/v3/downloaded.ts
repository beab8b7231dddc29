/** Reads downloads of interface V3.0: results, officials' opinions, filings with their numbers, and code tables. */
import type { Code, CodeTables } from '#protocol/filing/code-table.ts';
import { decodeGbk } from '../gbk.ts';
import { childOf, childrenOf, textIn } from '../xml-content.ts';
import { parseXml, type XmlElement } from '../xml.ts';

/** `Jg_xx`: what was found in one record. */
export interface DownloadedResult {
  /** 操作类型. */
  readonly business: number;
  /** 结果标识: our number, a filing number or the ministry's id, by the business. */
  readonly mark?: string;
  readonly codes: readonly { readonly code: number; readonly text?: string }[];
}

/** `Gjsh`: what an official decided. */
export interface DownloadedOpinion {
  readonly business?: number;
  /** 相关记录id. */
  readonly recordId?: number;
  readonly accepted: boolean;
  readonly text?: string;
  /** Epoch milliseconds. */
  readonly atMs: number;
}

/** `Baxx`: a filing, with our numbers where we gave them, and the ministry's. */
export interface DownloadedFiling {
  readonly organiser: NumberedPart;
  readonly services: readonly NumberedPart[];
}

export interface NumberedPart {
  readonly number?: number;
  readonly ministryId: number;
  readonly filingNumber?: string;
}

export interface DownloadedContent {
  readonly results: readonly DownloadedResult[];
  readonly opinions: readonly DownloadedOpinion[];
  readonly filings: readonly DownloadedFiling[];
  /** The tables that the download has; codes that are no longer valid are left out. */
  readonly codeTables?: Partial<CodeTables>;
  /** Everything else that it has, by its element: how many. It is kept with the download. */
  readonly others: Readonly<Record<string, number>>;
}

/** A download that does not have the shape of the interface. It says where, and repeats nothing of the content. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
}

/** @throws DownloadError, XmlError, TypeError where the bytes are not GBK */
export function readDownloaded(xml: Uint8Array): DownloadedContent {
  const root = parseXml(decodeGbk(xml));
  if (root.name !== 'DownloadData') throw new DownloadError(`expected DownloadData, found ${root.name}`);
  const icp = childrenOf(root, 'ICP');
  const answers = icp.flatMap((each) => childrenOf(each, 'BAJG'));
  const codes = childrenOf(root, 'JCDM').flatMap((each) => childrenOf(each, 'Jcdm_xx'));
  const known = ['BAJG', 'BASJ'];
  const parts = [
    ...icp.flatMap(elementNames),
    ...elementNames(root).filter((name) => name !== 'ICP' && name !== 'JCDM'),
  ];
  const others = parts.filter((name) => !known.includes(name));
  return {
    results: answers.flatMap((each) => childrenOf(each, 'Jg_xx')).map(resultOf),
    opinions: answers
      .flatMap((each) => childrenOf(each, 'GJSHS'))
      .flatMap((each) => childrenOf(each, 'Gjsh'))
      .map(opinionOf),
    filings: icp
      .flatMap((each) => childrenOf(each, 'BASJ'))
      .flatMap((each) => childrenOf(each, 'Baxx'))
      .map(filingOf),
    ...(codes.length > 0 && { codeTables: tablesOf(codes) }),
    others: Object.fromEntries(
      [...new Set(others)].map((name) => [name, others.filter((each) => each === name).length]),
    ),
  };
}

const elementNames = ({ children }: XmlElement): string[] =>
  children.flatMap((child) => (typeof child === 'string' ? [] : [child.name]));

const resultOf = (own: XmlElement): DownloadedResult => ({
  business: number(own, 'Czlx'),
  ...given('mark', textIn(own, 'Bs')),
  codes: childrenOf(own, 'Jgxx').map((each) => ({
    code: number(each, 'Jgdm'),
    ...given('text', textIn(each, 'Dmms')),
  })),
});

function opinionOf(own: XmlElement): DownloadedOpinion {
  const decision = textIn(own, 'Shjg').trim();
  if (decision !== '0' && decision !== '1') throw new DownloadError('Shjg is neither 0 nor 1');
  return {
    ...maybeNumber('business', own, 'Czlx'),
    ...maybeNumber('recordId', own, 'Jlid'),
    accepted: decision === '1',
    ...given('text', textIn(own, 'Shyj')),
    atMs: beijingTime(textIn(own, 'Shsj').trim()),
  };
}

const filingOf = (own: XmlElement): DownloadedFiling => {
  const organiser = childOf(own, 'Zt_xx');
  if (!organiser) throw new DownloadError('a filing without Zt_xx');
  return {
    organiser: partOf(organiser, 'IspZtid', 'Ztid'),
    services: childrenOf(own, 'Wz_xx').map((service) => partOf(service, 'IspWzid', 'Wzid')),
  };
};

const partOf = (own: XmlElement, ours: string, theirs: string): NumberedPart => ({
  ...maybeNumber('number', own, ours),
  ministryId: number(own, theirs),
  ...given('filingNumber', textIn(own, 'Baxh')),
});

/** Names of the tables and of their rows. V3.0 has none for the places of servers. */
const tables = {
  natures: ['Dwxz_dms', 'Dwxz_xx'],
  documentTypes: ['Zjlx_dms', 'Zjlx_xx'],
  approvals: ['Wzjylx_dms', 'Wzjylx_xx'],
  contents: ['Wzfwlx_dms', 'Wzfwlx_xx'],
  accessModes: ['Wzjrfs_dms', 'Wzjrfs_xx'],
  languages: ['Yylb_dms', 'Yylb'],
} as const satisfies Partial<Record<keyof CodeTables, readonly [string, string]>>;

/** Names of the tables and of their rows, for who writes them. */
export const codeTableElements = tables;

function tablesOf(codes: readonly XmlElement[]): Partial<CodeTables> {
  const found = Object.entries(tables).flatMap(([name, [group, row]]) => {
    const groups = codes.flatMap((each) => childrenOf(each, group));
    return groups.length === 0
      ? []
      : [[name, groups.flatMap((each) => childrenOf(each, row)).flatMap(codeOf)] as const];
  });
  return Object.fromEntries(found);
}

/** Sfyx: 是否有效. */
function codeOf(own: XmlElement): Code[] {
  const validity = textIn(own, 'Sfyx').trim();
  if (validity !== '0' && validity !== '1') throw new DownloadError('Sfyx is neither 0 nor 1');
  return validity === '0' ? [] : [{ id: number(own, 'Id'), name: textIn(own, 'Mc') }];
}

function number(own: XmlElement, name: string): number {
  const text = textIn(own, name).trim();
  if (!/^\d{1,15}$/.test(text)) throw new DownloadError(`${own.name} without a number ${name}`);
  return Number(text);
}

const maybeNumber = <K extends string>(key: K, own: XmlElement, name: string): Partial<Record<K, number>> =>
  childOf(own, name) ? ({ [key]: number(own, name) } as Record<K, number>) : {};

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text === '' ? {} : ({ [key]: text } as Record<K, string>);

/** `2026-11-30 09:30:00` or the date alone, in Beijing. */
function beijingTime(text: string): number {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/.exec(text);
  const atMs = match ? Date.parse(`${match[1]!}T${match[2] ?? '00:00:00'}+08:00`) : Number.NaN;
  if (Number.isNaN(atMs)) throw new DownloadError('Shsj is no time');
  return atMs;
}
