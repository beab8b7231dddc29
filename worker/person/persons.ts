import type { Policy } from '#protocol/policy/policy.ts';
import type { Counted } from './person.ts';

/** What is counted about persons (person.ts). A person is known by `personName` alone. */
export interface Persons {
  /**
   * Counts failures, each once, however often it is reported.
   *
   * @param atMs when they failed, for example `failures` of a session, or when a comparison was answered
   */
  count(person: string, what: Counted, atMs: readonly number[], nowMs: number): Promise<void>;
  /** @throws Refusal attempts-exhausted, attempts-paused */
  admitAttempt(person: string, attempts: Policy['attempts'], nowMs: number): Promise<void>;
  /** @throws Refusal comparisons-exhausted */
  admitComparison(person: string, nowMs: number): Promise<void>;
}
