/**
 * The elements of a download, interface V3.0, as far as they are read here. What is not read may be anything, or missing, so
 * that a fault in it loses nothing.
 */
import type { CodeTables } from '#protocol/filing/code-table.ts';
import { all, any, long, many, maybe, one, sequence, text, type Content, type Item } from '../schema.ts';

const id = long(1);
const optional = (...names: readonly string[]): Item[] => names.map((name) => maybe(name, any));

/** 操作类型. The schema ends with 7, and the interface's text names 35 besides. */
const business = long(1, 99);

/** `Jg_xx`. */
export const result: Content = sequence(
  many('Jgxx', all(one('Jgdm', id), maybe('Dmms', text(0)))),
  one('Czlx', business),
  maybe('Bs', text(0)),
  maybe('Bz', any),
);

/** `Gjsh`. */
export const opinion: Content = all(
  ...optional('Shrxm', 'Shr_dhhm'),
  one('Shsj', text(10, 22)),
  maybe('Shyj', text(0)),
  one('Shjg', long(0, 1)),
  maybe('Czlx', business),
  maybe('Jlid', id),
);

/** `Baxx` of `BASJ`. */
export const filing: Content = sequence(
  one(
    'Zt_xx',
    all(
      maybe('IspZtid', id),
      one('Ztid', id),
      ...optional(
        'Dwmc',
        'Txdz',
        'Zj',
        'Fzr',
        'Bbyhlx',
        'Scbbsj',
        'Zjxgsj',
        'Dwxz',
        'Tzr',
        'Zsyxq',
        'Zslj',
        'Zsxh',
        'Shrxm',
        'Shsj',
        'Bz',
      ),
      maybe('Baxh', text(1, 128)),
    ),
  ),
  many(
    'Wz_xx',
    sequence(
      maybe('IspWzid', id),
      one('Wzid', id),
      ...optional('Wzmc', 'Nrlx', 'Fwnr', 'Yylb'),
      many('Ym_xx', any, Infinity, 0),
      many('Jr_xx', any, Infinity, 0),
      ...optional('Wz_Fzr', 'Syurl', 'Wz_Bz', 'Scbbsj', 'Zjxgsj'),
      maybe('Baxh', text(1, 128)),
    ),
  ),
  maybe('Bz', any),
);

interface CodeTableElements {
  readonly group: string;
  readonly row: string;
  readonly content: Content;
}

const table = (group: string, row: string, ...more: readonly Item[]): CodeTableElements => ({
  group,
  row,
  content: all(one('Id', id), ...more, one('Mc', text(1)), maybe('Bz', any), one('Sfyx', long(0, 1))),
});
const bit = one('Ysid', id);

/** The code tables that are read. V3.0 has none for the places of servers. */
export const codeTables = {
  natures: table('Dwxz_dms', 'Dwxz_xx'),
  documentTypes: table('Zjlx_dms', 'Zjlx_xx', one('Dwflid', id)),
  approvals: table('Wzjylx_dms', 'Wzjylx_xx', bit, one('Sfqzsp', long(0, 1))),
  contents: table('Wzfwlx_dms', 'Wzfwlx_xx', bit),
  accessModes: table('Wzjrfs_dms', 'Wzjrfs_xx', bit),
  languages: table('Yylb_dms', 'Yylb'),
} as const satisfies Partial<Record<keyof CodeTables, CodeTableElements>>;
