/** Interface V3.0: records out and back, and the element table against the ministry's schema. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { createRandom } from '../../../../assess/synthetic/random.ts';
import { filingRecordOf } from '../../../../assess/synthetic/filing-record.ts';
import { decodeGbk, encodeGbk } from '../../../../worker/bureau/gbk.ts';
import { carry, type Carried } from '../../../../worker/bureau/v3/carried.ts';
import { checkUpload } from '../../../../worker/bureau/v3/elements.ts';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { readRecords } from '../../../../worker/bureau/v3/read.ts';
import { uploadElement, writeUpload, type Attachment } from '../../../../worker/bureau/v3/write.ts';
import { parseXml, printXml, type XmlElement } from '../../../../worker/bureau/xml.ts';
import { change, changed, newAccess, unit } from '../../protocol/filing/example.ts';

/** How many records the long run takes; the suite takes 50. */
const count = Number(process.env['BEIHE_RECORDS'] ?? 50);
/** Of these, how many uploads xmllint judges. */
const judged = Math.min(count, 2_000);

const messagesOf = (record: FilingRecord, key: string) =>
  carry(record).carried.map((carried, n) => ({ carried, key: `${key}-${n}` }));

/** A record that V3.0 can carry. A change carries no document type above 11. One of 25 has 500 domains. */
function carriable(seed: number): FilingRecord {
  for (let n = seed; ; n += 100_000) {
    const record = filingRecordOf(n, { version3: true, ...(seed % 25 === 0 ? { domains: 500 } : {}) });
    if (carry(record).faults.length === 0) return record;
  }
}

const order = ['new-filing', 'new-service', 'new-access', 'change'];
const byMessage = (records: readonly Carried[]) =>
  records.toSorted((a, b) => order.indexOf(a.business) - order.indexOf(b.business));

describe('records', () => {
  it(`come back equal from valid bytes, ${count} of them`, () => {
    for (let seed = 0; seed < count; seed += 1) {
      const records = messagesOf(carriable(seed), `record-${seed}`);
      const numbers = sequentialNumbers();
      const root = parseXml(decodeGbk(writeUpload({ providerId: 7, records }, numbers)));
      expect(checkUpload(root), `seed ${seed}`).toEqual([]);
      expect(readRecords(root, numbers), `seed ${seed}`).toEqual(records.map(({ carried }) => carried));
    }
  });

  it('of every business share one upload', () => {
    const records = Array.from({ length: 20 }, (_, seed) => messagesOf(carriable(seed), `record-${seed}`)).flat();
    const numbers = sequentialNumbers();
    const root = parseXml(decodeGbk(writeUpload({ providerId: 7, records }, numbers)));
    expect(checkUpload(root)).toEqual([]);
    expect(readRecords(root, numbers)).toEqual(byMessage(records.map(({ carried }) => carried)));
  });

  it('number every thing apart, though records have ids in common', () => {
    const records = Array.from({ length: 20 }, (_, seed) => messagesOf(carriable(seed), `record-${seed}`)).flat();
    const xml = printXml(uploadElement({ providerId: 7, records }, sequentialNumbers()));
    for (const name of ['IspZtid', 'IspWzid', 'IspYmid', 'IspJrid', 'IspIpid']) {
      const numbers = Array.from(xml.matchAll(new RegExp(`<${name}>(\\d+)<`, 'g')), ([, number]) => number);
      expect(numbers.length, name).toBeGreaterThan(1);
      expect(new Set(numbers).size, name).toBe(numbers.length);
    }
  });

  it('keep their numbers when they are sent again', () => {
    const numbers = sequentialNumbers();
    const upload = { providerId: 7, records: messagesOf(carriable(3), 'record') };
    expect(writeUpload(upload, numbers)).toEqual(writeUpload(upload, numbers));
  });
});

