/** Reads JSON that must mean one thing to every reader: UTF-8, no byte order mark, no key twice in one object. */
import { limits } from '../limits.ts';
import { recordFinding, type RecordFinding } from './finding.ts';

export type ReadJson =
  | { readonly value: unknown; readonly faults: readonly [] }
  | { readonly value?: undefined; readonly faults: readonly [RecordFinding, ...RecordFinding[]] };

/** @param text decoded as UTF-8 by a decoder that writes U+FFFD for what is not UTF-8 */
export function readJson(text: string): ReadJson {
  const max = limits.filing.jsonCharacters;
  if (text.length > max) return { faults: [recordFinding('json-too-large', [], { max })] };
  if (text.startsWith('\uFEFF')) return { faults: [recordFinding('json-byte-order-mark', [])] };
  if (text.includes('\uFFFD')) return { faults: [recordFinding('json-not-utf8', [])] };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { faults: [recordFinding('json-malformed', [])] };
  }
  const [first, ...others] = repeatedKeys(text);
  return first === undefined ? { value, faults: [] } : { faults: [first, ...others] };
}

/** An object or list that is still open while the text is read. */
interface Container {
  /** The keys of an object so far; undefined for a list. */
  readonly keys: Set<string> | undefined;
  /** Key or place of the member that is read now. */
  member: string | number;
}

/** JSON.parse keeps the last of two equal keys and does not say so. @param text valid JSON */
function repeatedKeys(text: string): RecordFinding[] {
  const findings: RecordFinding[] = [];
  const containers: Container[] = [];
  let last = { start: 0, end: 0 };
  for (let n = 0; n < text.length; n += 1) {
    const container = containers.at(-1);
    const character = text.charAt(n);
    if (character === '"') {
      last = { start: n, end: endOfString(text, n) };
      n = last.end - 1;
    } else if (character === ':' && container?.keys) {
      container.member = String(JSON.parse(text.slice(last.start, last.end)));
      if (container.keys.has(container.member) && findings.length < limits.filing.findings) {
        findings.push(
          recordFinding(
            'json-key-repeated',
            containers.map(({ member }) => member),
          ),
        );
      }
      container.keys.add(container.member);
    } else if (character === '{') containers.push({ keys: new Set(), member: '' });
    else if (character === '[') containers.push({ keys: undefined, member: 0 });
    else if (character === '}' || character === ']') containers.pop();
    else if (character === ',' && typeof container?.member === 'number') container.member += 1;
  }
  return findings;
}

/** The place after the closing quote of the string that starts at `start`. A regular expression would run out of stack. */
function endOfString(text: string, start: number): number {
  for (let n = start + 1; ; n += 1) {
    if (text.charAt(n) === '"') return n + 1;
    if (text.charAt(n) === '\\') n += 1;
  }
}
