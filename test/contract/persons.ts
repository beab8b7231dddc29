import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policy } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { ContractHost } from './host.ts';

const startMs = 1_800_000_000_000;
const { attempts } = policy;
const { keptMs } = limits.person;

/** What the persons of every host must do. */
export function describePersons(host: ContractHost): void {
  const { persons } = host.ports;
  const refusalOf = (work: Promise<void>) =>
    work.then(
      () => undefined,
      (error: unknown) => (error instanceof Refusal ? [error.code, error.retryAfterMs] : error),
    );
  const mayAttempt = (person: string, nowMs: number) => refusalOf(persons.admitAttempt(person, attempts, nowMs));
  const mayCompare = (person: string, nowMs: number) => refusalOf(persons.admitComparison(person, nowMs));
  const begin = (person: string, id: string, atMs: number, nowMs = atMs) =>
    refusalOf(persons.beginAttempt(person, { id, atMs }, attempts, nowMs));
  const compare = (person: string, id: string, nowMs: number) => refusalOf(persons.beginComparison(person, id, nowMs));
  const failures = Array.from({ length: attempts.failures }, (_, n) => `attempt ${n}`);
  const day = limits.person.comparisons.perDay;

  describe('a person', () => {
    it('is paused after the failures of several sessions together', async () => {
      for (const [n, id] of failures.entries()) {
        expect(await mayAttempt('paused', startMs + n)).toBeUndefined();
        expect(await begin('paused', id, startMs + n)).toBeUndefined();
      }
      const paused = ['attempts-paused', attempts.pauseMs - 9 + failures.length - 1];
      expect(await mayAttempt('paused', startMs + 9)).toEqual(paused);
      expect(await begin('paused', 'one more', startMs + 9)).toEqual(paused);
      expect(await mayAttempt('another', startMs + 9)).toBeUndefined();
    });

    it('begins no more attempts at once than one after the other, and each only once', async () => {
      const ids = [...failures, 'one more', 'another one'];
      const answers = await Promise.all(ids.map((id) => begin('at once', id, startMs)));
      expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(attempts.failures);
      const begun = ids[answers.indexOf(undefined)]!;
      expect(await begin('at once', begun, startMs, startMs + 5), 'a request that is repeated').toBeUndefined();
      expect((await host.persons.stored('at once'))?.attempts).toHaveLength(attempts.failures);
    });

    it('is asked about no more than three times at once, also after a restart', async () => {
      const ids = Array.from({ length: day + 4 }, (_, n) => `question ${n}`);
      const answers = await Promise.all(ids.map((id) => compare('asked', id, startMs)));
      expect(answers.filter((refusal) => refusal === undefined)).toHaveLength(day);
      const restarted = (await host.restart()).persons;
      const again = await refusalOf(restarted.beginComparison('asked', 'one more', startMs + 3));
      expect(again).toEqual(['comparisons-exhausted', keptMs - 3]);
      expect(await mayCompare('asked', startMs + 3)).toEqual(again);
      // The same try goes on, for example after a crash.
      expect(await compare('asked', ids[answers.indexOf(undefined)]!, startMs + 3)).toBeUndefined();
      expect(await mayCompare('asked', startMs + keptMs)).toBeUndefined();
      expect(await mayAttempt('asked', startMs + 3)).toBeUndefined();
    });

    it('does not pay for a comparison that has confirmed the person', async () => {
      for (const n of Array(2 * day).keys()) {
        expect(await compare('confirmed', `question ${n}`, startMs + n)).toBeUndefined();
        await persons.forgive('confirmed', 'comparisons', `question ${n}`);
      }
      expect(await host.persons.stored('confirmed')).toMatchObject({ comparisons: [] });
    });

    it('does not pay for an attempt that was bona fide in the end', async () => {
      for (const [n, id] of failures.entries()) await begin('passed', id, startMs + n);
      expect(await mayAttempt('passed', startMs + 9)).toMatchObject(['attempts-paused', expect.any(Number)]);
      await persons.forgive('passed', 'attempts', failures[0]!);
      await persons.forgive('passed', 'attempts', failures[0]!);
      await persons.forgive('unknown', 'attempts', failures[0]!);
      expect(await mayAttempt('passed', startMs + 9)).toBeUndefined();
      const left = failures.slice(1).map((id, n) => ({ id, atMs: startMs + n + 1 }));
      expect(await host.persons.stored('passed')).toEqual({ v: 2, attempts: left, comparisons: [] });
      expect(await host.persons.stored('unknown')).toBeUndefined();
    });

    it('is forgotten a day after the last failure', async () => {
      await begin('forgotten', 'attempt', startMs);
      await compare('forgotten', 'question', startMs + 5);
      expect(await host.persons.wakesAtMs('forgotten')).toBe(startMs + 5 + keptMs);
      await host.persons.wake('forgotten', startMs + 4 + keptMs);
      expect(await host.persons.stored('forgotten')).toBeDefined();
      expect(await host.persons.wakesAtMs('forgotten')).toBe(startMs + 5 + keptMs);
      await host.persons.wake('forgotten', startMs + 5 + keptMs);
      expect(await host.persons.stored('forgotten')).toBeUndefined();
      expect(await host.persons.wakesAtMs('forgotten')).toBeUndefined();
    });

    it('who only asks, or whose attempt is a day old, is not stored', async () => {
      await mayAttempt('asks', startMs);
      await mayCompare('asks', startMs);
      await begin('asks', 'old', startMs - keptMs, startMs);
      expect(await host.persons.stored('asks')).toBeUndefined();
    });
  });
}
