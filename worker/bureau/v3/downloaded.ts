/** Reads downloads of interface V3.0: results, officials' opinions, filings with their numbers, and code tables. */
import type { Code, CodeTables } from '#protocol/filing/code-table.ts';
import { decodeGbk } from '../gbk.ts';
import { checkElement, many, sequence, type Content, type SchemaFault } from '../schema.ts';
import { childOf, childrenOf, elementsOf, textIn } from '../xml-content.ts';
import { parseXml, type XmlElement } from '../xml.ts';
import { codeTables, filing, opinion, result } from './download-elements.ts';

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
  /** Epoch milliseconds; absent where the bureau writes no time that can be read. */
  readonly atMs?: number;
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
  /** What breaks the interface's shape. Such an entry is left out, and the others are read. */
  readonly faults: readonly SchemaFault[];
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
  const faults: SchemaFault[] = [];
  /** The entries at a path that have their shape, read. */
  const entriesAt = <Entry>(path: readonly string[], content: Content, read: (own: XmlElement) => Entry): Entry[] =>
    elementsAt(icp, path).flatMap((own, n) => {
      const found = checkElement(own, content, `DownloadData/ICP/${path.join('/')}[${n + 1}]`);
      faults.push(...found);
      return found.length === 0 ? [read(own)] : [];
    });
  const results = entriesAt(['BAJG', 'Jg_xx'], result, resultOf);
  const opinions = entriesAt(['BAJG', 'GJSHS', 'Gjsh'], opinion, opinionOf);
  const filings = entriesAt(['BASJ', 'Baxx'], filing, filingOf);
  const groups = elementsAt(childrenOf(root, 'JCDM'), ['Jcdm_xx']);
  const tables = tablesOf(groups, faults);
  const others = [...icp.flatMap(elementsOf), ...elementsOf(root)]
    .map(({ name }) => name)
    .filter((name) => !read.includes(name));
  return {
    results,
    opinions,
    filings,
    ...(Object.keys(tables).length > 0 && { codeTables: tables }),
    others: Object.fromEntries([...Map.groupBy(others, (name) => name)].map(([name, same]) => [name, same.length])),
    faults,
  };
}

/** Elements whose content is read. */
const read = ['ICP', 'JCDM', 'BAJG', 'BASJ'];

const elementsAt = (parents: readonly XmlElement[], path: readonly string[]): XmlElement[] =>
  path.reduce<XmlElement[]>((found, name) => found.flatMap((each) => childrenOf(each, name)), [...parents]);

const resultOf = (own: XmlElement): DownloadedResult => ({
  business: number(own, 'Czlx'),
  ...given('mark', textIn(own, 'Bs').trim()),
  codes: childrenOf(own, 'Jgxx').map((each) => ({
    code: number(each, 'Jgdm'),
    ...given('text', textIn(each, 'Dmms')),
  })),
});

const opinionOf = (own: XmlElement): DownloadedOpinion => ({
  ...maybeNumber('business', own, 'Czlx'),
  ...maybeNumber('recordId', own, 'Jlid'),
  accepted: textIn(own, 'Shjg') === '1',
  ...given('text', textIn(own, 'Shyj')),
  ...beijingTime(textIn(own, 'Shsj').trim()),
});

const filingOf = (own: XmlElement): DownloadedFiling => ({
  organiser: partOf(childOf(own, 'Zt_xx')!, 'IspZtid', 'Ztid'),
  services: childrenOf(own, 'Wz_xx').map((service) => partOf(service, 'IspWzid', 'Wzid')),
});

const partOf = (own: XmlElement, ours: string, theirs: string): NumberedPart => ({
  ...maybeNumber('number', own, ours),
  ministryId: number(own, theirs),
  ...given('filingNumber', textIn(own, 'Baxh')),
});

/** A table with one wrong row is left out whole: without that row, a code in use would seem to be withdrawn. */
function tablesOf(groups: readonly XmlElement[], faults: SchemaFault[]): Partial<CodeTables> {
  const found = Object.entries(codeTables).flatMap(([name, { group, row, content }]) => {
    const tables = elementsAt(groups, [group]);
    if (tables.length === 0) return [];
    const path = `DownloadData/JCDM/Jcdm_xx/${group}`;
    const shape = sequence(many(row, content));
    const wrong = tables.flatMap((own) => checkElement(own, shape, path));
    faults.push(...wrong);
    return wrong.length > 0 ? [] : [[name, elementsAt(tables, [row]).flatMap(codeOf)] as const];
  });
  return Object.fromEntries(found);
}

/** Sfyx: 是否有效. */
const codeOf = (own: XmlElement): Code[] =>
  textIn(own, 'Sfyx') === '0' ? [] : [{ id: number(own, 'Id'), name: textIn(own, 'Mc') }];

const number = (own: XmlElement, name: string): number => Number(textIn(own, name));

const maybeNumber = <K extends string>(key: K, own: XmlElement, name: string): Partial<Record<K, number>> =>
  childOf(own, name) ? ({ [key]: number(own, name) } as Record<K, number>) : {};

const given = <K extends string>(key: K, text: string): Partial<Record<K, string>> =>
  text === '' ? {} : ({ [key]: text } as Record<K, string>);

/** `2026-11-30 09:30:00` or the date alone, in Beijing. Another text is no time, and the opinion counts all the same. */
function beijingTime(text: string): { readonly atMs?: number } {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}:\d{2}))?/.exec(text);
  const atMs = match ? Date.parse(`${match[1]!}T${match[2] ?? '00:00:00'}+08:00`) : Number.NaN;
  return Number.isNaN(atMs) ? {} : { atMs };
}