describe('carry', () => {
  const website = { ...unit, services: unit.services.slice(0, 1) };
  const faults = (record: unknown) => carry(record as FilingRecord).faults.map(({ code, path }) => `${code} ${path}`);

  it.each([
    ['profile-lacks-app /services/1', unit],
    [
      'profile-lacks-ipv6 /services/0/access/0/ips/0',
      changed(website, '/services/0/access/0/ips/0', { from: '2400::1', to: '2400::2' }),
    ],
    ['profile-lacks-code /services/0/contentIds/0', changed(website, '/services/0/contentIds', [65])],
    ['profile-lacks-code /organiser/document/typeId', changed(change, '/organiser/document/typeId', 12)],
    ['access-missing /services/0/access', changed(change, '/services/0/access', [])],
  ])('refuses with %s', (expected, record) => {
    expect(faults(record)).toContain(expected);
    expect(carry(record as FilingRecord).carried).toEqual([]);
  });

  it('says which fields it leaves out', () => {
    const dropped = carry(
      changed(website, '/organiser/legalRepresentative', { name: '李测试' }) as FilingRecord,
    ).warnings;
    expect(dropped.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'profile-drops-field /organiser/legalRepresentative',
      'profile-drops-field /organiser/personInCharge/document/validUntil',
      'profile-drops-field /services/0/personInCharge/document/validUntil',
    ]);
  });
});

const picture = { formatId: 1, content: '/9j/4AAQ' };
const attachments: Attachment[] = [
  { ...picture, purposeId: 1, owner: { kind: 'service', id: 'site' }, remark: '核验单' },
  { ...picture, purposeId: 2, owner: { kind: 'organiser' } },
];
const evidence: Attachment[] = [
  { ...picture, purposeId: 1, owner: { kind: 'service', ministryId: 12 } },
  { ...picture, purposeId: 5, owner: { kind: 'organiser', filingNumber: '京ICP备12345678号' }, remark: '照片' },
];

/** An upload with everything that the table knows. */
function wholeUpload(seed = 0): XmlElement {
  const website = { ...unit, services: unit.services.slice(0, 1) };
  const records = [website, change, newAccess, ...Array.from({ length: 3 }, (_, n) => carriable(seed * 3 + n))]
    .flatMap((record, n) => messagesOf(record, n === 0 ? 'record' : `record-${n}`))
    .map((entry, n) => (n === 0 ? { ...entry, key: 'record', attachments } : entry));
  const cancellations = [
    { of: 'organiser', ministryId: 1, reasonId: 2, remark: '停止运营', passwordMd5: '0'.repeat(32) },
    { of: 'access', ministryId: 3, reasonId: 2 },
  ] as const;
  return uploadElement({ providerId: 7, records, evidence, cancellations }, sequentialNumbers());
}

describe('uploads', () => {
  it('carry attachments, late evidence and cancellations', () => {
    const xml = printXml(wholeUpload());
    expect(checkUpload(wholeUpload())).toEqual([]);
    for (const part of ['<XZHYD><Fjxx>', '<ZXBA><Zx_xx><Zxlb>0</Zxlb>', '<Fj><Fjxx>', '<Jlid>12</Jlid>']) {
      expect(xml).toContain(part);
    }
  });

  it('name a new website of an existing filing by its number', () => {
    const record = { ...change, business: 'new-service' as const };
    const records = messagesOf(record, 'record').map((entry) => ({ ...entry, attachments: attachments.slice(0, 1) }));
    const upload = uploadElement({ providerId: 7, records }, sequentialNumbers());
    expect(checkUpload(upload)).toEqual([]);
    expect(printXml(upload)).toContain('<Ssdxlx>2</Ssdxlx><Ssdxbs><Jlid>1</Jlid></Ssdxbs>');
  });

  it('take no late evidence of a record that is not there', () => {
    expect(() => uploadElement({ providerId: 7, evidence: attachments }, sequentialNumbers())).toThrow(RangeError);
  });

  it('are refused with the path of what is wrong', () => {
    const xml = printXml(wholeUpload()).replace('<Bbfs>1</Bbfs>', '<Bbfs>2</Bbfs>').replace(' version="V.3.0"', '');
    expect(checkUpload(parseXml(xml))).toEqual([
      { path: 'UploadData', code: 'attribute-wrong' },
      { path: 'UploadData/ICP/XZBA/Baxx[1]/Zt_xx/Bbfs', code: 'value-wrong' },
    ]);
  });
});

const schema = '../shared/reference/miit-v3/upload.xsd';
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

