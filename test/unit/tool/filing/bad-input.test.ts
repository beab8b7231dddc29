/** What the filing command refuses: a code and a path for each bad input, exit status 1, and nothing written. */
import { spawnSync } from 'node:child_process';
import { ftruncateSync, mkdtempSync, openSync, closeSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { toXml } from '../../../../tool/filing/answer.ts';
import { change, changed, individual, newAccess, nowMs, unit } from '../../protocol/filing/example.ts';

const folder = mkdtempSync(join(tmpdir(), 'beihe-filing-'));
afterAll(() => rmSync(folder, { recursive: true }));

function xml(input: string | Uint8Array, ...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['tool/filing.ts', 'xml', ...args], {
    input,
    maxBuffer: 1e9,
  });
  return { bytes: stdout.length, lines: stderr.toString().trim().split('\n'), status };
}

const website = { ...unit, services: unit.services.slice(0, 1) };
const person = '/organiser/personInCharge';
const service = '/services/0';
const access = `${service}/access/0`;
const second = { ...unit.services[0]!, domains: ['example.com.cn'], homeUrl: undefined };
const two = (own: object) => ({ ...website, services: [website.services[0]!, { ...second, ...own }] });
const otherAccess = [{ ...second.access[0]!, id: 'other', ips: [{ from: '47.1.0.1', to: '47.1.0.1' }] }];

/** One thing wrong in a record that is valid otherwise. */
const records: readonly (readonly [what: string, record: unknown, finding: string])[] = [
  [
    'a wrong check digit of a person',
    changed(website, `${person}/document/number`, '110105199003070011'),
    `${person}/document/number  check-digit-wrong`,
  ],
  [
    'a wrong check digit of a unit',
    changed(website, '/organiser/document/number', '91350100M000101Y43'),
    '/organiser/document/number  check-digit-wrong',
  ],
  [
    'an impossible date of birth',
    changed(website, `${person}/document/number`, '110105199002300010'),
    `${person}/document/number  date-impossible`,
  ],
  [
    'an impossible end of validity',
    changed(website, `${person}/document/validUntil`, '20360230'),
    `${person}/document/validUntil  date-impossible`,
  ],
  [
    'a minor',
    changed(website, `${person}/document/number`, '110105201003070010'),
    `${person}/document/number  age-under-18`,
  ],
  ['an unknown code', changed(website, `${access}/placeId`, 35), `${access}/placeId  code-unknown`],
  ['too many characters', changed(website, '/organiser/name', 'a'.repeat(256)), '/organiser/name  text-too-long'],
  [
    'too many bytes in GBK',
    changed(website, '/organiser/name', '限'.repeat(128)),
    '/organiser/name  text-too-long-in-gbk',
  ],
  [
    'a control character',
    changed(website, `${service}/remark`, '备\u0007注'),
    `${service}/remark  text-control-character`,
  ],
  ['a lone surrogate', changed(website, `${service}/name`, '象棋\uD842天地'), `${service}/name  text-lone-surrogate`],
  [
    'an IP range backwards',
    changed(website, `${access}/ips/0`, { from: '47.0.0.9', to: '47.0.0.1' }),
    `${access}/ips/0  ip-range-backwards`,
  ],
  [
    'a subdomain',
    changed(website, `${service}/domains/0`, 'www.example.cn'),
    `${service}/domains/0  domain-is-subdomain`,
  ],
  [
    'a home page on another domain',
    changed(website, `${service}/homeUrl`, 'https://example.com/'),
    `${service}/homeUrl  home-url-foreign`,
  ],
  ['two services of one id', two({ access: otherAccess }), '/services/1/id  id-repeated'],
  ['two accesses of one id', two({ id: 'second' }), '/services/1/access/0/id  id-repeated'],
  ['an app', unit, '/services/1  profile-lacks-app'],
  [
    'an IPv6 address',
    changed(website, `${access}/ips/0`, { from: '2400:3200::1', to: '2400:3200::1' }),
    `${access}/ips/0  profile-lacks-ipv6`,
  ],
  [
    'a change without the ministry’s id',
    changed(change, '/existing/recordIds/organiser', undefined),
    '/existing/recordIds/organiser  record-id-missing',
  ],
  [
    'a new access without a password',
    changed(newAccess, '/existing/passwordMd5', undefined),
    '/existing/passwordMd5  password-missing',
  ],
];

describe('a record with', () => {
  it.each(records)('%s gives no upload', (_, record, finding) => {
    const { faults, xml: bytes } = toXml(JSON.stringify(record), 7, nowMs);
    expect(faults.map(({ path, code }) => `${path}  ${code}`)).toContain(finding);
    expect(bytes).toBeUndefined();
  });

  it('any of these refuses the whole list, on the command line too', { timeout: 60_000 }, () => {
    const { bytes, lines, status } = xml(JSON.stringify([individual, ...records.map(([, record]) => record)]));
    records.forEach(([what, , finding], n) => {
      expect(
        lines.some((line) => line.startsWith(`错误 fault  /${n + 1}${finding}  `)),
        what,
      ).toBe(true);
    });
    expect({ bytes, status }).toEqual({ bytes: 0, status: 1 });
  });
});

describe('a text that', { timeout: 120_000 }, () => {
  const text = JSON.stringify(individual);

  it.each([
    ['has a byte order mark', `\uFEFF${text}`, '/  json-byte-order-mark'],
    ['is in GBK', Uint8Array.of(0x7b, 0x22, 0xb1, 0xb8, 0xb0, 0xb8, 0x22, 0x3a, 0x31, 0x7d), '/  json-not-utf8'],
    [
      'has a key twice',
      text.replace('"kind"', '"name":"某某","name":"某某","kind"'),
      '/organiser/name  json-key-repeated',
    ],
    ['is cut off', text.slice(0, -1), '/  json-malformed'],
    ['has more than 50 MB', text + ' '.repeat(limits.filing.jsonCharacters), '/  json-too-large'],
    ['is empty', '', '/  json-malformed'],
    ['is a list of nothing', '[]', '/  list-empty'],
    ['is no record', '7', '/  field-type-wrong'],
  ])('%s gives no upload', (_, input, finding) => {
    const { bytes, lines, status } = xml(input);
    expect(
      lines.some((line) => line.startsWith(`错误 fault  ${finding}  `)),
      lines.join('\n'),
    ).toBe(true);
    expect({ bytes, status }).toEqual({ bytes: 0, status: 1 });
  });

  it('lies in a file of 5 GB is not read to its end', () => {
    const file = join(folder, 'large.json');
    const handle = openSync(file, 'w');
    ftruncateSync(handle, 5e9);
    closeSync(handle);
    const { bytes, lines, status } = xml('', file);
    expect(lines).toEqual([expect.stringContaining('json-too-large')]);
    expect({ bytes, status }).toEqual({ bytes: 0, status: 1 });
  });
});

it('a list of more than 1 000 records gives no upload', () => {
  const list = (count: number) => JSON.stringify(Array.from({ length: count }, () => individual));
  const codes = (count: number) => toXml(list(count), 7, nowMs).faults.map(({ code, path }) => `${path} ${code}`);
  expect(codes(limits.filing.uploadRecords)).toEqual([]);
  expect(codes(limits.filing.uploadRecords + 1)).toEqual([' upload-too-many-records']);
});
