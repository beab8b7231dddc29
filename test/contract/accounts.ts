import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { MinistryCode } from '#protocol/case/submission.ts';
import type { AccountArgs, AccountKind } from '../../worker/bureau/account/commands.ts';
import type { Answer, DownloadContent } from '../../worker/bureau/account/downloads.ts';
import type { Held } from '../../worker/bureau/account/lease.ts';
import type { ContractHost } from './host.ts';

const startMs = 1_800_000_000_000;
const busy: MinistryCode = { code: 901, cause: 'maintenance', remedy: 'wait' };
const wrongPassword: MinistryCode = { code: 5, cause: 'password-wrong', remedy: 'operate' };
const tooLarge: MinistryCode = { code: 18, cause: 'file-too-large', remedy: 'operate' };

/** What the bureau account of every host must do. */
export function describeAccounts(host: ContractHost): void {
  const { accounts } = host.ports;
  let made = 0;

  /** A new account, and its worker. */
  function openAccount(name = `account-${(made += 1)}`) {
    const clock = { nowMs: startMs };
    const held = (holder = 'one'): Held => ({ holder, leaseUntilMs: clock.nowMs + 60_000 });
    const run = <K extends AccountKind>(kind: K, args: Omit<AccountArgs<K>, keyof Held>, holder?: string) =>
      accounts[kind](name, { ...args, ...held(holder) } as never, clock.nowMs) as ReturnType<(typeof accounts)[K]>;
    const enqueue = (id: string, round = 1) =>
      accounts.enqueue(name, { case: id, round, recordDigest: `record of ${id}` }, clock.nowMs);
    const overview = () => accounts.overview(name, {}, clock.nowMs);
    /** A file of these cases, ready to be sent. */
    const file = async (...ids: string[]): Promise<number> => {
      const n = await run('beginFile', {});
      await run('finishFile', {
        n,
        digest: `digest of ${n}`,
        bytes: 1_000 * ids.length,
        rounds: ids.map((id) => ({ case: id, round: 1, business: 'new-filing', about: [] })),
      });
      return n;
    };
    const send = async (n: number): Promise<number> => {
      const sequence = await run('beginSending', { n });
      await run('fileTaken', { n });
      return sequence;
    };
    /** What cases and the feed are to be told, and forgets it. */
    const told = async () => {
      const due = await run('tellings', { limit: 1_000 });
      await run('told', { ns: due.map(({ n }) => n) });
      return due.map(({ case: id, round, body }) => ({ ...(id !== undefined && { case: id, round }), ...body }));
    };
    const apply = async (digest: string, content: Partial<DownloadContent>) => {
      const { n, state } = await run('noteDownload', { fileName: `${digest}.zip`, digest });
      await run('applyDownload', { n, content: { answers: [], numberings: [], ...content } });
      return state;
    };
    return { name, clock, held, run, enqueue, overview, file, send, told, apply };
  }

  /** A new account whose worker has begun. */
  async function workedAccount() {
    const account = openAccount();
    await account.run('takeLease', {});
    return account;
  }

  const accepted = (number: number, place = 0): Answer => ({
    place,
    business: 'new-filing',
    keys: [{ kind: 'organiser', number }],
    verdict: 'accepted',
  });

  describe('a bureau account', () => {
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
