import { DurableObject } from 'cloudflare:workers';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Counted, CountedKind, NotAdmitted } from '../../person/person.ts';
import type { Persons } from '../../person/persons.ts';
import { StoredPerson } from '../../person/stored-person.ts';
import { mediumOf } from './medium.ts';
import { callTwice } from './retry.ts';

/** What is counted about one person. */
export class Person extends DurableObject {
  readonly #stored = new StoredPerson(mediumOf(this.ctx.storage));

  async attemptNotAdmitted(attempts: Policy['attempts'], nowMs: number): Promise<NotAdmitted | undefined> {
    return this.#stored.attemptNotAdmitted(attempts, nowMs);
  }

  async comparisonNotAdmitted(nowMs: number): Promise<NotAdmitted | undefined> {
    return this.#stored.comparisonNotAdmitted(nowMs);
  }

  async beginAttempt(attempt: Counted, attempts: Policy['attempts'], nowMs: number): Promise<NotAdmitted | undefined> {
    return this.#stored.beginAttempt(attempt, attempts, nowMs);
  }

  async beginComparison(id: string, nowMs: number): Promise<NotAdmitted | undefined> {
    return this.#stored.beginComparison(id, nowMs);
  }

  async forgive(what: CountedKind, id: string): Promise<void> {
    this.#stored.forgive(what, id);
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  async wake(nowMs: number): Promise<void> {
    this.#stored.wake(nowMs);
  }
}

/** Persons as Durable Objects, found by their name. Every call may be repeated. */
export const durablePersons = (namespace: DurableObjectNamespace<Person>): Persons => ({
  async admitAttempt(person, attempts, nowMs) {
    refuse(await callTwice(() => namespace.getByName(person).attemptNotAdmitted(attempts, nowMs)));
  },

  async admitComparison(person, nowMs) {
    refuse(await callTwice(() => namespace.getByName(person).comparisonNotAdmitted(nowMs)));
  },

  async beginAttempt(person, attempt, attempts, nowMs) {
    refuse(await callTwice(() => namespace.getByName(person).beginAttempt(attempt, attempts, nowMs)));
  },

  async beginComparison(person, id, nowMs) {
    refuse(await callTwice(() => namespace.getByName(person).beginComparison(id, nowMs)));
  },

  forgive: (person, what, id) => callTwice(() => namespace.getByName(person).forgive(what, id)),
});

function refuse(notAdmitted: NotAdmitted | undefined): void {
  if (notAdmitted) throw new Refusal(notAdmitted.refusal, { retryAfterMs: notAdmitted.retryAfterMs });
}
