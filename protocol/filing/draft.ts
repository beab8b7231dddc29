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
  const wrong = issues.filter((issue) => typeof issue.input !== 'string' || issue.code !== 'custom');
  return {
    record: undefined,
    // What does not fit the schema is taken out, and strings are left in: so the type holds.
    draft: without(input, wrong) as DraftRecord,
    findings: issues.flatMap(findingsOf),
  };
}

type Issue = z.core.$ZodIssue;

/** The input less the values that the issues are about. */
function without(input: unknown, issues: readonly Issue[]): unknown {
  if (issues.some(({ path }) => path.length === 0)) {
    const isRecord = typeof input === 'object' && input !== null && !Array.isArray(input);
    if (!isRecord) return {};
  }
  const copy = structuredCopy(input);
  for (const { path } of issues) {
    const last = path.at(-1);
    const parent = path.slice(0, -1).reduce<unknown>((value, key) => memberOf(value, key), copy);
    if (last !== undefined && typeof parent === 'object' && parent !== null) Reflect.set(parent, last, undefined);
  }
  return copy;
}

const memberOf = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

/** A copy of JSON data. */
function structuredCopy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(structuredCopy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, structuredCopy(member)]));
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
