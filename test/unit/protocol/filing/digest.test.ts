import { createHash } from 'node:crypto';
import { recordDigest, shownTo, subjectDigest } from '#protocol/filing/digest.ts';
import { describe, expect, it } from 'vitest';
import { filingRecordOf } from '../../../../assess/synthetic/filing-record.ts';
import { unit } from './example.ts';

const salt = 'AAECAwQFBgcICQoLDA0ODw';
const person = unit.organiser.personInCharge;
const subject = { provider: '某某接入商', person };

describe('recordDigest', () => {
  it('is the SHA-256 of sorted JSON, as computed here by hand', () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .filter(([, member]) => member !== undefined)
                .toSorted(([a], [b]) => (a < b ? -1 : 1))
                .map(([key, member]) => [key, sorted(member)]),
            )
          : value;
    const text = JSON.stringify(sorted({ digest: 'record', salt, record: unit }));
    expect(recordDigest(unit, salt)).toBe(createHash('sha256').update(text).digest('base64url'));
  });

  it('does not depend on the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(unit).toReversed());
    expect(recordDigest({ ...unit, ...turned }, salt)).toBe(recordDigest(unit, salt));
  });

  it('changes with the record and with the salt', () => {
    const remarked = { ...unit, services: unit.services.map((service) => ({ ...service, remark: '改' })) };
    expect(recordDigest(remarked, salt)).not.toBe(recordDigest(unit, salt));
    expect(recordDigest(unit, 'AAECAwQFBgcICQoLDA0ODg')).not.toBe(recordDigest(unit, salt));
  });

  it('takes every record there is', () => {
    const digests = Array.from({ length: 100 }, (_, seed) => recordDigest(filingRecordOf(seed), salt));
    expect(new Set(digests).size).toBe(100);
    for (const digest of digests) expect(digest).toMatch(/^[\w-]{43}$/);
  });
});

describe('subjectDigest', () => {
  it('stays when what the person is not shown is corrected', () => {
    const corrected = {
      ...unit,
      organiser: { ...unit.organiser, address: { ...unit.organiser.address, detail: '测试路 2 号' } },
    };
    expect(subjectDigest(corrected, salt, subject)).toBe(subjectDigest(unit, salt, subject));
    expect(recordDigest(corrected, salt)).not.toBe(recordDigest(unit, salt));
  });

  it.each([
    ['the provider', unit, { ...subject, provider: '另一接入商' }],
    ['the person', unit, { ...subject, person: { ...person, name: '李测试' } }],
    ['the organiser', { ...unit, organiser: { ...unit.organiser, name: '另一公司' } }, subject],
    ['a service', { ...unit, services: unit.services.slice(0, 1) }, subject],
  ])('changes with %s', (_, record, own) => {
    expect(subjectDigest(record, salt, own)).not.toBe(subjectDigest(unit, salt, subject));
  });

  it('shows domains by name, however the record gives them', () => {
    expect(shownTo(unit, subject).services.map(({ domains }) => domains)).toEqual([
      ['example.cn', '例子.中国'],
      ['api.example.cn'],
    ]);
  });
});
