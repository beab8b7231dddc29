/** The simulated bureau: what it checks, what it answers, and when. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { filingRecordOf, recordsNowMs } from '../../../../assess/synthetic/filing-record.ts';
import { carry } from '../../../../worker/bureau/v3/carried.ts';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { writeUpload, type Attachment } from '../../../../worker/bureau/v3/write.ts';
import { childOf, childrenOf, textIn } from '../../../../worker/bureau/xml-content.ts';
import { sandboxBureau } from '../../../../worker/sandbox/bureau/account.ts';
import { totals } from '../../../../worker/sandbox/bureau/books.ts';
import { hashOf, passwordHash } from '../../../../worker/bureau/v3/envelope.ts';
import { changed, individual } from '../../protocol/filing/example.ts';
import { bureauClient, filingsOf, opinionsOf, resultsOf, zipOf } from './bureau-client.ts';

const { providerId } = sandboxBureau;
const hour = 3_600_000;

/** An upload of these records. @param numbers by which the sender knows their parts; without them, they begin at 1 */
function uploadOf(
  records: readonly FilingRecord[],
  attachments: readonly Attachment[] = [],
  numbers = sequentialNumbers(),
): Uint8Array {
  const all = records.flatMap((record, n) => {
    const { carried, faults } = carry(record);
    expect(faults).toEqual([]);
    return carried.map((each, k) => ({
      key: `${records.length} ${record.organiser.document.number} ${n} ${k}`,
      carried: each,
      attachments,
    }));
  });
  return writeUpload({ providerId, records: all }, numbers);
}
const one = (record: unknown = individual, attachments: readonly Attachment[] = []) =>
  uploadOf([record as FilingRecord], attachments);
const withDomain = (domain: string) =>
  changed(changed(individual, '/services/0/domains', [domain]), '/services/0/homeUrl', `https://www.${domain}/`);
const synthetic = (seed: number) =>
  filingRecordOf(seed, { version3: true, business: 'new-filing', kind: seed % 2 ? 'individual' : 'unit' });

let bureau: ReturnType<typeof bureauClient>;
beforeEach(() => {
  bureau = bureauClient(recordsNowMs);
});

