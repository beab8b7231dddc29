/** What the first page prints of a record: ticks, remarks, days, and values that do not fit. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormContent, SignedForm } from '#protocol/filing/form/form.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { verificationPage } from '../../../../worker/form/layout/verification-page.ts';
import { formNumber } from '../../../../worker/form/number.ts';
import { dayOf, momentOf, portraitRemark, ticksOf } from '../../../../worker/form/printed.ts';
import { prepareForm, type FormTools } from '../../../../worker/form/release.ts';
import { verificationForm } from '../../../../worker/form/template/verification-form.ts';
import { individual, unit } from '../../protocol/filing/example.ts';
import { requestOf, toolsWith } from './example.ts';

let tools: FormTools;
beforeAll(async () => {
  tools = await toolsWith();
});

const contentOf = async (record: FilingRecord): Promise<FormContent> =>
  (await prepareForm(requestOf(record), tools)).value!.content;

/** Names of the ticked boxes of one item. */
const ticked = (content: FormContent, item: string) =>
  [...ticksOf(content)].filter((name) => name.startsWith(`${item}:`)).map((name) => name.slice(item.length + 1));

describe('是否当面采集', () => {
  it.each([
    ['yes-with-remark', ['yes'], '（以电子化方式采集并留存）'],
    ['no-with-remark', ['no'], '（以电子化方式采集并留存）'],
    ['plain-yes', ['yes'], ''],
  ] as const)('of an electronic portrait follows the profile: %s', async (electronicPortrait, boxes, remark) => {
    const content = { ...(await contentOf(unit)), electronicPortrait };
    expect([ticked(content, 'portrait'), portraitRemark(content)]).toEqual([boxes, remark]);
  });

  it('of a portrait taken in person is a plain 是, whatever the profile says', async () => {
    const content = await contentOf(unit);
    const items = content.items.map((item) =>
      item.item === 'portrait' ? { ...item, answer: 'in-person' as const } : item,
    );
    for (const electronicPortrait of ['yes-with-remark', 'no-with-remark', 'plain-yes'] as const) {
      const inPerson = { ...content, items, electronicPortrait };
      expect([ticked(inPerson, 'portrait'), portraitRemark(inPerson)]).toEqual([['yes'], '']);
    }
  });
});

describe('the boxes', () => {
  it.each([
    [1, 'business-licence'],
    [3, 'organisation-code'],
    [4, 'institution'],
    [5, 'army'],
    [6, 'association'],
    [24, 'other'],
  ])('tick for a unit’s document of type %i: %s', async (typeId, box) => {
    const content = await contentOf(unit);
    const { organiser } = content;
    const other = { ...content, organiser: { ...organiser, document: { ...organiser.document, typeId } } };
    expect(ticked(other, 'unit-document')).toEqual([box]);
  });

  it.each([
    [2, 'resident-id'],
    [7, 'passport'],
    [11, 'travel-permit'],
    [14, 'travel-permit'],
    [30, 'other'],
    [41, 'other'],
  ])('tick for a person’s document of type %i: %s', async (typeId, box) => {
    const content = await contentOf(individual);
    const { personInCharge } = content.service;
    const document = { ...personInCharge.document, typeId };
    const other = { ...content, service: { ...content.service, personInCharge: { ...personInCharge, document } } };
    expect(ticked(other, 'personal-document')).toEqual([box]);
    expect(ticked(other, 'unit-document')).toEqual([]);
  });

  it('tick 否 for approvals without any, and each approval that there is', async () => {
    const content = await contentOf(unit);
    expect(ticked(content, 'approvals')).toEqual(['no']);
    const approvals = [1, 6, 12].map((typeId) => ({ typeId, number: '1' }));
    expect(ticked({ ...content, service: { ...content.service, approvals } }, 'approval')).toEqual([
      'news',
      'bulletin',
      'other',
    ]);
  });
});

describe('a value that does not fit', () => {
  const pageOf = async (record: FilingRecord) => {
    const content = await contentOf(record);
    const form: SignedForm = { ...content, digest: 'd'.repeat(43), signatures: [] };
    const template = verificationForm({ kind: 'website', variant: 'national', organiser: 'unit' });
    return verificationPage(form, template, tools.font);
  };
  const withDomains = (domains: string[]): FilingRecord => ({ ...unit, services: [{ ...unit.services[0]!, domains }] });

  it('sends the rest of the domains to the annex, and says how many there are', async () => {
    const domains = Array.from({ length: 40 }, (_, n) => `site-${n}.example.cn`);
    const { page, moved } = await pageOf(withDomains(domains));
    expect(moved).toEqual(['domains']);
    const { text } = page.fields.find(({ name }) => name === 'domains')!;
    expect(text).toMatch(/^site-0\.example\.cn、.* 等共 40 个，全部域名见附页$/);
  });

  it('keeps domains on the page while they fit, and none of one that is longer than its place', async () => {
    expect((await pageOf(withDomains(['a.cn', 'b.cn', 'c.cn']))).moved).toEqual([]);
    const long = Array.from(
      { length: 3 },
      (_, n) => `${'label-'.repeat(10)}${n}.${'label-'.repeat(10)}x.${'label-'.repeat(9)}x.cn`,
    );
    const { page } = await pageOf(withDomains(long));
    expect(page.fields.find(({ name }) => name === 'domains')!.text).toMatch(/^(共 3 个，见附页|label-)/);
  });

  it('sends a name that is too long to the annex', async () => {
    const { page, moved } = await pageOf({ ...unit, organiser: { ...unit.organiser, name: '某'.repeat(200) } });
    expect(moved).toEqual(['organiser-name']);
    expect(page.fields.find(({ name }) => name === 'organiser-name')!.text).toBe('（见附页）');
  });
});

describe('times', () => {
  it('are those of China', () => {
    expect(dayOf(Date.UTC(2026, 0, 4, 16))).toEqual({ year: '2026', month: '1', day: '5' });
    expect(dayOf(Date.UTC(2026, 0, 4, 15, 59, 59))).toEqual({ year: '2026', month: '1', day: '4' });
    expect(momentOf(Date.UTC(2026, 11, 31, 16, 0, 1))).toBe('2027-01-01 00:00:01');
  });
});

describe('a form’s number', () => {
  it('has all 128 bits, in letters that are not mistaken for digits', () => {
    expect(formNumber(new Uint8Array(16))).toBe(`BH-${'0'.repeat(26)}`);
    expect(formNumber(new Uint8Array(16).fill(255))).toBe('BH-7ZZZZZZZZZZZZZZZZZZZZZZZZZ');
    expect(formNumber(new Uint8Array(16).fill(1, 15))).toBe(`BH-${'0'.repeat(25)}1`);
  });
});
