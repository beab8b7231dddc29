/** How the texts that go to the ministry fit GBK, the encoding of its interface. */
import { elements, type Element } from '../element.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { gbkLength, outsideGbk } from '../gbk.ts';
import { countCharacters } from '../text.ts';
import type { Rule } from './rule.ts';

export const checkEncoding: Rule = (draft) =>
  elements
    .filter(({ element }) => element !== undefined)
    .flatMap((element) => valuesAt(draft, element.path.split('.')).flatMap((found) => checkValue(found, element)));

interface Found {
  readonly value: unknown;
  readonly keys: Keys;
}

/** The values at a path of the element table. A domain given as a name alone stands where its object would. */
function valuesAt(value: unknown, steps: readonly string[], keys: Keys = []): Found[] {
  const [step, ...rest] = steps;
  if (step === undefined || typeof value === 'string') return [{ value, keys }];
  if (typeof value !== 'object' || value === null) return [];
  const name = step.replace('[]', '');
  const member: unknown = Reflect.get(value, name);
  if (!step.endsWith('[]')) return valuesAt(member, rest, [...keys, name]);
  return Array.isArray(member) ? member.flatMap((entry, n) => valuesAt(entry, rest, [...keys, name, n])) : [];
}

function checkValue({ value, keys }: Found, { max }: Element): RecordFinding[] {
  if (typeof value !== 'string') return [];
  const characters = outsideGbk(value);
  const length = gbkLength(value);
  return [
    ...(characters.length === 0 ? [] : [recordFinding('text-outside-gbk', keys, { characters: characters.join('') })]),
    ...(length > max && countCharacters(value) <= max
      ? [recordFinding('text-too-long-in-gbk', keys, { length, max })]
      : []),
  ];
}
