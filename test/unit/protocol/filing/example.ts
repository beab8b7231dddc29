/** Valid records by hand, and how a test changes one thing in them. */
import type { RuleContext } from '#protocol/filing/rule/rule.ts';
import type { FilingRecord, Person, Service } from '#protocol/filing/record.ts';
import { seedCodeTables } from '#protocol/filing/code-table.ts';
import { profileOf } from '#protocol/filing/profile.ts';

export const nowMs = Date.UTC(2026, 10, 29, 4);

export const context: RuleContext = { codeTables: seedCodeTables, profile: profileOf(110000)!, nowMs };

const person: Person = {
  name: '王测试',
  document: { typeId: 2, number: '110105199003070017', validUntil: '20361231' },
  mobile: '13800138000',
  officePhone: '010-12345678',
  email: 'wang@example.cn',
};

const website: Service = {
  id: 'site',
  kind: 'website',
  name: '象棋天地',
  domains: ['example.cn', { id: 'second', name: '例子.中国' }],
  homeUrl: 'https://www.example.cn/',
  contentIds: [8],
  languageIds: [1, 12],
  approvals: [],
  access: [{ id: 'first', modeId: 5, placeId: 1, ips: [{ from: '47.0.0.1', to: '47.0.0.9' }] }],
  personInCharge: person,
};

/** A company's new filing of a website and an app. */
export const unit: FilingRecord = {
  business: 'new-filing',
  provinceId: 110000,
  organiser: {
    kind: 'unit',
    natureId: 4,
    name: '某某科技有限公司',
    document: { typeId: 1, number: '91350100M000100Y43', address: '测试路 1 号' },
    address: { provinceId: 110000, cityId: 110100, countyId: 110105, detail: '测试路 1 号' },
    personInCharge: person,
  },
  services: [
    website,
    {
      ...website,
      id: 'app',
      kind: 'app',
      name: '象棋助手',
      domains: ['api.example.cn'],
      homeUrl: undefined,
      access: [{ id: 'app', modeId: 5, placeId: 1, ips: [{ from: '2400:3200::1', to: '2400:3200::1' }] }],
      platforms: [{ kind: 'android', packageName: 'cn.example.chess', publicKey: 'A3', fingerprint: 'ab'.repeat(16) }],
    },
  ],
};

/** An individual's new filing of a website. */
export const individual: FilingRecord = {
  ...unit,
  organiser: {
    ...unit.organiser,
    kind: 'individual',
    natureId: 5,
    name: person.name,
    document: { ...person.document, address: '测试路 1 号' },
  },
  services: [website],
};

/** A change of a website's filing. */
export const change: FilingRecord = {
  ...unit,
  business: 'change',
  existing: {
    filingNumber: '京ICP备12345678号',
    recordIds: {
      organiser: 1,
      services: { site: { id: 2, filingNumber: '京ICP备12345678号-1', access: { first: 3 } } },
    },
  },
  services: [website],
};

/** A new access of a website. */
export const newAccess: FilingRecord = {
  ...change,
  business: 'new-access',
  existing: { ...change.existing!, passwordMd5: '0123456789abcdef0123456789abcdef' },
};

/** A copy with another value at a JSON pointer; undefined takes the value out. */
export function changed(record: unknown, pointer: string, value: unknown): unknown {
  // JSON, since the records share their persons and a structured clone would too.
  const copy: unknown = JSON.parse(JSON.stringify(record));
  const keys = pointer.split('/').slice(1);
  const last = keys.pop()!;
  const parent = keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), copy);
  if (value === undefined) Reflect.deleteProperty(Object(parent), last);
  else Reflect.set(Object(parent), last, value);
  return copy;
}
