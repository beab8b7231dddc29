import { expect, it } from 'vitest';
import { publishedTypes } from '../../../../tool/build/publish-contract.ts';

const source = `/** The contract. */
import type { Locale } from './locale.ts';
import type {
  Theme,
} from './theme.ts';

export type { Locale, Theme };

/** From a page. */
export interface Message {
  readonly locale: Locale;
}
`;
const lists = { Locale: ['zh-CN', 'en'], Theme: ['light'] };

it('publishedTypes replaces the imports by the closed lists', () => {
  expect(publishedTypes(source, lists)).toBe(`/** The contract. */

export type Locale =
  | 'zh-CN'
  | 'en';
export type Theme =
  | 'light';

/** From a page. */
export interface Message {
  readonly locale: Locale;
}
`);
});

it('publishedTypes refuses a missing list and an extra list', () => {
  expect(() => publishedTypes(source, { Locale: lists.Locale })).toThrow('the contract exports');
  expect(() => publishedTypes(source, { ...lists, Code: [] })).toThrow('the contract exports');
});

it('publishedTypes refuses an import that it cannot remove', () => {
  expect(() => publishedTypes(`import { locales } from './locale.ts';\n${source}`, lists)).toThrow('still imports');
});
