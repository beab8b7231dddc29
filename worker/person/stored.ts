/** Reads what is stored about a person in every form that may still be in storage. */
import { nobody, personVersion, type Counted, type PersonState } from './person.ts';

/** Version 1 had times without ids. */
interface PersonState1 {
  readonly v: 1;
  readonly attempts: readonly number[];
  readonly comparisons: readonly number[];
}

export type StoredPersonState = PersonState | PersonState1;

/** The state in its present form. */
export function loadPerson(stored: StoredPersonState | undefined): PersonState {
  if (!stored) return nobody;
  if (stored.v === personVersion) return stored;
  return { v: personVersion, attempts: stored.attempts.map(named), comparisons: stored.comparisons.map(named) };
}

const named = (atMs: number): Counted => ({ id: String(atMs), atMs });
