import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { ContractHost } from '../host.ts';
import { accountsOf, accepted, startMs, wrongPassword } from './bench.ts';

export function describeKeeping(host: ContractHost): void {
  const { accounts } = host.ports;
  const { openAccount, workedAccount } = accountsOf(host);

  describe('a bureau account, what it keeps and when it wakes', () => {
    it('deletes files when they have been kept for 100 days, and discarded ones at once', async () => {
      const { run, enqueue, file, send, apply, clock } = await workedAccount();
      await enqueue('a');
      await run('discardFile', { n: await file('a') });
      await send(await file('a'));
      await apply('d1', {});
      await run('acknowledged', { n: 1 });
      expect(await run('toDelete', {})).toEqual({ files: [1], downloads: [] });
      await run('fileDeleted', { n: 1 });
      clock.nowMs += limits.bureau.keptMs - 1;
      expect(await run('toDelete', {})).toEqual({ files: [], downloads: [] });
      clock.nowMs += 1;
      expect(await run('toDelete', {})).toEqual({ files: [2], downloads: [{ n: 1, digest: 'd1' }] });
      await run('fileDeleted', { n: 2 });
      await run('downloadDeleted', { n: 1 });
      expect(await run('toDelete', {})).toEqual({ files: [], downloads: [] });
    });

    it('deletes a download whose acknowledgement was lost, when it has been kept for 100 days', async () => {
      const { name, run, apply, clock, held } = await workedAccount();
      await apply('d1', {});
      await run('stop', { code: wrongPassword });
      await run('told', { ns: [1] });
      await accounts.endLease(name, held(), clock.nowMs);
      expect(await host.accounts.wakesAtMs(name)).toBe(startMs + limits.bureau.keptMs);
      await run('takeLease', {});
      expect(await run('toDelete', {})).toMatchObject({ downloads: [] });
      clock.nowMs += limits.bureau.keptMs;
      expect(await run('toDelete', {})).toMatchObject({ downloads: [{ n: 1, digest: 'd1' }] });
    });

    it('forgets what belongs to no case after 100 days, also while it is stopped', async () => {
      const { name, run, apply, clock, held, overview } = await workedAccount();
      await apply('d1', { answers: [accepted(99)] });
      await run('stop', { code: wrongPassword });
      await run('told', { ns: [1] });
      await run('downloadDeleted', { n: 1 });
      await accounts.endLease(name, held(), clock.nowMs);
      expect(await host.accounts.wakesAtMs(name)).toBe(startMs + limits.bureau.keptMs);
      clock.nowMs += limits.bureau.keptMs - 1;
      await run('takeLease', {});
      await run('forgetUnmatched', {});
      expect((await overview()).unmatched).toMatchObject([{ cause: 'no-case' }]);
      clock.nowMs += 1;
      await run('forgetUnmatched', {});
      expect((await overview()).unmatched).toEqual([]);
    });

    it('wakes when something is due, at the end of a lease while someone works, and a minute after a wake that failed', async () => {
      const { name, run, held, enqueue, clock, file, send } = openAccount();
      const wakesAtMs = () => host.accounts.wakesAtMs(name);
      await enqueue('a');
      expect(await wakesAtMs()).toBe(startMs);
      await run('takeLease', {});
      expect(await wakesAtMs()).toBe(startMs + 60_000);
      await run('polled', { nextMs: startMs + 600_000 });
      await send(await file('a'));
      await run('told', { ns: (await run('tellings', { limit: 9 })).map(({ n }) => n) });
      await accounts.endLease(name, held(), clock.nowMs);
      expect(await wakesAtMs()).toBe(startMs + 600_000);
      const drained: string[] = [];
      await host.accounts.wakeWith(name, startMs + 600_000, async (account) => {
        drained.push(account);
        throw new Error('failed');
      });
      expect(drained).toEqual([name]);
      expect(await wakesAtMs()).toBe(startMs + 660_000);
    });

    it('of a stopped account only what it has to tell is due', async () => {
      const { name, run, held, enqueue, clock } = openAccount();
      await run('takeLease', {});
      await enqueue('a');
      await run('stop', { code: wrongPassword });
      for (const { n } of await run('tellings', { limit: 9 })) await run('tellingFailed', { n, chance: 1 });
      await accounts.endLease(name, held(), clock.nowMs);
      expect(await host.accounts.wakesAtMs(name)).toBe(startMs + 5_000);
    });

    it('tells what failed later, longer each time, and what comes after it for the same case with it; others at once', async () => {
      const { name, run, held, enqueue, clock, file, send } = await workedAccount();
      for (const id of ['a', 'b']) await enqueue(id);
      await send(await file('a', 'b'));
      await run('stop', { code: wrongPassword });
      await accounts.resume(name, {}, clock.nowMs);
      await run('polled', { nextMs: startMs + 24 * 3_600_000 });
      const due = async () => (await run('tellings', { limit: 9 })).map(({ n }) => n);
      expect(await due()).toEqual([1, 2, 3, 4]);
      await run('tellingFailed', { n: 1, chance: 1 });
      await run('tellingFailed', { n: 3, chance: 1 });
      expect(await due()).toEqual([2]);
      await run('told', { ns: [2] });
      await accounts.endLease(name, held(), clock.nowMs);
      expect(await host.accounts.wakesAtMs(name)).toBe(startMs + 5_000);
      await run('takeLease', {});
      clock.nowMs += 5_000;
      expect(await due()).toEqual([1, 3, 4]);
      await run('tellingFailed', { n: 1, chance: 1 });
      clock.nowMs += 9_999;
      expect(await due()).toEqual([3, 4]);
      clock.nowMs += 1;
      expect(await due()).toEqual([1, 3, 4]);
      await run('tellingFailed', { n: 1, chance: 1 });
      await accounts.resume(name, {}, clock.nowMs);
      expect(await due()).toEqual([1, 3, 4]);
    });
  });
}
