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
  const attempt = (person: string, nowMs: number) => refusalOf(persons.admitAttempt(person, attempts, nowMs));
  const comparison = (person: string, nowMs: number) => refusalOf(persons.admitComparison(person, nowMs));

  describe('a person', () => {
    it('is paused after the failures of several sessions together', async () => {
      const times = Array.from({ length: attempts.failures }, (_, n) => startMs + n);
      await persons.count('paused', 'attempts', times.slice(0, 2), startMs + 2);
      expect(await attempt('paused', startMs + 2)).toBeUndefined();
      await persons.count('paused', 'attempts', times.slice(2), startMs + 9);
      expect(await attempt('paused', startMs + 9)).toEqual([
        'attempts-paused',
        attempts.pauseMs - 9 + times.length - 1,
      ]);
      expect(await attempt('another', startMs + 9)).toBeUndefined();
    });

    it('is counted once for each failure, though 10 requests report it at once', async () => {
      const report = () => persons.count('once', 'comparisons', [startMs, startMs + 1], startMs + 1);
      await Promise.all(Array.from({ length: 10 }, report));
      expect(await host.persons.stored('once')).toEqual({ v: 1, attempts: [], comparisons: [startMs, startMs + 1] });
    });

    it('is asked about no more than three times a day without a confirmation, also after a restart', async () => {
      for (const n of [0, 1, 2]) {
        expect(await comparison('asked', startMs + n)).toBeUndefined();
        await persons.count('asked', 'comparisons', [startMs + n], startMs + n);
      }
      const restarted = (await host.restart()).persons;
      const again = await refusalOf(restarted.admitComparison('asked', startMs + 3));
      expect(again).toEqual(['comparisons-exhausted', keptMs - 3]);
      expect(await comparison('asked', startMs + keptMs)).toBeUndefined();
      expect(await attempt('asked', startMs + 3)).toBeUndefined();
    });

    it('does not pay for an attempt that was bona fide in the end', async () => {
      const times = Array.from({ length: attempts.failures }, (_, n) => startMs + n);
      await persons.count('passed', 'attempts', times, startMs + 9);
      expect(await attempt('passed', startMs + 9)).toMatchObject(['attempts-paused', expect.any(Number)]);
      await persons.forgive('passed', times[0]!);
      await persons.forgive('passed', times[0]!);
      await persons.forgive('unknown', startMs);
      expect(await attempt('passed', startMs + 9)).toBeUndefined();
      expect(await host.persons.stored('passed')).toEqual({ v: 1, attempts: times.slice(1), comparisons: [] });
      expect(await host.persons.stored('unknown')).toBeUndefined();
    });

    it('is forgotten a day after the last failure', async () => {
      await persons.count('forgotten', 'attempts', [startMs], startMs);
      await persons.count('forgotten', 'comparisons', [startMs + 5], startMs + 5);
      expect(await host.persons.wakesAtMs('forgotten')).toBe(startMs + 5 + keptMs);
      await host.persons.wake('forgotten', startMs + 4 + keptMs);
      expect(await host.persons.stored('forgotten')).toBeDefined();
      expect(await host.persons.wakesAtMs('forgotten')).toBe(startMs + 5 + keptMs);
      await host.persons.wake('forgotten', startMs + 5 + keptMs);
      expect(await host.persons.stored('forgotten')).toBeUndefined();
      expect(await host.persons.wakesAtMs('forgotten')).toBeUndefined();
    });

    it('who only asks, or who has not failed, is not stored', async () => {
      await attempt('asks', startMs);
      await comparison('asks', startMs);
      await persons.count('asks', 'attempts', [], startMs);
      await persons.count('asks', 'attempts', [startMs - keptMs], startMs);
      expect(await host.persons.stored('asks')).toBeUndefined();
    });
  });
}
