/** Valid records pass; each code has a row that changes one thing in one of them. */
import { documentFindings } from '#protocol/document/finding.ts';
import { checkRecord } from '#protocol/filing/check-record.ts';
import { filingMeanings } from '#protocol/filing/finding.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import { limits } from '#protocol/limits.ts';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../assess/synthetic/random.ts';
import { filingRecordOf, recordsNowMs } from '../../../../assess/synthetic/filing-record.ts';
import { change, changed, context, individual, newAccess, unit } from './example.ts';

const check = (input: unknown, own = context) => {
  const { faults, warnings } = checkRecord(input, own);
  return [...faults, ...warnings].map(({ code, path }) => `${code} ${path}`);
};

describe('valid records', () => {
  it.each(Object.entries({ unit, individual, change, newAccess }))('%s has no finding', (_, record) => {
    expect(checkRecord(record, context)).toEqual({ record, faults: [], warnings: [] });
  });

  it('of every seed have no fault', () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const record = filingRecordOf(seed);
      const { faults } = checkRecord(record, {
        ...context,
        profile: profileOf(record.provinceId)!,
        nowMs: recordsNowMs,
      });
      expect(faults, `seed ${seed}`).toEqual([]);
    }
  });

  it('may have 500 domains', () => {
    const record = filingRecordOf(1, { domains: 500 });
    expect(record.services[0]!.domains).toHaveLength(500);
    expect(checkRecord(record, { ...context, profile: profileOf(record.provinceId)! }).faults).toEqual([]);
  });

  it('may have texts of the greatest length, in characters outside the first plane too', () => {
    const longest = (text: string) => check(changed(unit, '/organiser/name', text));
    expect(longest('a'.repeat(255))).toEqual([]);
    expect(longest(`${'限'.repeat(125)}公司a`)).toEqual([]);
    expect(longest(`${'𠮷'.repeat(62)}公司abc`)).toEqual(['text-outside-gbk /organiser/name']);
  });
});

type Row = readonly [code: string, record: unknown, pointer: string, value: unknown, at?: string];

const person = '/organiser/personInCharge';
const service = '/services/0';
const ids = '/existing/recordIds';

