import type { Policy } from '#protocol/policy/policy.ts';
import type { Counted, CountedKind } from './person.ts';

/** What is counted about persons (person.ts). A person is known by `personName` alone. Every call may be repeated. */
export interface Persons {
  /** Whether an attempt may begin, before anything is prepared for it. @throws Refusal attempts-exhausted, attempts-paused */
  admitAttempt(person: string, attempts: Policy['attempts'], nowMs: number): Promise<void>;
  /** Whether a comparison may be asked. @throws Refusal comparisons-exhausted */
  admitComparison(person: string, nowMs: number): Promise<void>;
  /**
   * Admits and counts an attempt in one step. Until it is forgiven it is a failure, so that giving up costs as much as failing.
   *
   * @param attempt id of its challenge, and when its first window was disclosed
   * @throws Refusal attempts-exhausted, attempts-paused
   */
  beginAttempt(person: string, attempt: Counted, attempts: Policy['attempts'], nowMs: number): Promise<void>;
  /**
   * Admits and counts a comparison in one step, before the question is sent.
   *
   * @param id of the question's try
   * @throws Refusal comparisons-exhausted
   */
  beginComparison(person: string, id: string, nowMs: number): Promise<void>;
  /** Takes back what was counted when it began. */
  forgive(person: string, what: CountedKind, id: string): Promise<void>;
}
