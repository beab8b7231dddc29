/** How the texts that go to the ministry fit GBK, the encoding of its interface. */
import { elements } from '../element.ts';
import { recordFinding, type Keys, type RecordFinding } from '../finding.ts';
import { gbkLength, outsideGbk } from '../gbk.ts';
import { countCharacters } from '../text.ts';
import type { Rule } from './rule.ts';

/** The rows of the element table whose value is written into the ministry's XML, each with its path split into steps. */
const travelling = elements
  .filter(({ element }) => element !== undefined)
  .map(({ path, max }) => ({
    max,
    steps: path.split('.').map((step) => ({ name: step.replace('[]', ''), isList: step.endsWith('[]') })),
  }));

export const checkEncoding: Rule = (draft) =>
  travelling.flatMap(({ steps, max }) => {
    const findings: RecordFinding[] = [];
    visit(draft, steps, 0, [], (text, keys) => findings.push(...checkText(text, keys, max)));
    return findings;
  });

type Step = (typeof travelling)[number]['steps'][number];

/** Calls back for each text at a path. A domain given as a name alone stands where its object would. */
function visit(
  value: unknown,
  steps: readonly Step[],
  depth: number,
  keys: Keys,
  take: (text: string, keys: Keys) => void,
): void {
  if (typeof value === 'string') take(value, keys);
  const step = steps[depth];
  if (step === undefined || typeof value !== 'object' || value === null) return;
  const member: unknown = Reflect.get(value, step.name);
  const own = [...keys, step.name];
  if (!step.isList) visit(member, steps, depth + 1, own, take);
  else if (Array.isArray(member)) member.forEach((entry, n) => visit(entry, steps, depth + 1, [...own, n], take));
}

function checkText(text: string, keys: Keys, max: number): RecordFinding[] {
  const characters = outsideGbk(text);
  const length = gbkLength(text);
  return [
    ...(characters.length === 0 ? [] : [recordFinding('text-outside-gbk', keys, { characters: characters.join('') })]),
    ...(length > max && countCharacters(text) <= max
      ? [recordFinding('text-too-long-in-gbk', keys, { length, max })]
      : []),
  ];
}