const rows: readonly Row[] = [
  ['field-missing', unit, '/organiser/name', undefined],
  ['field-missing', unit, '/business', undefined],
  ['field-missing', unit, `${person}/officePhone`, undefined],
  ['field-missing', change, `${service}/id`, undefined],
  ['field-missing', change, `${service}/access/0/id`, undefined],
  ['field-unknown', unit, '/organiser/nickname', 'x'],
  ['field-unknown', unit, '/a~b', 'x', '/a~0b'],
  ['field-type-wrong', unit, '/organiser/name', 7],
  ['field-type-wrong', unit, '/organiser/natureId', '4'],
  ['field-type-wrong', unit, '/organiser/natureId', 4.5],
  ['field-type-wrong', unit, `${service}/domains`, 'example.cn'],
  ['field-type-wrong', unit, `${service}/domains/0`, 7],
  ['value-unknown', unit, '/business', 'new-domain'],
  ['value-unknown', unit, `${service}/kind`, 'mini-program'],
  ['number-out-of-range', unit, '/organiser/natureId', 1000],
  ['number-out-of-range', change, `${ids}/organiser`, 0],
  ['list-empty', unit, '/services', []],
  ['list-empty', unit, `${service}/contentIds`, []],
  ['list-empty', unit, `${service}/access/0/ips`, []],
  [
    'list-too-long',
    unit,
    `${service}/domains`,
    Array.from({ length: limits.filing.domains + 1 }, (_, n) => `a${n}.cn`),
  ],

  ['text-blank', unit, '/organiser/name', ''],
  ['text-blank', unit, '/organiser/name', ' \u3000'],
  ['text-too-short', unit, `${person}/email`, 'a@b.c'],
  ['text-too-long', unit, '/organiser/name', '限'.repeat(256)],
  [
    'text-too-long',
    unit,
    `${service}/approvals`,
    [{ typeId: 1, number: '1', file: `/9j/${'A'.repeat(102_400)}` }],
    `${service}/approvals/0/file`,
  ],
  ['text-padded', unit, '/organiser/name', ' 某某公司'],
  ['text-control-character', unit, '/organiser/name', '某某\n公司'],
  ['text-control-character', unit, '/organiser/name', '某某\u0000公司'],
  ['text-control-character', unit, `${service}/remark`, '备\u2028注'],
  ['text-lone-surrogate', unit, '/organiser/name', '某某\uD842公司'],
  ['text-lone-surrogate', unit, `${service}/domains/0`, 'a\uDC00.cn'],
  ['text-undecodable', unit, '/organiser/name', '\uFFFD\uFFFD公司'],
  ['text-direction-control', unit, '/organiser/name', '某某\u202E公司'],
  ['text-outside-gbk', unit, `${person}/name`, '王𠮷'],
  ['text-too-long-in-gbk', unit, '/organiser/name', `${'限'.repeat(126)}公司`],
  ['text-too-long-in-gbk', unit, `${person}/name`, '𠮷'.repeat(33)],
  ['text-too-long-in-gbk', unit, `${service}/remark`, '备'.repeat(513)],

  ['existing-missing', change, '/existing', undefined],
  ['existing-not-allowed', unit, '/existing', change.existing],
  ['filing-number-malformed', change, '/existing/filingNumber', '12345678'],
  ['password-missing', newAccess, '/existing/passwordMd5', undefined],
  ['password-malformed', newAccess, '/existing/passwordMd5', 'secret'],
  ['record-id-missing', change, `${ids}/organiser`, undefined],
  ['record-id-missing', change, `${ids}/services/site/id`, undefined],
  ['record-id-missing', change, `${ids}/services/site/filingNumber`, undefined],
  ['record-id-missing', change, `${ids}/services/site/access/first`, undefined],
  ['record-id-missing', newAccess, `${ids}/services/site`, undefined],
  ['access-missing', unit, `${service}/access`, []],
  [
    'access-not-single',
    newAccess,
    `${service}/access`,
    [0, 1].map((n) => ({ ...unit.services[n]!.access[0]!, id: `${n}` })),
  ],

  ['code-unknown', unit, '/organiser/natureId', 7],
  ['code-unknown', unit, '/organiser/document/typeId', 8],
  ['code-unknown', unit, `${service}/contentIds/0`, 26],
  ['code-unknown', unit, `${service}/languageIds/0`, 18],
  ['code-unknown', unit, `${service}/access/0/modeId`, 6],
  ['code-unknown', unit, `${service}/access/0/placeId`, 13],
  ['code-unknown', unit, '/provinceId', 710000],
  ['code-unknown', unit, '/organiser/address/provinceId', 110100],
  ['code-repeated', unit, `${service}/languageIds`, [1, 1], `${service}/languageIds/1`],
  ['region-outside-province', unit, '/organiser/address/cityId', 320100],
  ['region-outside-province', unit, '/organiser/address/countyId', 320102],
  ['region-unknown', unit, '/organiser/address/cityId', 119900],
  ['region-unknown', unit, '/organiser/address/countyId', 110199],
  ['province-differs', unit, '/organiser/address/provinceId', 320000],

  ['nature-kind-mismatch', unit, '/organiser/natureId', 5],
  ['nature-kind-mismatch', individual, '/organiser/natureId', 4],
  ['document-kind-mismatch', unit, '/organiser/document/typeId', 2],
  ['document-kind-mismatch', individual, '/organiser/document/typeId', 1],
  ['document-kind-mismatch', unit, `${person}/document/typeId`, 1],
  ['document-nature-mismatch', unit, '/organiser/natureId', 3, '/organiser/document/typeId'],
  ['person-differs', individual, '/organiser/name', '李测试', `${person}/name`],
  ['person-differs', individual, `${service}/personInCharge/document/number`, '110105199003070029'],
  ['unit-field-of-individual', individual, '/organiser/superior', '某某集团'],
  ['unit-field-of-individual', individual, '/organiser/legalRepresentative', { name: '王测试' }],
  ['name-not-personal', unit, `${person}/name`, '王测试2'],
  ['mobile-malformed', unit, `${person}/mobile`, '12800138000'],
  ['mobile-malformed', unit, `${person}/mobile`, '13800138000,13800138001'],
  ['phone-malformed', unit, `${person}/officePhone`, '(010)12345678'],
  ['email-malformed', unit, `${person}/email`, 'wang.example.cn'],

  ['id-malformed', unit, `${service}/id`, 'a b'],
  ['id-malformed', change, `${ids}/services`, { 'a b': {} }, `${ids}/services/a b`],
  ['id-repeated', unit, '/services/1/id', 'site'],
  ['id-repeated', unit, '/services/1/access/0/id', 'first'],
  ['domain-missing', unit, `${service}/domains`, []],
  ['domain-malformed', unit, `${service}/domains/0`, 'exa_mple.cn'],
  ['domain-malformed', unit, `${service}/domains/0`, 'xn--99999999999.cn'],
  ['domain-malformed', unit, `${service}/domains/0`, '47.0.0.1'],
  ['domain-capitals', unit, `${service}/domains/0`, 'Example.cn'],
  ['domain-suffix-unknown', unit, `${service}/domains/0`, 'example.nowhere'],
  ['domain-is-suffix', unit, `${service}/domains/0`, 'com.cn'],
  ['domain-is-subdomain', unit, `${service}/domains/0`, 'www.example.cn'],
  ['domain-is-subdomain', unit, `${service}/domains/1/name`, '站.例子.中国'],
  ['domain-repeated', unit, `${service}/domains/0`, 'xn--fsqu00a.xn--fiqs8s', `${service}/domains/1/name`],
  ['home-url-malformed', unit, `${service}/homeUrl`, 'ftp://example.cn/'],
  ['home-url-foreign', unit, `${service}/homeUrl`, 'https://example.com/'],
  ['home-url-foreign', unit, `${service}/homeUrl`, 'https://badexample.cn/'],
  ['platform-missing', unit, '/services/1/platforms', []],
  ['platform-of-website', unit, `${service}/platforms`, unit.services[1]!.platforms],
  ['package-name-malformed', unit, '/services/1/platforms/0/packageName', 'chess'],
  ['fingerprint-malformed', unit, '/services/1/platforms/0/fingerprint', 'ab'.repeat(20)],
  [
    'file-malformed',
    unit,
    `${service}/approvals`,
    [{ typeId: 1, number: '1', file: 'iVBORw0KGgo=' }],
    `${service}/approvals/0/file`,
  ],

  ['ip-malformed', unit, `${service}/access/0/ips/0/from`, '47.0.0.256'],
  ['ip-malformed', unit, `${service}/access/0/ips/0/to`, '47.0.0.09'],
  ['ip-family-mixed', unit, `${service}/access/0/ips/0/to`, '2400:3200::1', `${service}/access/0/ips/0`],
  ['ip-range-backwards', unit, `${service}/access/0/ips/0/to`, '47.0.0.0', `${service}/access/0/ips/0`],
  ['ip-overlap', unit, `${service}/access/0/ips/1`, { from: '47.0.0.5', to: '47.0.0.5' }],
  ['ip-not-public', unit, `${service}/access/0/ips/0/from`, '10.0.0.1', `${service}/access/0/ips/0`],

  ['name-needs-approval', unit, `${service}/name`, '象棋新闻'],
  ['name-of-company', individual, `${service}/name`, '象棋有限公司'],
  ['name-is-domain', unit, `${service}/name`, 'example.cn'],
  ['name-nature-mismatch', unit, '/organiser/name', '某某县人民政府'],
  ['superior-is-person', changed(unit, '/organiser/natureId', 2), '/organiser/superior', '王小明'],
  ['authorisation-letter-needed', unit, '/organiser/legalRepresentative', { name: '李测试' }, `${person}/name`],

  ['check-digit-wrong', unit, `${person}/document/number`, '110105199003070011'],
  ['check-digit-wrong', unit, '/organiser/document/number', '91350100M000101Y43'],
  ['credit-code-check-doubtful', unit, '/organiser/document/number', '91350211M00013FA1N'],
  ['date-impossible', unit, `${person}/document/number`, '110105199002300010'],
  ['age-under-18', unit, `${person}/document/number`, '110105201003070010'],
  ['document-expired', unit, `${person}/document/validUntil`, '20200101'],
  ['validity-malformed', unit, `${person}/document/validUntil`, '2036'],
];

