import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../worker/bureau/account/downloads.ts';
import type { ContractHost } from '../host.ts';
import { accountsOf, accepted, busy, startMs } from './bench.ts';

export function describeResults(host: ContractHost): void {
  const { accounts } = host.ports;
  const { workedAccount } = accountsOf(host);

  describe('a bureau account and what it downloads', () => {
    it('gives a result to the newest round of its number, once, however often the download comes', async () => {
      const { run, enqueue, file, send, told, apply } = await workedAccount();
      await enqueue('a');
      await run('numberParts', { case: 'a', parts: [{ kind: 'organiser', id: '' }], firstNumber: 1 });
      await send(await file('a'));
      await told();
      expect(await apply('d1', { answers: [accepted(1), { ...accepted(1, 1), verdict: 'none' }] })).toBe('received');
      expect(await apply('d1', { answers: [accepted(1)] })).toBe('applied');
      expect(await told()).toEqual([{ case: 'a', round: 1, kind: 'result', download: 'd1', places: [0, 1] }]);
      await apply('d2', { answers: [{ ...accepted(1), verdict: 'none' }] });
      expect(await told()).toEqual([]);
    });

    it('gives a late result to the round that it is of, though the number is the same in every round', async () => {
      const { run, enqueue, told, apply, clock } = await workedAccount();
      await run('numberParts', { case: 'a', parts: [{ kind: 'organiser', id: '' }], firstNumber: 1 });
      const fileRound = async (round: number): Promise<number> => {
        await enqueue('a', round);
        const n = await run('beginFile', {});
        const rounds = [{ case: 'a', round, business: 'new-filing', about: [] }];
        await run('finishFile', { n, digest: `round ${round}`, bytes: 1, rounds });
        return n;
      };
      const first = await fileRound(1);
      await run('beginSending', { n: first });
      await run('fileTaken', { n: first });
      clock.nowMs += 3_600_000;
      const second = await fileRound(2);
      await told();
      await apply('d1', { answers: [accepted(1)] });
      expect(await told()).toMatchObject([{ round: 1, kind: 'result' }]);
      await run('beginSending', { n: second });
      await run('notTaken', { n: second, known: true, code: busy, chance: 1 });
      await apply('d2', { answers: [accepted(1)] });
      expect(await told()).toMatchObject([{ round: 1, kind: 'result' }]);
      await run('beginSending', { n: second });
      await apply('d3', { answers: [{ ...accepted(1), atMs: clock.nowMs - 3_000_000 }] });
      expect(await told()).toMatchObject([{ round: 1, kind: 'result' }]);
      await run('fileTaken', { n: second });
      await apply('d4', { answers: [{ ...accepted(1), atMs: clock.nowMs + 1 }] });
      await apply('d5', { answers: [{ ...accepted(1), atMs: clock.nowMs - 3_000_000 }] });
      expect(await told()).toMatchObject([{ kind: 'upload' }, { round: 2 }, { round: 1 }]);
    });

    it('keeps a result that belongs to no case', async () => {
      const { apply, overview, told } = await workedAccount();
      await apply('d1', { answers: [accepted(99)] });
      await apply('d2', { unreadable: 'not GBK' });
      expect(await told()).toEqual([]);
      expect((await overview()).unmatched).toMatchObject([
        { cause: 'unreadable', facts: { why: 'not GBK' }, download: 'd2.zip' },
        { cause: 'no-case', facts: { keys: [{ kind: 'organiser', number: 99 }], verdict: 'accepted' } },
      ]);
    });

    it('gives a result by filing number to the one round that waits, and to none where two could be meant', async () => {
      const { run, enqueue, send, told, apply, overview } = await workedAccount();
      const fileNew = async (id: string) => {
        await enqueue(id);
        const n = await run('beginFile', {});
        const about = [{ kind: 'filing-number', filingNumber: '京ICP备1号' } as const];
        const rounds = [{ case: id, round: 1, business: 'new-service', about }];
        await run('finishFile', { n, digest: id, bytes: 1, rounds });
        await send(n);
      };
      const answer: Answer = {
        place: 0,
        business: 'new-service',
        keys: [{ kind: 'filing-number', filingNumber: '京ICP备1号' }],
        verdict: 'returned',
      };
      await fileNew('a');
      await told();
      await apply('d1', { answers: [answer] });
      expect(await told()).toMatchObject([{ case: 'a', kind: 'result' }]);
      await fileNew('b');
      await told();
      await apply('d2', { answers: [answer] });
      expect(await told()).toMatchObject([{ case: 'b', kind: 'result' }]);
      await fileNew('c');
      await fileNew('d');
      await told();
      await apply('d3', { answers: [answer] });
      expect(await told()).toEqual([]);
      expect((await overview()).unmatched).toHaveLength(1);
    });

    it('tells each case the numbers of its own parts', async () => {
      const { run, enqueue, told, apply } = await workedAccount();
      await enqueue('a');
      await enqueue('b');
      await run('numberParts', {
        case: 'a',
        parts: [
          { kind: 'organiser', id: '' },
          { kind: 'service', id: '1' },
        ],
        firstNumber: 1,
      });
      await run('numberParts', { case: 'b', parts: [{ kind: 'service', id: 'shop' }], firstNumber: 1 });
      const organiser = { number: 1, ministryId: 700, filingNumber: '京ICP备700号' };
      const services = [
        { number: 1, ministryId: 701, filingNumber: '京ICP备700号-1' },
        { number: 2, ministryId: 702 },
        { ministryId: 703 },
      ];
      await apply('d1', {
        numberings: [
          { organiser, services },
          { organiser: { ministryId: 5 }, services: [] },
        ],
      });
      const own = { ministryId: 700, filingNumber: '京ICP备700号' };
      expect(await told()).toEqual([
        {
          case: 'a',
          round: 1,
          kind: 'numbers',
          filingNumbers: {
            organiser: own,
            services: [{ id: '1', ministryId: 701, filingNumber: '京ICP备700号-1' }],
          },
        },
        {
          case: 'b',
          round: 1,
          kind: 'numbers',
          filingNumbers: { organiser: own, services: [{ id: 'shop', ministryId: 702 }] },
        },
      ]);
    });

    it('has the code tables of the newest download, and of the seed where there was none', async () => {
      const { name, clock, apply } = await workedAccount();
      const tables = async () => accounts.codeTables(name, {}, clock.nowMs);
      expect((await tables()).tables.contents.length).toBeGreaterThan(10);
      await apply('d1', { codeTables: { contents: [{ id: 1, name: '即时通信' }] } });
      const known = await tables();
      expect(known.tables.contents).toEqual([{ id: 1, name: '即时通信' }]);
      expect(known.atMs).toEqual({ contents: startMs });
      expect(known.tables.natures.length).toBeGreaterThan(10);
    });

    it('keeps what an operator has to see when a case refuses what it is told', async () => {
      const { run, enqueue, file, send, overview, told } = await workedAccount();
      await enqueue('a');
      await send(await file('a'));
      const [telling] = await run('tellings', { limit: 1 });
      await run('notTold', { n: telling!.n, cause: 'case-withdrawn', facts: { case: 'a', round: 1 } });
      await run('notTold', { n: telling!.n, cause: 'case-withdrawn', facts: { case: 'a', round: 1 } });
      expect(await told()).toEqual([]);
      expect((await overview()).unmatched).toMatchObject([{ cause: 'case-withdrawn', facts: { case: 'a' } }]);
    });
  });
}
