/**
 * A record while it is still wrong: every value of a wrong type is taken out, so that the rules can run on the rest and
 * all faults come at once.
 */
import type { z } from 'zod';
import { pointerOf, recordFinding, type FilingCode, type Keys, type RecordFinding, type Values } from './finding.ts';
import { FilingRecord } from './record.ts';
import type { TextFinding } from './text.ts';

/** The same shape with everything optional. Lists keep their places, so that paths stay right. */
export type Draft<T> = T extends readonly (infer Entry)[]
  ? readonly (Draft<Entry> | undefined)[]
  : T extends object
    ? { readonly [Key in keyof T]?: Draft<T[Key]> | undefined }
    : T;

export type DraftRecord = Draft<FilingRecord>;

export interface Drafted {
  /** The record, if its shape is right. */
  readonly record: FilingRecord | undefined;
  readonly draft: DraftRecord;
  /** Paths of the values that were taken out: a rule sees them as missing. */
  readonly unread: ReadonlySet<string>;
  readonly findings: readonly RecordFinding[];
}

export function draftOf(input: unknown): Drafted {
  const parsed = FilingRecord.safeParse(input, { reportInput: true });
  if (parsed.success) return { record: parsed.data, draft: parsed.data, unread: new Set(), findings: [] };
  const { issues } = parsed.error;
  const wrong = issues.filter((issue) => !isReadable(issue)).flatMap(placesOf);
  return {
    record: undefined,
    // The type holds, since every value that does not fit it is taken out.
    draft: without(input, wrong) as DraftRecord,
    unread: new Set(wrong.map(pointerOf)),
    findings: issues.flatMap(findingsOf),
  };
}

type Issue = z.core.$ZodIssue;

/** Texts that no rule says more about: blank, or longer than rules expect. */
const unreadable: readonly unknown[] = ['text-blank', 'text-too-long'] satisfies FilingCode[];

/** Whether the rules can read the value all the same. */
const isReadable = (issue: Issue): boolean =>
  issue.code === 'custom' && typeof issue.input === 'string' && !unreadable.includes(issue.params?.['code']);

/** The values that an issue is about. */
const placesOf = (issue: Issue): Keys[] =>
  issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];

/** The input less the values at these places. Only what lies on their paths is copied. */
function without(input: unknown, places: readonly Keys[]): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return {};
  const root = { input };
  const copies = new Set<unknown>();
  for (const path of places) {
    let parent: object = root;
    let key: PropertyKey = 'input';
    for (const step of path) {
      let child: unknown = Reflect.get(parent, key);
      if (typeof child !== 'object' || child === null) break;
      if (!copies.has(child)) {
        child = Array.isArray(child) ? [...child] : { ...child };
        copies.add(child);
        Reflect.set(parent, key, child);
      }
      parent = child as object;
      key = step;
    }
    if (parent !== root) Reflect.set(parent, key, undefined);
  }
  return root.input;
}

function findingsOf(issue: Issue): RecordFinding[] {
  const keys: Keys = issue.path;
  switch (issue.code) {
    case 'custom': {
      const { code, values, ...place } = issue.params as TextFinding;
      return [recordFinding(code, keys, values, place)];
    }
    case 'unrecognized_keys':
      return placesOf(issue).map((place) => recordFinding('field-unknown', place));
    case 'invalid_value':
      return [recordFinding(issue.input === undefined ? 'field-missing' : 'value-unknown', keys)];
    case 'invalid_key':
      return [recordFinding('id-malformed', keys)];
    case 'too_small':
      return [recordFinding('list-empty', keys)];
    case 'too_big':
      return [recordFinding('list-too-long', keys, { max: Number(issue.maximum) } satisfies Values)];
    default:
      return [recordFinding(issue.input === undefined ? 'field-missing' : 'field-type-wrong', keys)];
  }
}