describe('checkRecord', () => {
  const cases = rows.map(([code, record, pointer, value, at = pointer]) => ({ code, record, pointer, value, at }));

  it.each(cases)('finds $code at $at', ({ code, record, pointer, value, at }) => {
    expect(check(changed(record, pointer, value))).toContain(`${code} ${at}`);
  });

  it('has a row for every code', () => {
    const ofProvinces = ['legal-representative-missing', 'person-not-legal-representative'];
    const covered = new Set([...rows.map(([code]) => code), ...ofProvinces, ...Object.keys(documentFindings)]);
    expect(
      Object.keys(filingMeanings).filter((code) => !covered.has(code) && !/^(json|profile|upload)-/.test(code)),
    ).toEqual([]);
  });

  it('gives all faults at once, each with its sentence in both languages', () => {
    const wrong = changed(
      changed(changed(unit, '/organiser/name', 7), `${service}/domains/0`, 'www.example.cn'),
      `${person}/mobile`,
      '1',
    );
    const { record, faults } = checkRecord(wrong, context);
    expect(record).toBeUndefined();
    expect(faults.map(({ code }) => code)).toEqual([
      'field-type-wrong',
      'text-too-short',
      'mobile-malformed',
      'domain-is-subdomain',
    ]);
    expect(faults.at(-1)).toEqual({
      code: 'domain-is-subdomain',
      severity: 'fault',
      path: '/services/0/domains/0',
      message: {
        en: 'File the registered domain example.cn, not a name below it.',
        'zh-CN': '网站备案须填写所注册的域名 example.cn，不能填写其下级域名。',
      },
    });
  });

  it('says one thing about a text that is blank or too long', () => {
    expect(check(changed(unit, `${person}/officePhone`, ''))).toEqual([`text-blank ${person}/officePhone`]);
    expect(check(changed(unit, `${person}/officePhone`, '0'.repeat(129)))).toEqual([
      `text-too-long ${person}/officePhone`,
    ]);
    expect(check(changed(unit, '/organiser/document/number', ' '))).toEqual(['text-blank /organiser/document/number']);
  });

  it('reads on beside a field that a record does not have', () => {
    const wrong = changed(changed(unit, '/organiser/nickname', 'x'), `${person}/mobile`, '12800138000');
    expect(check(wrong)).toEqual(['field-unknown /organiser/nickname', `mobile-malformed ${person}/mobile`]);
  });

  it('says which characters of a text are wrong', () => {
    const { faults } = checkRecord(changed(unit, '/organiser/name', '某某\n公司'), context);
    expect(faults).toMatchObject([{ code: 'text-control-character', start: 2, end: 3 }]);
  });

  it.each([
    ['', 'field-type-wrong'],
    [null, 'field-type-wrong'],
    [undefined, 'field-missing'],
    [[], 'field-type-wrong'],
    ['{}', 'field-type-wrong'],
  ])('refuses %j', (input, code) => expect(check(input)).toEqual([`${code} `]));

  it('lists no more findings than anyone reads', () => {
    const wrong = { ...unit.services[0]!, contentIds: Array.from({ length: limits.filing.contents }, () => 'x') };
    const many = { ...unit, services: Array.from({ length: limits.filing.services }, () => wrong) };
    expect(checkRecord(many, context).faults).toHaveLength(limits.filing.findings);
  });

  it('wants the legal representative where the province does', () => {
    const strict = { ...context, profile: { ...context.profile, organiserIsLegalRepresentative: true } };
    const own = { ...unit.organiser, legalRepresentative: { name: '李测试' } };
    expect(check(unit, strict)).toEqual(['legal-representative-missing /organiser/legalRepresentative']);
    const authorised = unit.services.map((_, n) => `authorisation-letter-needed /services/${n}/personInCharge/name`);
    const named = { ...unit, organiser: own };
    expect(check(named, strict)).toEqual([`person-not-legal-representative ${person}/name`, ...authorised]);
    expect(check(named)).toEqual([`authorisation-letter-needed ${person}/name`, ...authorised]);
    expect(check(individual, strict)).toEqual([]);
  });

  it('takes the code tables of a download', () => {
    const codeTables = {
      ...context.codeTables,
      accessModes: [{ id: 9, name: '边缘接入' }],
      places: [{ id: 2, name: '上海' }],
    };
    expect(check(individual, { ...context, codeTables })).toEqual([
      `code-unknown ${service}/access/0/modeId`,
      `code-unknown ${service}/access/0/placeId`,
    ]);
  });

  it('answers soon for texts of megabytes and for a million levels', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`);
    for (const value of [deep, '备'.repeat(1_000_000), ';'.repeat(1_000_000), '\uD800'.repeat(1_000_000)]) {
      for (const pointer of ['/organiser/name', `${person}/mobile`, `${service}/homeUrl`, `${service}/domains/0`]) {
        const { faults } = checkRecord(changed(unit, pointer, value), context);
        expect([...new Set(faults.map(({ path }) => path))]).toEqual([pointer]);
      }
    }
  }, 60_000);

  it('throws on no JSON', () => {
    const random = createRandom(7);
    const below = (limit: number) => Math.floor(random() * limit);
    const odd: readonly (() => unknown)[] = [
      () => null,
      () => [],
      () => ({}),
      () => -1,
      () => 1e308,
      () => '\uD800',
      () => '9'.repeat(below(2_000)),
      () => ({ id: 'x', name: 'x' }),
      () => [undefined, null, [[]]],
      () => true,
    ];
    const spoil = (value: unknown, depth: number): unknown => {
      if (below(12) === 0 || depth > 8) return odd[below(odd.length)]!();
      if (Array.isArray(value)) return value.map((entry) => spoil(entry, depth + 1));
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, spoil(member, depth + 1)]));
    };
    for (let n = 0; n < 1_000; n += 1) {
      const record = spoil([unit, individual, change, newAccess][n % 4], 0);
      const { faults } = checkRecord(record, context);
      for (const { path, message } of faults) expect(`${path} ${message.en}`).not.toMatch(/undefined|NaN/);
    }
  });
});

describe('filingMeanings', () => {
  it.each(Object.entries(filingMeanings))('%s has a sentence in both languages', (_, meaning) => {
    expect(meaning.en).toMatch(/^[A-Z].*\.$/);
    expect(meaning['zh-CN']).toMatch(/\p{Script=Han}.*。$/u);
    const gaps = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted();
    expect(gaps(meaning.en)).toEqual(gaps(meaning['zh-CN']));
  });
});
