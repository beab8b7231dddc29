/** What an element may contain: the part of XML Schema that the ministry uses. */
import type { XmlElement } from './xml.ts';

export type Content =
  /** Characters, counted as code points. */
  | { readonly kind: 'text'; readonly min: number; readonly max: number }
  /** A 64-bit number. */
  | { readonly kind: 'long'; readonly min: bigint; readonly max: bigint }
  | { readonly kind: 'any' }
  | { readonly kind: 'sequence' | 'all' | 'choice'; readonly items: readonly Item[] };

export interface Item {
  readonly name: string;
  /** How often the element stands there. */
  readonly least: number;
  readonly most: number;
  readonly content: Content;
}

const maxLong = 2n ** 63n - 1n;

export const text = (min: number, max = Infinity): Content => ({ kind: 'text', min, max });
export const long = (min: number, max?: number): Content => ({
  kind: 'long',
  min: BigInt(min),
  max: max === undefined ? maxLong : BigInt(max),
});
export const any: Content = { kind: 'any' };
export const sequence = (...items: readonly Item[]): Content => ({ kind: 'sequence', items });
export const all = (...items: readonly Item[]): Content => ({ kind: 'all', items });
export const choice = (...items: readonly Item[]): Content => ({ kind: 'choice', items });

export const one = (name: string, content: Content): Item => ({ name, least: 1, most: 1, content });
export const maybe = (name: string, content: Content): Item => ({ name, least: 0, most: 1, content });
export const many = (name: string, content: Content, most = Infinity, least = 1): Item => ({
  name,
  least,
  most,
  content,
});

export interface SchemaFault {
  /** Names of the elements from the root on, repeated ones with their number from 1. */
  readonly path: string;
  readonly code: 'element-missing' | 'element-unexpected' | 'text-unexpected' | 'attribute-wrong' | 'value-wrong';
}

/** Everything that is wrong with an element. @param attributes those that it must have; it may have no others */
export function checkElement(
  { name, attributes, children }: XmlElement,
  content: Content,
  path = name,
  expected: readonly string[] = [],
): SchemaFault[] {
  const keys = Object.keys(attributes);
  const fits = keys.length === expected.length && expected.every((key) => keys.includes(key));
  const ofAttributes: SchemaFault[] = fits ? [] : [{ path, code: 'attribute-wrong' }];
  return [...ofAttributes, ...checkContent(children, content, path)];
}

function checkContent(children: XmlElement['children'], content: Content, path: string): SchemaFault[] {
  if (content.kind === 'any') return [];
  const elements = children.filter((child) => typeof child !== 'string');
  const characters = children.filter((child) => typeof child === 'string').join('');
  if (content.kind === 'text' || content.kind === 'long') {
    const [unexpected] = elements;
    if (unexpected) return [{ path: `${path}/${unexpected.name}`, code: 'element-unexpected' }];
    const isRight = content.kind === 'text' ? isText(characters, content) : isLong(characters, content);
    return isRight ? [] : [{ path, code: 'value-wrong' }];
  }
  const ofText: SchemaFault[] = /[^ \t\n\r]/.test(characters) ? [{ path, code: 'text-unexpected' }] : [];
  const checkers = { sequence: checkSequence, all: checkAll, choice: checkChoice };
  return [...ofText, ...checkers[content.kind](elements, content.items, path)];
}

const isText = (value: string, { min, max }: { min: number; max: number }): boolean => {
  const { length } = [...value];
  return length >= min && length <= max;
};

/** XML Schema lets blanks stand around a number and libxml2 does not. The stricter reading is safe on both. */
function isLong(value: string, { min, max }: { min: bigint; max: bigint }): boolean {
  const number = /^([+-]?)(\d+)$/.exec(value);
  if (!number) return false;
  const amount = BigInt(number[2]!) * (number[1] === '-' ? -1n : 1n);
  return amount >= min && amount <= max;
}

const missing = (path: string, name: string): SchemaFault => ({ path: `${path}/${name}`, code: 'element-missing' });
const unexpected = (path: string, name: string): SchemaFault => ({
  path: `${path}/${name}`,
  code: 'element-unexpected',
});

function checkSequence(elements: readonly XmlElement[], items: readonly Item[], path: string): SchemaFault[] {
  const faults: SchemaFault[] = [];
  let n = 0;
  for (const { name, least, most, content } of items) {
    let count = 0;
    for (; count < most && elements[n]?.name === name; count += 1, n += 1) {
      faults.push(...checkElement(elements[n]!, content, `${path}/${name}${most > 1 ? `[${count + 1}]` : ''}`));
    }
    if (count < least) faults.push(missing(path, name));
  }
  return [...faults, ...elements.slice(n, n + 1).map(({ name }) => unexpected(path, name))];
}

function checkAll(elements: readonly XmlElement[], items: readonly Item[], path: string): SchemaFault[] {
  const seen = new Set<string>();
  const faults = elements.flatMap((element) => {
    const item = items.find(({ name }) => name === element.name);
    if (!item || seen.has(element.name)) return [unexpected(path, element.name)];
    seen.add(element.name);
    return checkElement(element, item.content, `${path}/${element.name}`);
  });
  return [
    ...faults,
    ...items.filter(({ name, least }) => least > 0 && !seen.has(name)).map(({ name }) => missing(path, name)),
  ];
}

function checkChoice(elements: readonly XmlElement[], items: readonly Item[], path: string): SchemaFault[] {
  const [first, second] = elements;
  if (!first) return [missing(path, items.map(({ name }) => name).join('|'))];
  const item = items.find(({ name }) => name === first.name);
  return [
    ...(item ? checkElement(first, item.content, `${path}/${first.name}`) : [unexpected(path, first.name)]),
    ...(second ? [unexpected(path, second.name)] : []),
  ];
}
