import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { ContractHost } from '../host.ts';
import { accountsOf, busy, startMs, tooLarge, wrongPassword } from './bench.ts';

export function describeFiles(host: ContractHost): void {
  const { accounts } = host.ports;
  const { openAccount, workedAccount } = accountsOf(host);

  describe('a bureau account, its queue and its files', () => {
    it('queues a round once, in the order of arrival, also after a restart', async () => {
      const { name, run, enqueue, clock } = await workedAccount();
      for (const id of ['b', 'a', 'b', 'a']) await enqueue(id);
      await enqueue('b', 2);
      const waiting = [
        { case: 'b', round: 1, recordDigest: 'record of b' },
        { case: 'a', round: 1, recordDigest: 'record of a' },
        { case: 'b', round: 2, recordDigest: 'record of b' },
      ];
      expect(await run('queued', { limit: 10 })).toEqual(waiting);
      const { accounts: again } = await host.restart();
      const held = { holder: 'one', leaseUntilMs: clock.nowMs };
      expect(await again.queued(name, { limit: 2, ...held }, clock.nowMs)).toEqual(waiting.slice(0, 2));
    });

    it('gives a part one number for good, in order and each kind apart', async () => {
      const { run, name, clock } = await workedAccount();
      const parts = [
        { kind: 'organiser', id: '' },
        { kind: 'service', id: '1' },
        { kind: 'service', id: '2' },
      ] as const;
      const number = async (id: string) =>
        (await run('numberParts', { case: id, parts, firstNumber: 1 })).map((part) => part.number);
      expect(await number('a')).toEqual([1, 1, 2]);
      expect(await number('b')).toEqual([2, 3, 4]);
      expect(await number('a')).toEqual([1, 1, 2]);
      expect(await accounts.numbers(name, { case: 'b' }, clock.nowMs)).toEqual([
        { kind: 'organiser', id: '', number: 2 },
        { kind: 'service', id: '1', number: 3 },
        { kind: 'service', id: '2', number: 4 },
      ]);
    });

    it('gives out no number below the first that is configured, and never the same again', async () => {
      const { run } = await workedAccount();
      const number = async (id: string, firstNumber: number) => {
        const parts = [{ kind: 'organiser', id: '' } as const, { kind: 'access', id: '1' } as const];
        return (await run('numberParts', { case: id, parts, firstNumber })).map((part) => part.number);
      };
      expect(await number('a', 5_001)).toEqual([5_001, 5_001]);
      expect(await number('b', 5_001)).toEqual([5_002, 5_002]);
      expect(await number('c', 9_000)).toEqual([9_000, 9_000]);
      expect(await number('d', 1)).toEqual([9_001, 9_001]);
      expect(await number('a', 1)).toEqual([5_001, 5_001]);
    });

    it('has one worker; the next one begins when the lease has ended or run out, and the first finds out', async () => {
      const { run, clock, held, name } = openAccount();
      expect(await run('takeLease', {}, 'one')).toBe(true);
      expect(await run('takeLease', {}, 'two')).toBe(false);
      await expect(run('look', {}, 'two')).rejects.toMatchObject({ name: 'LeaseLost' });
      await accounts.endLease(name, held('two'), clock.nowMs);
      expect(await run('takeLease', {}, 'two')).toBe(false);
      await accounts.endLease(name, held('one'), clock.nowMs);
      expect(await run('takeLease', {}, 'two')).toBe(true);
      clock.nowMs += 60_000;
      expect(await run('takeLease', {}, 'three')).toBe(true);
      await expect(run('beginFile', {}, 'two')).rejects.toMatchObject({ name: 'LeaseLost' });
      clock.nowMs += 59_000;
      await run('look', {}, 'three');
      clock.nowMs += 59_000;
      expect(await run('takeLease', {}, 'four')).toBe(false);
    });

    it('sends files in the sequence from 1 on, without gaps, and tells the cases', async () => {
      const { run, enqueue, file, send, told, overview } = await workedAccount();
      for (const id of ['a', 'b', 'c']) await enqueue(id);
      expect(await send(await file('a', 'b'))).toBe(1);
      expect(await send(await file('c'))).toBe(2);
      expect(await told()).toEqual([
        { case: 'a', round: 1, kind: 'upload', sequence: 1, digest: 'digest of 1' },
        { case: 'b', round: 1, kind: 'upload', sequence: 1, digest: 'digest of 1' },
        { case: 'c', round: 1, kind: 'upload', sequence: 2, digest: 'digest of 2' },
      ]);
      expect(await told()).toEqual([]);
      await run('fileTaken', { n: 2 });
      expect(await told()).toEqual([]);
      expect(await overview()).toMatchObject({ state: 'ready', nextSequence: 3, queued: 0 });
    });

    it('keeps the sequence of a file whose outcome is unknown', async () => {
      const { run, enqueue, file, clock } = await workedAccount();
      await enqueue('a');
      const n = await file('a');
      expect(await run('beginSending', { n })).toBe(1);
      await run('notTaken', { n, known: false, code: busy, chance: 1 });
      expect((await run('look', {})).file).toMatchObject({ n, state: 'sending', sequence: 1, tries: 1 });
      clock.nowMs += 10_000;
      await run('notTaken', { n, known: true, code: busy, chance: 1 });
      expect((await run('look', {})).file).toMatchObject({ n, state: 'ready', sequence: 1 });
      expect(await run('beginSending', { n })).toBe(1);
    });

    it('begins a file once, and gives back the rounds of one that is discarded', async () => {
      const { run, enqueue, file, overview } = await workedAccount();
      for (const id of ['a', 'b']) await enqueue(id);
      expect(await run('beginFile', {})).toBe(await run('beginFile', {}));
      const n = await file('a', 'b');
      expect(await run('queued', { limit: 9 })).toEqual([]);
      await run('discardFile', { n });
      expect((await run('queued', { limit: 9 })).map((round) => round.case)).toEqual(['a', 'b']);
      expect((await overview()).files).toMatchObject([{ n, state: 'discarded' }]);
      const next = await file('a');
      expect(await run('beginSending', { n: next })).toBe(1);
    });

    it('waits longer after each failure, tells the cases of a lasting one once, and of its end', async () => {
      const { run, enqueue, file, told, clock, overview } = await workedAccount();
      await enqueue('a');
      await enqueue('b');
      const n = await file('a');
      const waits: number[] = [];
      for (let tries = 0; tries < 12; tries += 1) {
        await run('beginSending', { n });
        await run('notTaken', { n, known: true, code: busy, chance: 1 });
        waits.push((await run('look', {})).account.retryAtMs - clock.nowMs);
      }
      expect(waits.slice(0, 4)).toEqual([5_000, 10_000, 20_000, 40_000]);
      expect(waits.at(-1)).toBe(limits.bureau.againMostMs);
      expect(await overview()).toMatchObject({ state: 'failing', cause: busy, sinceMs: startMs });
      expect(await told()).toEqual([
        { case: 'a', round: 1, kind: 'trouble', trouble: busy },
        { case: 'b', round: 1, kind: 'trouble', trouble: busy },
      ]);
      await run('fileTaken', { n });
      expect(await told()).toMatchObject([{ case: 'a', kind: 'upload' }]);
      expect(await overview()).toMatchObject({ state: 'ready' });
    });

    it('draws a failure’s wait from the upper half', async () => {
      const { run, enqueue, file, clock } = await workedAccount();
      await enqueue('a');
      await run('notTaken', { n: await file('a'), known: true, code: busy, chance: 0 });
      expect((await run('look', {})).account.retryAtMs - clock.nowMs).toBe(2_500);
    });

    it('stops with the cause, tells everybody, and goes on when the operator says so', async () => {
      const { name, run, enqueue, file, told, clock, overview } = await workedAccount();
      await enqueue('a');
      const n = await file('a');
      await run('beginSending', { n });
      await run('stop', { code: wrongPassword, file: { n, known: true } });
      await run('stop', { code: wrongPassword });
      await enqueue('late');
      expect(await told()).toEqual([
        { case: 'a', round: 1, kind: 'trouble', trouble: wrongPassword },
        expect.objectContaining({ kind: 'event', event: expect.objectContaining({ type: 'account.stopped' }) }),
        { case: 'late', round: 1, kind: 'trouble', trouble: wrongPassword },
      ]);
      expect(await overview()).toMatchObject({ state: 'stopped', cause: wrongPassword, sinceMs: startMs });
      await accounts.resume(name, {}, clock.nowMs);
      await accounts.resume(name, {}, clock.nowMs);
      expect(await told()).toMatchObject([
        { kind: 'event', event: { id: `account-${name}-2`, type: 'account.resumed', data: { account: name } } },
      ]);
      expect(await overview()).toMatchObject({ state: 'ready' });
      expect((await run('look', {})).file).toMatchObject({ n, state: 'ready', sequence: 1 });
    });

    it('takes the sequence that the bureau expects, when other files were sent elsewhere', async () => {
      const { run, enqueue, file, send } = await workedAccount();
      for (const id of ['a', 'b']) await enqueue(id);
      const n = await file('a');
      await run('beginSending', { n });
      await run('resequence', { n, expected: 8 });
      expect(await send(n)).toBe(8);
      expect(await send(await file('b'))).toBe(9);
    });

    it('sends a file that the bureau has lost once more, before the others', async () => {
      const { run, enqueue, file, send, told } = await workedAccount();
      for (const id of ['a', 'b', 'c']) await enqueue(id);
      await send(await file('a'));
      await send(await file('b'));
      await told();
      const last = await file('c');
      expect(await run('beginSending', { n: last })).toBe(3);
      await run('resequence', { n: last, expected: 1 });
      expect((await run('look', {})).file).toMatchObject({ n: 1, state: 'ready', sequence: 1 });
      expect(await send(1)).toBe(1);
      expect((await run('look', {})).file).toMatchObject({ n: last, sequence: 3 });
      expect(await send(last)).toBe(3);
      expect(await told()).toMatchObject([{ case: 'c', kind: 'upload', sequence: 3 }]);
      expect((await run('look', {})).account.nextSequence).toBe(4);
    });

    it('halves a file that is too large; a round that is too large alone is set aside', async () => {
      const { run, enqueue, file, told, clock } = await workedAccount();
      for (const id of ['a', 'b', 'c']) await enqueue(id);
      const notBeforeMs = clock.nowMs + 5_000;
      await run('halveFile', { n: await file('a', 'b', 'c'), code: tooLarge, notBeforeMs });
      expect((await run('look', {})).account).toMatchObject({ batchRecords: 1, batchBytes: 1_500 });
      await run('halveFile', { n: await file('a'), code: tooLarge, notBeforeMs });
      expect(await told()).toEqual([{ case: 'a', round: 1, kind: 'trouble', trouble: tooLarge }]);
      expect((await run('queued', { limit: 9 })).map((round) => round.case)).toEqual(['b', 'c']);
      clock.nowMs = notBeforeMs;
      expect((await run('queued', { limit: 9 })).map((round) => round.case)).toEqual(['a', 'b', 'c']);
    });

    it('grows files back after code 18, twice as large with each that is taken', async () => {
      const { run, enqueue, file, send, clock } = await workedAccount();
      const ids = Array.from({ length: 9 }, (_, n) => `case ${n}`);
      for (const id of ids) await enqueue(id);
      await run('halveFile', { n: await file(...ids.slice(0, 8)), code: tooLarge, notBeforeMs: clock.nowMs });
      const batch = async () => {
        const { batchRecords, batchBytes } = (await run('look', {})).account;
        return [batchRecords, batchBytes];
      };
      expect(await batch()).toEqual([4, 4_000]);
      await send(await file(ids[0]!));
      expect(await batch()).toEqual([8, 8_000]);
      const untaken = await file(ids[1]!);
      await run('beginSending', { n: untaken });
      await run('notTaken', { n: untaken, known: true, code: busy, chance: 1 });
      expect(await batch()).toEqual([8, 8_000]);
      for (const [n, records] of [16, 32, 64, 128, 256, 512].entries()) {
        await send(n === 0 ? untaken : await file(ids[n + 1]!));
        expect((await batch())[0]).toBe(records);
      }
      await send(await file(ids[8]!));
      expect((await batch())[0]).toBeUndefined();
    });
  });
}
