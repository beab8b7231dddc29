import type { Policy } from '#protocol/policy/policy.ts';
import type { Counted } from './person.ts';

/** What is counted about persons (person.ts). A person is known by `personName` alone. */
export interface Persons {
  /**
   * Counts failures, each once, however often it is reported.
   *
   * @param atMs when a comparison was answered; of an attempt, when its first window was disclosed: until it is bona fide it is a
   *   failure, so that giving up costs as much as failing
   */
  count(person: string, what: Counted, atMs: readonly number[], nowMs: number): Promise<void>;
  /** Takes back an attempt that was counted at that time: it was bona fide. */
  forgive(person: string, atMs: number): Promise<void>;
  /** @throws Refusal attempts-exhausted, attempts-paused */
  admitAttempt(person: string, attempts: Policy['attempts'], nowMs: number): Promise<void>;
  /** @throws Refusal comparisons-exhausted */
  admitComparison(person: string, nowMs: number): Promise<void>;
}
