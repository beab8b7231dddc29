import type { CodeTables } from '#protocol/filing/code-table.ts';
import { decodeGbk } from '../gbk.ts';
import { parseXml, type XmlElement } from '../xml.ts';
const kids = (parent: XmlElement | undefined, name: string): XmlElement[] =>
  (parent?.children ?? []).filter((c) => typeof c !== 'string').filter((c) => c.name === name);
const text = (parent: XmlElement | undefined, name: string): string | undefined =>
  kids(parent, name)[0]
    ?.children.filter((c) => typeof c === 'string')
    .join('');
const num = (parent: XmlElement, name: string): number | undefined => {
  const t = text(parent, name);
  return t === undefined ? undefined : Number(t);
};
export interface DownloadedResult {
  business: number;
  mark?: string;
  codes: { code: number; text?: string }[];
}
export interface DownloadedOpinion {
  business?: number;
  recordId?: number;
  accepted: boolean;
  text?: string;
  atMs: number;
}
export interface DownloadedFiling {
  organiser: { number?: number; ministryId: number; filingNumber?: string };
  services: { number?: number; ministryId: number; filingNumber?: string }[];
}
export function readDownloaded(xml: Uint8Array) {
  const root = parseXml(decodeGbk(xml));
  const icp = kids(root, 'ICP')[0];
  const bajg = kids(icp, 'BAJG');
  const results: DownloadedResult[] = bajg
    .flatMap((b) => kids(b, 'Jg_xx'))
    .map((j) => ({
      business: num(j, 'Czlx')!,
      mark: text(j, 'Bs')!,
      codes: kids(j, 'Jgxx').map((x) => ({ code: num(x, 'Jgdm')!, text: text(x, 'Dmms')! })),
    }));
  const opinions: DownloadedOpinion[] = bajg
    .flatMap((b) => kids(b, 'GJSHS'))
    .flatMap((g) => kids(g, 'Gjsh'))
    .map((g) => ({
      business: num(g, 'Czlx')!,
      recordId: num(g, 'Jlid')!,
      accepted: text(g, 'Shjg') === '1',
      text: text(g, 'Shyj')!,
      atMs: 0,
    }));
  const filings: DownloadedFiling[] = kids(icp, 'BASJ')
    .flatMap((b) => kids(b, 'Baxx'))
    .map((b) => {
      const zt = kids(b, 'Zt_xx')[0]!;
      return {
        organiser: { number: num(zt, 'IspZtid')!, ministryId: num(zt, 'Ztid')!, filingNumber: text(zt, 'Baxh')! },
        services: kids(b, 'Wz_xx').map((w) => ({
          number: num(w, 'IspWzid')!,
          ministryId: num(w, 'Wzid')!,
          filingNumber: text(w, 'Baxh')!,
        })),
      };
    });
  return { results, opinions, filings, codeTables: undefined as Partial<CodeTables> | undefined };
}
