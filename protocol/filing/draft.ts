/**
 * A record while it is still wrong: every value of a wrong type is taken out, so that the rules can run on the rest and
 * all faults come at once.
 */
import type { z } from 'zod';
import { recordFinding, type Keys, type RecordFinding, type Values } from './finding.ts';
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
  readonly findings: readonly RecordFinding[];
}

export function draftOf(input: unknown): Drafted {
  const parsed = FilingRecord.safeParse(input, { reportInput: true });
  if (parsed.success) return { record: parsed.data, draft: parsed.data, findings: [] };
  const { issues } = parsed.error;
  const wrong = issues.filter((issue) => !isReadable(issue));
  return {
    record: undefined,
    // The type holds, since every value that does not fit it is taken out.
    draft: without(input, wrong) as DraftRecord,
    findings: issues.flatMap(findingsOf),
  };
}

type Issue = z.core.$ZodIssue;

/** Whether the rules can read the value all the same: a text that is wrong, but not longer than they expect. */
const isReadable = (issue: Issue): boolean =>
  issue.code === 'custom' && typeof issue.input === 'string' && issue.params?.['code'] !== 'text-too-long';

/** The input less the values that the issues are about. Only what lies on their paths is copied. */
function without(input: unknown, issues: readonly Issue[]): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return {};
  const root = { input };
  const copies = new Set<unknown>();
  for (const { path } of issues) {
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
      return issue.keys.map((key) => recordFinding('field-unknown', [...keys, key]));
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