describe.runIf(existsSync(schema) && hasXmllint)('the ministry’s schema', () => {
  /** Verdicts of xmllint on documents, in order. */
  function verdictsOf(documents: readonly Uint8Array[]): boolean[] {
    const folder = mkdtempSync(join(tmpdir(), 'beihe-xml-'));
    try {
      const files = documents.map((document, n) => {
        writeFileSync(join(folder, `${n}.xml`), document);
        return join(folder, `${n}.xml`);
      });
      const { stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schema, ...files], {
        encoding: 'utf8',
        maxBuffer: 1e9,
      });
      const valid = new Set(Array.from(stderr.matchAll(/^(\S+) validates$/gm), ([, file]) => file));
      return files.map((file) => valid.has(file));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Verdict of the element table. */
  function accepts(document: Uint8Array): boolean {
    try {
      return checkUpload(parseXml(decodeGbk(document))).length === 0;
    } catch {
      return false;
    }
  }

  it('takes what we write', () => {
    const documents = Array.from({ length: judged }, (_, seed) => encodeGbk(printXml(wholeUpload(seed))));
    expect(verdictsOf(documents)).toEqual(documents.map(() => true));
  });

  it('gives 2 000 altered documents the same verdict as the element table', () => {
    const originals = Array.from({ length: 7 }, (_, seed) => printXml(wholeUpload(seed)));
    const documents = Array.from({ length: 2_000 }, (_, seed) => encodeGbk(altered(originals[seed % 7]!, seed)));
    const expected = verdictsOf(documents);
    const differing = documents.flatMap((document, n) => (accepts(document) === expected[n] ? [] : [n]));
    expect(differing).toEqual([]);
    const valid = expected.filter(Boolean).length;
    expect(valid, 'documents of both kinds').toBeGreaterThan(200);
    expect(valid).toBeLessThan(1_800);
  }, 120_000);
});

/** One alteration of a document: some leave it valid, most do not, and some leave it no XML. */
function altered(xml: string, seed: number): string {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const of = <Entry>(list: readonly Entry[]): Entry => list[below(list.length)]!;
  const leaves = [...xml.matchAll(/<(\w+)>([^<]*)<\/\1>/g)];
  const chosen = of(leaves);
  const [whole, name, value] = chosen as unknown as [string, string, string];
  const at = chosen.index;
  const replace = (text: string) => xml.slice(0, at) + text + xml.slice(at + whole.length);
  const refill = (text: string) => replace(`<${name}>${text}</${name}>`);
  const alterations: readonly (() => string)[] = [
    () => replace(''),
    () => replace(whole + whole),
    () => replace(`<Bz>x</Bz>${whole}`),
    () => replace(`${whole}x`),
    () => replace(`${whole}<!-- c -->\n  `),
    () => replace(whole.replaceAll(name, `${name}x`)),
    () => replace(`<${name}/>`),
    () => replace(`<${name} a="1">${value}</${name}>`),
    () => replace(`<${name}>${value}`),
    () => refill(`<b>${value}</b>`),
    () => refill(''),
    () => refill(' '),
    () =>
      refill(
        of([
          '0',
          '1',
          '-1',
          '+7',
          '007',
          ' 7 ',
          '64',
          '65',
          '999',
          '1000',
          '99999',
          '100000',
          '4294967296',
          '1.0',
          '1e3',
          '９',
        ]),
      ),
    () => refill(of(['9223372036854775807', '9223372036854775808', '-9223372036854775809', '00000000000000000000001'])),
    () =>
      refill('限'.repeat(of([3, 4, 5, 6, 10, 11, 32, 33, 128, 129, 255, 256, 257, 512, 513, 1000, 1001, 1024, 1025]))),
    () => refill('&#x20BB7;'.repeat(of([4, 128, 129, 255, 256]))),
    () => refill(`<![CDATA[${value}]]>`),
    () => refill(`${value}&#10;`),
    () => refill(of(['&lt;', '&', '&x;', '&#0;', '&#xD800;', ']]>', '<'])),
    () => swapped(xml, below),
    () =>
      xml.replace(
        'version="V.3.0"',
        of(['', 'version=""', 'version="V.3.1"', 'Version="V.3.0"', 'version="V.3.0" a="1"']),
      ),
    () => xml.replace('<Qqdwid>7</Qqdwid>', '').replace('<ICP>', '<ICP><Qqdwid>7</Qqdwid>'),
    () => `${xml}${of(['x', '<a/>', '\n', '<!-- c -->'])}`,
    () => xml.slice(0, below(xml.length)),
    () => xml,
  ];
  return of(alterations)();
}

/** Two neighbours change places: valid in an xs:all, not in a sequence. */
function swapped(xml: string, below: (limit: number) => number): string {
  const pairs = [...xml.matchAll(/(<(\w+)>[^<]*<\/\2>)(<(\w+)>[^<]*<\/\4>)/g)];
  const { 0: both, 1: first, 3: second, index } = pairs[below(pairs.length)]!;
  return xml.slice(0, index) + second + first + xml.slice(index + both.length);
}
