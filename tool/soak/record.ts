/** Records of people and companies that do not exist, each of them once: an individual's and a company's in turn. */
import { creditCheck, mod11Radix2, organisationCheck } from '#protocol/document/check-character.ts';
import type { FilingRecord, Person } from '#protocol/filing/record.ts';

/** Whether the bureau returns the first round of the n-th record: every fourth. */
export const isReturned = (n: number): boolean => n % 4 === 3;

/** The n-th record, from 0. In the first round of one that is returned, its domain is one that the bureau knows as filed. */
export function recordOf(n: number, round = 1): FilingRecord {
  const domain = isReturned(n) && round === 1 ? 'sandbox-1005.cn' : `soak${n}.cn`;
  const person = personOf(n);
  const address = { provinceId: 110000, cityId: 110100, countyId: 110105, detail: '测试路 1 号' };
  const common = { address, personInCharge: person };
  const isUnit = n % 2 === 1;
  return {
    business: 'new-filing',
    provinceId: 110000,
    organiser: isUnit
      ? {
          kind: 'unit',
          natureId: 4,
          name: `测试${digits(n, 6)}科技有限公司`,
          document: { typeId: 1, number: creditCodeOf(n), address: '测试路 1 号' },
          legalRepresentative: { name: person.name },
          ...common,
        }
      : {
          kind: 'individual',
          natureId: 5,
          name: person.name,
          document: { ...person.document, address: '测试路 1 号' },
          ...common,
        },
    services: [
      {
        id: 'site',
        kind: 'website',
        name: '象棋天地',
        domains: [domain],
        homeUrl: `https://www.${domain}/`,
        contentIds: [8],
        languageIds: [1],
        approvals: [],
        access: [{ id: 'first', modeId: 5, placeId: 1, ips: [{ from: '47.0.0.1', to: '47.0.0.9' }] }],
        personInCharge: person,
      },
    ],
  };
}

const personOf = (n: number): Person => ({
  name: '王测试',
  document: { typeId: 2, number: residentIdOf(n), validUntil: '20361231' },
  mobile: `138${digits(n, 8)}`,
  officePhone: '010-12345678',
  email: `filer${n}@example.cn`,
});

const digits = (n: number, length: number): string => String(n).padStart(length, '0');

/** Born in 1980 in Chaoyang: 9 months of 28 days, and a thousand persons a day. */
function residentIdOf(n: number): string {
  const day = Math.floor(n / 1_000);
  const body = `1101051980${digits(1 + Math.floor(day / 28), 2)}${digits(1 + (day % 28), 2)}${digits(n % 1_000, 3)}`;
  return body + mod11Radix2(body);
}

function creditCodeOf(n: number): string {
  const organisation = `MA${digits(n, 6)}`;
  const body = `91110105${organisation}${organisationCheck(organisation)}`;
  return body + creditCheck(body);
}
