/** Reading downloads of interface V3.0: their content, faulty entries that are left out, and whether the ministry's schema agrees. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeGbk } from '../../../../../worker/bureau/gbk.ts';
import { readDownloaded } from '../../../../../worker/bureau/v3/downloaded.ts';

const person =
  '<Fzr_xm>张三</Fzr_xm><Fzr_sjhm>13800000000</Fzr_sjhm><Fzr_dzyj>a@b.example</Fzr_dzyj><Fzr_zjlx>2</Fzr_zjlx><Fzr_zjhm>1</Fzr_zjhm>';
const ofTable = (group: string, row: string, rows: string) =>
  `<${group}>${rows.replaceAll('row>', `${row}>`)}</${group}>`;

const filing =
  '<Baxx><Zt_xx><IspZtid>5</IspZtid><Ztid>1001</Ztid><Dwmc>张三</Dwmc><Dwxz>5</Dwxz><Txdz><Shengid>110000</Shengid></Txdz><Zj><Zjlx>2</Zjlx><Zjhm>1</Zjhm><Zjzs>x</Zjzs></Zj>' +
  `<Fzr>${person}</Fzr><Baxh>京ICP备1号</Baxh><Bbyhlx>1</Bbyhlx><Scbbsj>2026-11-30</Scbbsj><Zjxgsj>2026-11-30</Zjxgsj></Zt_xx>` +
  '<Wz_xx><IspWzid>6</IspWzid><Wzid>2001</Wzid><Wzmc>站</Wzmc><Yylb><Yylb_id>1</Yylb_id></Yylb><Ym_xx><Ymid>3</Ymid><Ym>a.example</Ym></Ym_xx>' +
  '<Jr_xx><Jrid>4</Jrid><Ispid>7</Ispid><Wzfb><Fbdd>1</Fbdd></Wzfb><Wzjrfs><Jrfs>3</Jrfs></Wzjrfs><Ip_xx><Ipid>8</Ipid><Qsip>1</Qsip><Zzip>2</Zzip></Ip_xx></Jr_xx>' +
  `<Wz_Fzr>${person}</Wz_Fzr><Baxh>京ICP备1号-1</Baxh></Wz_xx></Baxx>`;
const result =
  '<Jg_xx><Jgxx><Jgdm>1005</Jgdm><Dmms>域名冲突</Dmms></Jgxx><Jgxx><Jgdm>1060</Jgdm></Jgxx><Czlx>1</Czlx><Bs>5</Bs></Jg_xx>';
const opinion =
  '<Gjsh><Shrxm>李四</Shrxm><Shsj>2026-11-30 09:30:00</Shsj><Shyj>同意</Shyj><Shjg>1</Shjg><Czlx>1</Czlx><Jlid>5</Jlid></Gjsh>';
const notice = '<XGTZ><Tzxx><Tzlb>0</Tzlb><Tznr>x</Tznr></Tzxx></XGTZ>';
const cancelled = '<ZXSJ><Zxxx><Zxlb>0</Zxlb><Jlid>9</Jlid></Zxxx></ZXSJ>';

const document = (content: string) =>
  `<?xml version="1.0" encoding="GBK"?><DownloadData version="V.3.0">${content}</DownloadData>`;
const answers = document(
  `<ICP><BASJ>${filing}</BASJ>${cancelled}<BAJG>${result}<GJSHS>${opinion}</GJSHS></BAJG>${notice}</ICP>`,
);
const tables = document(
  `<JCDM><Jcdm_xx>${ofTable('Dwxz_dms', 'Dwxz_xx', '<row><Id>4</Id><Mc>企业</Mc><Sfyx>1</Sfyx></row><row><Id>5</Id><Mc>个人</Mc><Sfyx>0</Sfyx></row>')}` +
    `${ofTable('Wzjrfs_dms', 'Wzjrfs_xx', '<row><Id>3</Id><Ysid>4</Ysid><Mc>虚拟主机</Mc><Sfyx>1</Sfyx></row>')}</Jcdm_xx></JCDM>`,
);
const read = (xml: string) => readDownloaded(encodeGbk(xml));

describe('a download', () => {
  it('has results, opinions, numbers, and counts of the rest', () => {
    expect(read(answers)).toEqual({
      results: [{ business: 1, mark: '5', codes: [{ code: 1005, text: '域名冲突' }, { code: 1060 }] }],
      opinions: [{ business: 1, recordId: 5, accepted: true, text: '同意', atMs: Date.UTC(2026, 10, 30, 1, 30) }],
      filings: [
        {
          organiser: { number: 5, ministryId: 1001, filingNumber: '京ICP备1号' },
          services: [{ number: 6, ministryId: 2001, filingNumber: '京ICP备1号-1' }],
        },
      ],
      others: { ZXSJ: 1, XGTZ: 1 },
      faults: [],
    });
  });

  it('has code tables without the codes that are no longer valid', () => {
    expect(read(tables).codeTables).toEqual({
      natures: [{ id: 4, name: '企业' }],
      accessModes: [{ id: 3, name: '虚拟主机' }],
    });
    expect(read(answers)).not.toHaveProperty('codeTables');
  });

  it.each([
    ['Jgdm', 'DownloadData/ICP/BAJG/Jg_xx[1]/Jgxx[1]/Jgdm', '<Jgdm>1005<', '<Jgdm>x<', 'results'],
    ['Czlx', 'DownloadData/ICP/BAJG/Jg_xx[1]/Czlx', '<Czlx>1</Czlx><Bs>', '<Bs>', 'results'],
    ['Shjg', 'DownloadData/ICP/BAJG/GJSHS/Gjsh[1]/Shjg', '<Shjg>1<', '<Shjg>2<', 'opinions'],
    ['Ztid', 'DownloadData/ICP/BASJ/Baxx[1]/Zt_xx/Ztid', '<Ztid>1001</Ztid>', '', 'filings'],
    ['Wzid', 'DownloadData/ICP/BASJ/Baxx[1]/Wz_xx[1]/Wzid', '<Wzid>2001<', '<Wzid>-1<', 'filings'],
  ] as const)('leaves out an entry whose %s is wrong, and reads the others', (_, path, from, to, list) => {
    const content = read(answers.replace(from, to));
    expect(content.faults.map((fault) => fault.path)).toContain(path);
    const whole = read(answers);
    for (const each of ['results', 'opinions', 'filings'] as const) {
      expect(content[each], each).toEqual(each === list ? [] : whole[each]);
    }
  });

  it('leaves out a table with a wrong row, because a code without its row would seem withdrawn', () => {
    const { codeTables, faults } = read(tables.replace('<Sfyx>0<', '<Sfyx>9<'));
    expect(Object.keys(codeTables!)).toEqual(['accessModes']);
    expect(faults).toHaveLength(1);
  });

  it('is read where the bureau writes more than the schema has: business 35, an unread part of another shape', () => {
    expect(read(answers.replace('<Czlx>1</Czlx><Bs>', '<Czlx>35</Czlx><Bs>')).results[0]?.business).toBe(35);
    expect(read(answers.replace('<Dwmc>张三</Dwmc>', '')).filings).toHaveLength(1);
    const undated = read(answers.replace('2026-11-30 09:30:00', '30/11/2026 09:30')).opinions[0];
    expect(undated).toMatchObject({ accepted: true });
    expect(undated).not.toHaveProperty('atMs');
  });

  it('is not a page, another document, or bytes that are not GBK', () => {
    expect(() => read('<html/>')).toThrow('expected DownloadData');
    expect(() => read('<!DOCTYPE a><DownloadData/>')).toThrow('no element');
    expect(() => readDownloaded(Uint8Array.of(0xff, 0xff))).toThrow(TypeError);
  });
});

const schema = '../shared/reference/miit-v3/download.xsd';
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

describe.runIf(existsSync(schema) && hasXmllint)('the ministry’s schema', () => {
  const takes = (xml: string): boolean =>
    spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, '-'], { input: encodeGbk(xml) }).status === 0;

  it('takes the documents of these tests', () => {
    expect(takes(answers)).toBe(true);
    expect(takes(tables)).toBe(true);
  });

  it('refuses, as we do, entries without what is read in them', () => {
    const names = ['Jgdm', 'Czlx', 'Shsj', 'Shjg', 'Ztid', 'Wzid'];
    for (const name of names) {
      const without = answers.replace(new RegExp(`<${name}>[^<]*</${name}>`), '');
      expect(read(without).faults, name).not.toEqual([]);
      expect(takes(without), name).toBe(false);
    }
    for (const name of ['Id', 'Mc', 'Ysid', 'Sfyx']) {
      const without = tables.replace(new RegExp(`<${name}>[^<]*</${name}>`), '');
      expect(read(without).faults, name).not.toEqual([]);
      expect(takes(without), name).toBe(false);
    }
  });
});
