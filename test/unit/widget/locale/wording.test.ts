import { describe, expect, it } from 'vitest';
import { causes } from '#protocol/capture/verdict.ts';
import { attesterCodes } from '#protocol/failure-code.ts';
import { hints } from '../../../../widget/liveness/guidance.ts';
import { chooseLocale, wordings } from '../../../../widget/locale/choose.ts';
import { adviceOn, explainedRefusals, mendAt } from '../../../../widget/locale/wording.ts';

describe.each(Object.entries(wordings))('%s', (_, wording) => {
  it('has a text for every hint, cause and code', () => {
    for (const hint of hints) expect(wording.hints[hint]).toMatch(/./);
    for (const cause of causes) expect(wording.causes[cause].mend).toMatch(/./);
    for (const code of [...attesterCodes, ...explainedRefusals]) {
      expect(mendAt(wording.failures[code], { system: 'other', shownIn: 'browser' })).toMatch(/./);
    }
  });
});

it.each(['constructor', 'toString', '__proto__', 'no-such-code'])('%s is a code without a text of its own', (code) => {
  for (const wording of Object.values(wordings)) expect(adviceOn(wording, code as never)).toBe(wording.other);
});

it('the wordings have the same keys in both languages', () => {
  const keysOf = (value: unknown): unknown =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]))
      : typeof value;
  expect(keysOf(wordings.en)).toEqual(keysOf(wordings['zh-CN']));
});

it('the language is that of the first tag that has a wording, else Chinese', () => {
  expect(chooseLocale('', 'en-GB', 'zh-CN')).toBe('en');
  expect(chooseLocale('', 'fr', 'zh-TW')).toBe('zh-CN');
  expect(chooseLocale('', 'fr', 'de')).toBe('zh-CN');
});
