import { describe, expect, it } from 'vitest';
import { ConsentText } from '#protocol/session/consent.ts';
import { locales } from '#protocol/locale.ts';
import { masked, type Binding } from '../../../../worker/consent/binding.ts';
import { limits } from '#protocol/limits.ts';
import { consentTo, isConsentTo } from '../../../../worker/consent/consent.ts';

const alone = consentTo(undefined);
const { textVersion, purposes } = alone;
const required = purposes.filter((purpose) => purpose.required).map(({ id }) => id);
const all = purposes.map(({ id }) => id);

describe('isConsentTo', () => {
  it.each([
    ['the required purposes', textVersion, required, true],
    ['all purposes', textVersion, all, true],
    ['the required purposes in another order', textVersion, required.toReversed(), true],
    ['all but a required one', textVersion, all.filter((id) => id !== required[0]), false],
    ['a purpose that is not in the text', textVersion, [...required, 'advertising'], false],
    ['nothing', textVersion, [], false],
    ['another text', 'another', required, false],
  ])('gives the right answer for %s', (_, version, accepted, expected) => {
    expect(isConsentTo(alone, version, accepted)).toBe(expected);
  });
});

/** A session of a case. */
const bound: Binding = {
  case: 'c',
  subject: 'organiser',
  subjectDigest: 's',
  shown: {
    provider: '某云服务商',
    person: { name: '张三', document: { typeId: 2, number: '11010119900101001X' } },
    organiser: { kind: 'individual', name: '张三', document: { typeId: 2, number: '11010119900101001X' } },
    services: [],
  },
  authority: { 'zh-CN': '某核验服务', en: 'Some Verification Service' },
  bureau: '江苏省通信管理局',
  person: 'h',
};

describe('the text of a case', () => {
  const ofCase = consentTo(bound);

  it('names who asks, who compares and which bureau is told, in both languages', () => {
    const [chinese, english] = locales.map((locale) => ofCase.purposes.map(({ text }) => text[locale]).join());
    for (const party of ['某云服务商', '某核验服务', '江苏省通信管理局']) expect(chinese).toContain(party);
    for (const party of ['某云服务商', 'Some Verification Service', '江苏省通信管理局'])
      expect(english).toContain(party);
  });

  it('says how long the filing is kept, as the verifier keeps it', () => {
    const { openMs, formReadyMs } = limits.case;
    const days = (ms: number) => ms / 86_400_000;
    for (const locale of locales) {
      const { text } = ofCase.purposes.find(({ id }) => id === 'evidence-keeping')!;
      expect(text[locale]).toMatch(new RegExp(`\\b${days(openMs)} ?(天|days)`));
      expect(text[locale]).toMatch(new RegExp(`\\b${days(formReadyMs)} ?(天|days)`));
    }
  });

  it('is another version for other parties, and than the text without a case', () => {
    const others = [
      { ...bound, bureau: '北京市通信管理局' },
      { ...bound, authority: { ...bound.authority, 'zh-CN': '另一服务' } },
      { ...bound, shown: { ...bound.shown, provider: '另一服务商' } },
      undefined,
    ];
    const versions = others.map((each) => consentTo(each).textVersion);
    expect(new Set([...versions, ofCase.textVersion]).size).toBe(others.length + 1);
    expect(consentTo({ ...bound, person: 'i' }).textVersion).toBe(ofCase.textVersion);
  });
});

describe('masked', () => {
  it.each([
    ['11010119900101001X', '110************01X'],
    ['E12345678', 'E*******8'],
    ['A12', '***'],
  ])('hides most of %s', (number, shown) => {
    expect(masked(number)).toBe(shown);
  });
});

describe('the text', () => {
  it('has every purpose once, in every language', () => {
    expect(ConsentText.parse({ textVersion, provider: 'p', purposes }).purposes).toEqual(purposes);
    expect(new Set(all).size).toBe(all.length);
    for (const { text } of purposes) expect(Object.keys(text).toSorted()).toEqual(locales.toSorted());
  });
});