describe('a caller', () => {
  it.each([
    [16, { randVal: 'abcdefghijABCDEFGHI' }],
    [12, { randVal: 'abcdefghijABCDEFGH-_' }],
    [13, { ispId: 7 }],
    [4, { userName: 'someone' }],
    [5, { pwdHash: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
    [5, { pwdHash: undefined }],
  ])('is refused with code %i', async (code, wrong) => {
    expect((await bureau.call('isp_download', wrong)).code).toBe(code);
    expect((await bureau.upload(1, one(), wrong)).code).toBe(code);
    expect(totals(bureau.rows).uploads).toBe(0);
  });

  it('may send the password’s hash in both forms', async () => {
    const randVal = 'abcdefghijABCDEFGHIJ';
    for (const form of ['raw', 'hex'] as const) {
      const pwdHash = passwordHash(sandboxBureau.password, randVal, form);
      expect((await bureau.call('isp_download', { pwdHash })).code).toBe(1);
    }
  });

  it('is marked as one of the sandbox in every answer', async () => {
    const answers = [await bureau.post('isp_download', {}), await bureau.app.request('/sandbox/')];
    for (const answer of answers) expect(answer.headers.get('beihe-sandbox')).toBe('true');
  });
});

describe('a file', () => {
  const zip = zipOf(one());
  it.each([
    [9, { encryptAlgorithm: 2 }],
    [10, { hashAlgorithm: 1 }],
    [11, { compressionFormat: 1 }],
    [6, { beianInfo: 'AAAAAAAAAAAAAAAAAAAAAA==' }],
    [7, { beianInfoHash: hashOf(new Uint8Array(3)) }],
    [999, { beianInfo: '' }],
    [999, { beianInfo: '*' }],
    [8, { ...bureauClient().uploadFields(1, new TextEncoder().encode('no ZIP')) }],
    [8, { ...bureauClient().uploadFields(1, zip.slice(0, zip.length / 2)) }],
    [17, { ...bureauClient().uploadFields(1, zipOf(one(), 'second.xml')) }],
    [18, { ...bureauClient().uploadFields(1, zipOf(new Uint8Array(50_000_001))) }],
    [0, {}],
    [0, { encryptAlgorithm: 0, beianInfo: Buffer.from(zip).toString('base64'), beianInfoHash: hashOf(zip) }],
  ])('is answered with code %i', async (code, wrong) => {
    expect((await bureau.upload(1, one(), wrong)).code).toBe(code);
    expect(totals(bureau.rows).uploads).toBe(code === 0 ? 1 : 0);
  });

  it('is taken in the order of its sequence, once', async () => {
    expect((await bureau.upload(1, uploadOf([synthetic(1)]))).code).toBe(0);
    const ahead = await bureau.upload(4, uploadOf([synthetic(2)]));
    expect(ahead.code).toBe(14);
    expect(childrenOf(childOf(ahead.root, 'dataSequences'), 'dataSequence').map(({ children }) => children[0])).toEqual(
      ['2', '3'],
    );
    const fields = bureau.uploadFields(1, zipOf(uploadOf([synthetic(1)])));
    expect((await bureau.call('isp_upload', fields)).code).toBe(14);
    expect((await bureau.upload(1, uploadOf([synthetic(3)]))).code).toBe(14);
    expect(totals(bureau.rows)).toMatchObject({ uploads: 1, duplicates: { overwriting: 1 } });
    expect((await bureau.upload(2, uploadOf([synthetic(2)]))).code).toBe(0);
  });

  it('that comes again with the same bytes is counted as such', async () => {
    const fields = bureau.uploadFields(1, zipOf(one()));
    expect((await bureau.call('isp_upload', fields)).code).toBe(0);
    const again = await bureau.call('isp_upload', fields);
    expect([again.code, textIn(childOf(again.root, 'dataSequences'), 'dataSequence')]).toEqual([14, '2']);
    expect(totals(bureau.rows)).toMatchObject({ uploads: 1, duplicates: { uploads: 1, overwriting: 0 } });
  });

  it('is what the previous upload was', async () => {
    expect((await bureau.call('isp_querypreviousupload')).code).toBe(2);
    const sent = zipOf(one());
    await bureau.call('isp_upload', bureau.uploadFields(1, sent));
    const { code, root } = await bureau.call('isp_querypreviousupload');
    const file = childOf(root, 'fileInfos')!;
    expect([code, textIn(file, 'dataSequence'), textIn(file, 'beianInfoHash')]).toEqual([0, '1', hashOf(sent)]);
  });

  it.each([
    [5004, (xml: string) => xml.replace('V.3.0', 'V.2.0')],
    [5001, (xml: string) => xml.replace('<Bbfs>1</Bbfs>', '')],
    [5001, (xml: string) => xml.slice(0, 100)],
    [5003, (xml: string) => xml.replace(`<Qqdwid>${providerId}`, '<Qqdwid>7')],
  ])('is taken, and its result is %i for the whole file', async (code, broken) => {
    const xml = Buffer.from(broken(Buffer.from(one()).toString('latin1')), 'latin1');
    expect((await bureau.upload(1, xml)).code).toBe(0);
    const files = await bureau.downloadAll();
    expect(resultsOf(files)).toEqual([{ mark: '', codes: [code] }]);
    expect(Buffer.from(files[1]!.xml).toString('latin1')).toContain('<Dmms>up00000001.zip</Dmms>');
  });
});

describe('a record', () => {
  const wrong = (pointer: string, value: unknown) => changed(individual, pointer, value);
  const technical = async (xml: Uint8Array) => {
    expect((await bureau.upload(totals(bureau.rows).uploads + 1, xml)).code).toBe(0);
    bureau.pass(2_000);
    return resultsOf(await bureau.downloadAll());
  };

  it.each([
    [1015, wrong('/organiser/document/number', '110105199003070018')],
    [1008, wrong('/organiser/document/typeId', 99)],
    [1014, wrong('/organiser/natureId', 99)],
    [1019, wrong('/organiser/address/cityId', 119900)],
    [1011, wrong('/services/0/personInCharge/mobile', '23800138000')],
    [1009, wrong('/services/0/personInCharge/email', 'example.cn')],
    [1034, wrong('/services/0/contentIds', [60])],
    [1066, wrong('/services/0/languageIds', [60])],
    [1033, wrong('/services/0/approvals', [{ typeId: 60, number: '1', file: 'AAAA' }])],
    [1035, wrong('/services/0/access/0/modeId', 60)],
    [1036, wrong('/services/0/access/0/placeId', 60)],
    [1006, wrong('/services/0/access/0/ips', [{ from: '47.0.0.9', to: '47.0.0.1' }])],
    [1004, wrong('/services/0/domains', ['no domain'])],
    [1039, wrong('/services/0/domains', ['example.cn', 'example.cn'])],
    [1041, wrong('/services/0/homeUrl', 'https://www.example.org/')],
    [1022, wrong('/services/0/homeUrl', 'https://')],
    [1063, withDomain('sandbox-1063.cn')],
  ])('is found wrong with code %i, hours after the file was taken', async (code, record) => {
    const [result] = await technical(one(record));
    expect(result).toMatchObject({ mark: '1' });
    expect(result!.codes).toContain(code);
    expect(bureau.rows.run('select id from messages')).toEqual([]);
  });

  it('of a unit needs the office phone', async () => {
    const unit = { ...(changed(synthetic(2), '/organiser/personInCharge/officePhone', undefined) as FilingRecord) };
    expect((await technical(one(unit)))[0]!.codes).toContain(1031);
  });

  it('may not have the document or the domain of another one', async () => {
    await technical(one(withDomain('beihe-one.cn')));
    expect(await technical(one(withDomain('beihe-two.cn')))).toEqual([{ mark: '1', codes: [1003] }]);
    const other = changed(synthetic(3), '/services/0/domains', ['beihe-one.cn']);
    const [result] = await technical(one(changed(other, '/services/0/homeUrl', undefined)));
    expect(result!.codes).toContain(1005);
  });

  it('of a filing that does not exist is refused', async () => {
    const existing = { filingNumber: '京ICP备12345678号', recordIds: { organiser: 1 } };
    const service = { ...individual, business: 'new-service', existing };
    expect(await technical(one(service))).toEqual([{ mark: '京ICP备12345678号', codes: [1058] }]);
  });

  it('gets the technical result that the switch has set, once', async () => {
    await bureau.turn({ fault: 'record:1064' });
    expect((await technical(one(withDomain('beihe-a.cn'))))[0]!.codes).toEqual([1064]);
    expect((await technical(one(withDomain('beihe-b.cn'))))[0]!.codes).toEqual([1062]);
  });
});

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).toString('base64');
const form: Attachment = { formatId: 1, purposeId: 1, content: jpeg, owner: { kind: 'service', id: 'site' } };

describe('attachments', () => {
  const codesOf = async (attachment: Attachment) => {
    await bureau.upload(1, one(individual, [attachment]));
    bureau.pass(2_000);
    return resultsOf(await bureau.downloadAll())[0]!.codes;
  };

  it.each([
    [1056, { formatId: 3 }],
    [1057, { purposeId: 6 }],
    [1061, { owner: { kind: 'organiser' } }],
    [5010, { formatId: 2 }],
    [5010, { content: Buffer.concat([Buffer.from(jpeg, 'base64'), Buffer.alloc(150 * 1024)]).toString('base64') }],
    [1055, { owner: { kind: 'service', ministryId: 77 } }],
    [1060, {}],
  ] as const)('give code %i', async (code, wrong) => {
    // A new filing names its parts by number; one of another filing has an element there.
    const attachment = { ...form, ...wrong } as Attachment;
    if (code === 1055) {
      const xml = Buffer.from(one(individual, [form])).toString('latin1');
      await bureau.upload(1, Buffer.from(xml.replace('<Ssdxbs>1<', '<Ssdxbs>77<'), 'latin1'));
      bureau.pass(2_000);
      expect(resultsOf(await bureau.downloadAll())[0]!.codes).toEqual([1055]);
    } else {
      expect(await codesOf(attachment)).toContain(code);
    }
  });
});

describe('the result', () => {
  it('follows when the person has answered, with the numbers', async () => {
    await bureau.upload(1, one(individual, [form]));
    bureau.pass(2_000);
    expect(resultsOf(await bureau.downloadAll())).toEqual([{ mark: '1', codes: [1060, 1062] }]);
    bureau.pass(10 * hour);
    expect(await bureau.downloadAll()).toEqual([]);
    await bureau.answerAll();
    expect(await bureau.downloadAll()).toEqual([]);
    bureau.pass(2_000);
    const files = await bureau.downloadAll();
    expect(resultsOf(files)).toEqual([{ mark: '1', codes: [1001] }]);
    expect(opinionsOf(files)).toEqual([{ about: '1', accepted: true }]);
    const [filing] = filingsOf(files);
    expect(textIn(childOf(filing, 'Zt_xx'), 'Baxh')).toBe('京ICP备99000001号');
    expect(textIn(childOf(filing, 'Wz_xx'), 'Baxh')).toBe('京ICP备99000001号-1');
    expect(textIn(childOf(filing, 'Wz_xx'), 'IspWzid')).toBe('1');
    expect(totals(bureau.rows)).toMatchObject({ stages: { accepted: 1 }, filed: { organisers: 1, services: 1 } });
  });

  it('is a refusal after 24 hours without an answer', async () => {
    await bureau.upload(1, one());
    bureau.pass(24 * hour);
    const files = await bureau.downloadAll();
    expect(opinionsOf(files)).toEqual([{ about: '1', accepted: false }]);
    expect(filingsOf(files)).toEqual([]);
  });

  it('waits until all persons have answered', async () => {
    const unit = filingRecordOf(4, { version3: true, business: 'new-filing', kind: 'unit' });
    await bureau.upload(1, one(unit));
    const codes = bureau.rows.run<{ code: string; document: string }>('select code, document from messages');
    expect(codes.length).toBeGreaterThan(1);
    const [{ code, document }] = codes as [{ code: string; document: string }];
    const body = new URLSearchParams({ code, lastSix: document.slice(-6).toLowerCase() });
    await bureau.app.request('/sandbox/sms/', { method: 'POST', body });
    expect(totals(bureau.rows).stages).toEqual({ sms: 1 });
    await bureau.answerAll();
    expect(totals(bureau.rows).stages).toEqual({ review: 1 });
  });

  it.each(['code', 'lastSix'])('does not follow a wrong %s', async (field) => {
    await bureau.upload(1, one());
    const [{ code, document }] = bureau.rows.run<{ code: string; document: string }>(
      'select code, document from messages',
    ) as [{ code: string; document: string }];
    const wrongCode = code === '000000' ? '000001' : '000000';
    const body = new URLSearchParams({ code, lastSix: document.slice(-6), [field]: wrongCode });
    const answer = await bureau.app.request('/sandbox/sms/', { method: 'POST', body });
    expect(answer.headers.get('location')).toContain('outcome=wrong');
    expect(totals(bureau.rows).stages).toEqual({ sms: 1 });
  });

  it('is a refusal with an opinion for the documented domain, and the same record may come again', async () => {
    await bureau.turn({ answersItself: true, delayMs: 0 });
    await bureau.upload(1, one(withDomain('sandbox-1002.cn')));
    const files = await bureau.downloadAll();
    expect(resultsOf(files)).toEqual([
      { mark: '1', codes: [1062] },
      { mark: '1', codes: [1002] },
    ]);
    expect(opinionsOf(files)).toEqual([{ about: '1', accepted: false }]);
    await bureau.upload(2, one(withDomain('beihe-mended.cn')));
    expect(opinionsOf(await bureau.downloadAll())).toEqual([{ about: '1', accepted: true }]);
    expect(totals(bureau.rows).duplicates.records).toBe(0);
  });

  it('counts an entry that is already under way as a duplicate', async () => {
    await bureau.upload(1, one());
    await bureau.upload(2, one());
    expect(totals(bureau.rows).duplicates.records).toBe(1);
  });

  it('extends the filing by a new service, a new access and a change', async () => {
    await bureau.turn({ answersItself: true, delayMs: 0 });
    await bureau.upload(1, one(withDomain('beihe-one.cn')));
    const [filing] = filingsOf(await bureau.downloadAll());
    const organiser = childOf(filing, 'Zt_xx')!;
    const site = childOf(filing, 'Wz_xx')!;
    const filingNumber = textIn(organiser, 'Baxh');
    const ids = {
      id: Number(textIn(site, 'Wzid')),
      filingNumber: textIn(site, 'Baxh'),
      access: { first: Number(textIn(childOf(site, 'Jr_xx'), 'Jrid')) },
    };
    const existing = {
      filingNumber,
      recordIds: { organiser: Number(textIn(organiser, 'Ztid')), services: { site: ids } },
      passwordMd5: '0'.repeat(32),
    };
    const accept = async (sequence: number, record: object) => {
      await bureau.upload(sequence, one(record));
      const files = await bureau.downloadAll();
      expect(opinionsOf(files).map(({ accepted }) => accepted)).toEqual([true]);
      return filingsOf(files)[0]!;
    };
    const more = await accept(2, { ...(withDomain('beihe-two.cn') as object), business: 'new-service', existing });
    expect(childrenOf(more, 'Wz_xx').map((each) => textIn(each, 'Baxh'))).toEqual([
      `${filingNumber}-1`,
      `${filingNumber}-2`,
    ]);
    const wider = await accept(3, { ...(withDomain('beihe-one.cn') as object), business: 'new-access', existing });
    expect(childrenOf(childOf(wider, 'Wz_xx'), 'Jr_xx')).toHaveLength(2);
    const named = changed(withDomain('beihe-one.cn'), '/services/0/name', '象棋新天地');
    const renamed = await accept(4, { ...(named as object), business: 'change', existing });
    expect(childrenOf(renamed, 'Wz_xx').map((each) => textIn(each, 'Wzmc'))).toEqual(['象棋新天地', '象棋天地']);
    expect(textIn(childOf(renamed, 'Wz_xx'), 'Baxh')).toBe(`${filingNumber}-1`);
  });
});

describe('downloads', () => {
  it('begin with the code tables, and come again until they are acknowledged', async () => {
    await bureau.upload(1, one());
    bureau.pass(2_000);
    const first = await bureau.download();
    expect(first).toMatchObject({ code: 3, name: 'down00000001.zip' });
    expect(childOf(first!.root, 'JCDM')).toBeDefined();
    expect((await bureau.download())!.name).toBe(first!.name);
    expect((await bureau.acknowledge(first!.name)).code).toBe(0);
    const second = await bureau.download();
    expect(second).toMatchObject({ code: 1, name: 'down00000002.zip' });
    await bureau.acknowledge(second!.name);
    expect((await bureau.call('isp_download')).code).toBe(2);
    expect((await bureau.acknowledge('')).code).toBe(21);
    expect((await bureau.acknowledge('other.zip')).code).toBe(999);
    expect(totals(bureau.rows).downloads).toEqual({ made: 2, acknowledged: 2, served: 3 });
  });

  it('tell when a content has lost its code, and records are checked by that', async () => {
    await bureau.downloadAll();
    await bureau.turn({ fault: 'now:code-lost' });
    const root = (await bureau.downloadAll())[0]!.root;
    const contents = childrenOf(childOf(childOf(childOf(root, 'JCDM'), 'Jcdm_xx'), 'Wzfwlx_dms'), 'Wzfwlx_xx');
    expect(contents.filter((each) => textIn(each, 'Sfyx') === '0').map((each) => textIn(each, 'Id'))).toEqual(['6']);
    await bureau.upload(1, one(changed(individual, '/services/0/contentIds', [6])));
    bureau.pass(2_000);
    expect(resultsOf(await bureau.downloadAll())[0]!.codes).toEqual([1034]);
    await bureau.turn({ fault: 'now:codes-whole' });
    await bureau.upload(2, one(changed(individual, '/services/0/contentIds', [6])));
    bureau.pass(2_000);
    expect(resultsOf(await bureau.downloadAll())[0]!.codes).toEqual([1062]);
  });
});

describe('the status of a filing', () => {
  it('is known by domain and by document', async () => {
    await bureau.turn({ answersItself: true, delayMs: 0 });
    await bureau.upload(1, one(withDomain('beihe-one.cn')));
    await bureau.downloadAll();
    const status = async (queryConditionType: number, queryCondition: string) => {
      const { root } = await bureau.call('isp_querybeianstatus', { queryConditionType, queryCondition });
      const info = childOf(root, 'StatusInfo');
      return [textIn(info, 'Bazt'), textIn(info, 'Ztbah'), textIn(info, 'Wzbah')];
    };
    expect(await status(0, 'beihe-one.cn')).toEqual(['0', '京ICP备99000001号', '京ICP备99000001号-1']);
    expect(await status(2, individual.organiser.document.number)).toEqual(['0', '京ICP备99000001号', '']);
    expect(await status(0, 'beihe-two.cn')).toEqual(['1', '', '']);
    expect((await bureau.call('isp_querybeianstatus', { queryConditionType: 12, queryCondition: 'abcd' })).code).toBe(
      999,
    );
  });
});

const schemas = join(import.meta.dirname, '../../../../../shared/reference/miit-v3');
const canJudge = existsSync(schemas) && spawnSync('xmllint', ['--version']).status === 0;

/** The ministry's schemas may not be committed. Where they lie beside the project, xmllint judges. */
describe.skipIf(!canJudge)('by the ministry’s schemas', () => {
  const judge = (schema: string, xml: Uint8Array): string => {
    const folder = mkdtempSync(join(tmpdir(), 'bureau-'));
    try {
      writeFileSync(join(folder, 'file.xml'), xml);
      const { stderr } = spawnSync(
        'xmllint',
        ['--noout', '--schema', join(schemas, schema), join(folder, 'file.xml')],
        {
          encoding: 'utf8',
        },
      );
      return stderr.replaceAll(folder, '').trim();
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('all that the bureau takes and all that it gives out is valid', async () => {
    await bureau.turn({ answersItself: true, delayMs: 0 });
    await bureau.turn({ fault: 'now:unknown-result' });
    const numbers = sequentialNumbers();
    for (let seed = 0; seed < 20; seed += 1) {
      const xml = uploadOf([synthetic(seed)], [], numbers);
      expect((await bureau.upload(seed + 1, xml)).code).toBe(0);
      expect(judge('upload.xsd', xml)).toBe('/file.xml validates');
    }
    await bureau.upload(21, one(withDomain('sandbox-1005.cn')));
    const files = await bureau.downloadAll();
    expect(filingsOf(files).length).toBeGreaterThan(10);
    for (const { xml } of files) expect(judge('download.xsd', xml)).toBe('/file.xml validates');
  });
});
