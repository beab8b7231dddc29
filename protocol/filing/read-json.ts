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
  for (const [token, key] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}[\],]/g)) {
    const container = containers.at(-1);
    if (key !== undefined && container?.keys) {
      container.member = String(JSON.parse(key));
      if (container.keys.has(container.member) && findings.length < limits.filing.findings) {
        findings.push(
          recordFinding(
            'json-key-repeated',
            containers.map(({ member }) => member),
          ),
        );
      }
      container.keys.add(container.member);
    } else if (token === '{') containers.push({ keys: new Set(), member: '' });
    else if (token === '[') containers.push({ keys: undefined, member: 0 });
    else if (token === '}' || token === ']') containers.pop();
    else if (token === ',' && typeof container?.member === 'number') container.member += 1;
  }
  return findings;
}
