/**
 * What the rules have in common. A rule is a pure function over what could be read of a record; it returns all that it
 * finds, and nothing about values that are missing or of a wrong type: the schema says that. A new rule is a file here
 * and a line in check-record.ts, and check-record.test.ts demands a row for each of its codes.
 */
import type { CodeTables } from '../code-table.ts';
import type { Draft, DraftRecord } from '../draft.ts';
import type { Keys, RecordFinding } from '../finding.ts';
import type { Profile } from '../profile.ts';
import type { Person } from '../record.ts';

export interface RuleContext {
  readonly codeTables: CodeTables;
  readonly profile: Profile;
  /** Epoch milliseconds. */
  readonly nowMs: number;
}

export type Rule = (draft: DraftRecord, context: RuleContext) => readonly RecordFinding[];

/** A list's entries with their keys, less those that could not be read. */
export function entriesOf<Entry>(
  list: readonly (Entry | undefined)[] | undefined,
  keys: Keys,
): { readonly entry: Entry; readonly keys: Keys }[] {
  return (list ?? []).flatMap((entry, n) => (entry === undefined ? [] : [{ entry, keys: [...keys, n] }]));
}

export const servicesOf = (draft: DraftRecord) => entriesOf(draft.services, ['services']);

/** Every person in charge. */
export function personsOf(draft: DraftRecord): { readonly person: Draft<Person>; readonly keys: Keys }[] {
  const organiser = draft.organiser?.personInCharge;
  return [
    ...(organiser ? [{ person: organiser, keys: ['organiser', 'personInCharge'] }] : []),
    ...servicesOf(draft).flatMap(({ entry, keys }) =>
      entry.personInCharge ? [{ person: entry.personInCharge, keys: [...keys, 'personInCharge'] }] : [],
    ),
  ];
}

/** The entries whose value an earlier one had. */
export function repeated<Entry>(entries: readonly Entry[], valueOf: (entry: Entry) => unknown): Entry[] {
  const seen = new Set<unknown>();
  return entries.filter((entry) => {
    const value = valueOf(entry);
    if (value === undefined || !seen.has(value)) {
      seen.add(value);
      return false;
    }
    return true;
  });
}
