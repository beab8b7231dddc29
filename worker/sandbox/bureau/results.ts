/** The bureau's answers to records, as elements of a download (DownloadData). */
import { element, leaf, maybeLeaf, printXml, type XmlElement } from '../../bureau/xml.ts';
import { childOf, childrenOf, elementsOf, textIn, textOf } from '../../bureau/xml-content.ts';
import { encodeGbk } from '../../bureau/gbk.ts';
import type { CodeTables } from '#protocol/filing/code-table.ts';
import { version } from '../../bureau/v3/elements.ts';
import { beijingTime } from './beijing-time.ts';
import { dataText } from './codes.ts';
import type { EntryKind } from './entry.ts';

/** 操作类型. The schema has none for late evidence, though the text of the interface names 35. */
const businessNumber: Readonly<Record<EntryKind, number>> = {
  'new-filing': 1,
  'new-service': 2,
  'new-access': 3,
  change: 4,
  cancellation: 6,
  evidence: 4,
};

/** A record that an answer is about. */
export interface Answered {
  readonly kind: EntryKind;
  readonly element: XmlElement;
}

/** 结果标识. */
function markOf({ kind, element: own }: Answered): string {
  if (kind === 'new-filing') return textIn(childOf(own, 'Zt_xx'), 'IspZtid');
  if (kind === 'change') return textIn(childOf(own, 'Zt_xx'), 'Ztid');
  if (kind === 'cancellation') return textIn(own, 'Jlid');
  return textOf(elementsOf(childOf(own, kind === 'new-service' ? 'Zt_xx' : 'Wz_xx'))[0]);
}

/** What the official decided about: 相关记录id. */
function decidedIds({ kind, element: own }: Answered): string[] {
  if (kind === 'new-service') return childrenOf(own, 'Wz_xx').map((service) => textIn(service, 'IspWzid'));
  if (kind === 'new-access') return [textIn(own, 'IspJrid')];
  return [markOf({ kind, element: own })];
}

/** @param text instead of the code's own words */
export const resultElement = (answered: Answered, codes: readonly number[], text?: string): XmlElement =>
  resultOf(codes, businessNumber[answered.kind], markOf(answered), text);

const resultOf = (codes: readonly number[], business: number, mark: string, text?: string): XmlElement =>
  element(
    'Jg_xx',
    ...codes.map((code) => element('Jgxx', leaf('Jgdm', code), leaf('Dmms', text ?? dataText(code)))),
    leaf('Czlx', business),
    maybeLeaf('Bs', mark || undefined),
  );

/** A file that breaks the schema is named, because its records cannot be told apart. */
export const fileResult = (code: number, fileName: string): XmlElement => resultOf([code], 1, '', fileName);

/** A result for a record that nobody sent. */
export const strangeResult = (): XmlElement => resultOf([1001], 1, '99999999');

export const opinionElements = (answered: Answered, accepted: boolean, text: string, atMs: number): XmlElement[] =>
  decidedIds(answered).map((id) =>
    element(
      'Gjsh',
      leaf('Shrxm', '沙盒审核员'),
      leaf('Shr_dhhm', '010-00000000'),
      leaf('Shsj', beijingTime(atMs)),
      leaf('Shyj', text),
      leaf('Shjg', accepted ? 1 : 0),
      leaf('Czlx', businessNumber[answered.kind]),
      maybeLeaf('Jlid', id || undefined),
    ),
  );

export interface Answers {
  readonly results: readonly XmlElement[];
  readonly opinions?: readonly XmlElement[];
  readonly filings?: readonly XmlElement[];
}

/** The file with these answers, in GBK. */
export const answerFile = ({ results, opinions = [], filings = [] }: Answers): Uint8Array =>
  download(
    element(
      'ICP',
      filings.length === 0 ? undefined : element('BASJ', ...filings),
      element('BAJG', ...results, opinions.length === 0 ? undefined : element('GJSHS', ...opinions)),
    ),
  );

const download = (content: XmlElement): Uint8Array =>
  encodeGbk(printXml({ name: 'DownloadData', attributes: { version }, children: [content] }));

/** Names of the tables and of their rows. */
const tableElements = {
  natures: ['Dwxz_dms', 'Dwxz_xx'],
  documentTypes: ['Zjlx_dms', 'Zjlx_xx'],
  approvals: ['Wzjylx_dms', 'Wzjylx_xx'],
  contents: ['Wzfwlx_dms', 'Wzfwlx_xx'],
  accessModes: ['Wzjrfs_dms', 'Wzjrfs_xx'],
  languages: ['Yylb_dms', 'Yylb'],
} as const satisfies Partial<Record<keyof CodeTables, readonly [string, string]>>;

/**
 * The file with the code tables. V3.0 has none for the places of servers.
 *
 * @param invalid ids of service contents that are listed as no longer valid
 */
export function codeTableFile(tables: CodeTables, invalid: readonly number[]): Uint8Array {
  const rowOf = (table: keyof typeof tableElements, id: number, name: string): (XmlElement | undefined)[] => {
    const isValid = table !== 'contents' || !invalid.includes(id);
    const hasBit = table === 'approvals' || table === 'contents' || table === 'accessModes';
    return [
      leaf('Id', id),
      hasBit ? leaf('Ysid', 2 ** (id - 1)) : undefined,
      leaf('Mc', name),
      table === 'documentTypes' ? leaf('Dwflid', 1) : undefined,
      table === 'approvals' ? leaf('Sfqzsp', 1) : undefined,
      leaf('Sfyx', isValid ? 1 : 0),
    ];
  };
  return download(
    element(
      'JCDM',
      element(
        'Jcdm_xx',
        ...Object.entries(tableElements).map(([name, [group, row]]) => {
          const table = name as keyof typeof tableElements;
          return element(group, ...tables[table].map((code) => element(row, ...rowOf(table, code.id, code.name))));
        }),
      ),
    ),
  );
}
