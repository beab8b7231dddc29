import { describe, expect, it } from 'vitest';
import { ConsentText } from '#protocol/session/consent.ts';
import { locales } from '#protocol/locale.ts';
import { consentTo, isConsentTo } from '../../../../worker/consent/consent.ts';

const text = consentTo(undefined);
const { textVersion, purposes } = text;
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
    expect(isConsentTo(text, version, accepted)).toBe(expected);
  });
});

describe('the text', () => {
  it('has every purpose once, in every language', () => {
    expect(ConsentText.parse({ textVersion, provider: 'p', purposes }).purposes).toEqual(purposes);
    expect(new Set(all).size).toBe(all.length);
    for (const { text } of purposes) expect(Object.keys(text).toSorted()).toEqual(locales.toSorted());
  });
});
