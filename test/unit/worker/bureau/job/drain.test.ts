import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { element, leaf } from '../../../../../worker/bureau/xml.ts';
import { uploadKey } from '../../../../../worker/bureau/blob-keys.ts';
import { individual, unit } from '../../../protocol/filing/example.ts';
import { filingFor, resultFor, type Call, type Fault } from './booked-bureau.ts';
import { account, World } from './world.ts';

/** Fails the first calls of this kind so, one after another. */
function failing(world: World, call: Call, ...faults: readonly Fault[]): void {
  const left = [...faults];
  world.bureau.fault = (each) => (each === call ? left.shift() : undefined);
}

describe('a bureau account at work', () => {
  it('sends what waits in one file, and tells the cases their results and numbers', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    await world.drain();
    expect(world.bureau.taken).toMatchObject([{ sequence: 1, organisers: [1, 2] }]);
    expect(world.told('a')).toEqual([{ kind: 'upload', round: 1, sequence: 1 }]);
    world.bureau.give(resultFor(1));
    world.bureau.give(filingFor(2, 2, '京ICP备1号'));
    world.bureau.give(resultFor(2, 1002));
    world.clock.nowMs += 600_000;
    await world.drain();
    expect(world.told('a').slice(1)).toMatchObject([
      {
        kind: 'result',
        round: 1,
        result: { accepted: true, codes: [{ code: 1001 }], opinions: [{ accepted: true, text: '同意' }] },
      },
    ]);
    expect(world.told('b').slice(1)).toMatchObject([
      {
        kind: 'numbers',
        filingNumbers: { organiser: { ministryId: 7_002 }, services: [{ id: 'site', ministryId: 8_002 }] },
      },
      { kind: 'result', result: { accepted: false, opinions: [{ accepted: false, text: '请补正' }] } },
    ]);
    expect(await world.overview()).toMatchObject({ state: 'ready', queued: 0, unmatched: [], tellings: 0 });
  });

  it('gives the case its own picture of what was sent', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    const [file] = (await world.overview()).files;
    expect(file).toMatchObject({
      state: 'taken',
      sequence: 1,
      records: 1,
      digest: world.bureau.taken[0]!.digest,
      code: 0,
    });
  });

  it.each<[string, Fault]>([
    ['answers HTML', 'lost-before'],
    ['times out after storing', 'lost-after'],
    ['is not reached', 'unsent'],
    ['is in maintenance', 901],
    ['takes no more for now', 15],
    ['is closed at this hour', 20],
    ['received damaged bytes', 7],
  ])('gets one file taken once from a bureau that %s', async (_, fault) => {
    const world = new World();
    failing(world, 'upload', fault);
    await world.submit('a');
    await world.drain();
    await world.submit('b');
    await world.settle(10 * 60_000);
    expect(world.bureau.taken).toMatchObject([
      { sequence: 1, organisers: [1] },
      { sequence: 2, organisers: [2] },
    ]);
    expect(world.told('a')).toEqual([{ kind: 'upload', round: 1, sequence: 1 }]);
  });

  it('asks again when it does not learn what became of a file', async () => {
    const world = new World();
    world.bureau.fault = (call) =>
      call === 'upload' && !world.bureau.calls.includes('previousUpload') ? 'lost-after' : undefined;
    await world.submit('a');
    await world.drain();
    const faults: Fault[] = ['lost-before', 902, 'unsent'];
    world.bureau.fault = (call) => (call === 'previousUpload' ? faults.shift() : undefined);
    await world.settle(10 * 60_000);
    expect(world.bureau.taken).toHaveLength(1);
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(1);
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'upload', sequence: 1 });
  });

  it('takes the sequence that the bureau names with code 14', async () => {
    const world = new World();
    world.bureau.expected = 41;
    await world.submit('a');
    await world.drain();
    await world.submit('b');
    await world.drain();
    expect(world.bureau.taken).toMatchObject([{ sequence: 41 }, { sequence: 42 }]);
    expect(await world.overview()).toMatchObject({ nextSequence: 43 });
  });

  it('sends again what the bureau has lost, before anything else, with the same bytes', async () => {
    const world = new World();
    for (const id of ['a', 'b', 'c']) {
      await world.submit(id);
      await world.drain();
    }
    const before = world.bureau.taken.map(({ digest }) => digest);
    world.bureau.forget(2);
    await world.submit('d');
    await world.drain();
    expect(world.bureau.taken.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(world.bureau.taken.slice(0, 3).map(({ digest }) => digest)).toEqual(before);
    expect(world.told('b')).toHaveLength(1);
  });

  it('halves a file that is too large, and sets aside a record that is too large alone', async () => {
    const world = new World();
    for (const id of ['a', 'b', 'c', 'd']) await world.submit(id);
    failing(world, 'upload', 18, 18);
    await world.drain();
    expect(world.bureau.taken.map(({ organisers }) => organisers)).toEqual([[2], [3], [4]]);
    expect(world.told('a')).toMatchObject([{ kind: 'trouble', trouble: { code: 18 } }]);
    world.clock.nowMs += limits.bureau.setAsideMs;
    await world.drain();
    expect(world.bureau.taken.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'upload', sequence: 4 });
  });

  it.each([4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 19])(
    'stops at code %i with the cause, and loses nothing until the operator lets it go on',
    async (code) => {
      const world = new World();
      failing(world, 'upload', code);
      await world.submit('a');
      await world.drain();
      const calls = world.bureau.calls.length;
      await world.submit('b');
      await world.settle();
      expect(world.bureau.calls).toHaveLength(calls);
      expect(await world.overview()).toMatchObject({ state: 'stopped', cause: { code, remedy: 'operate' } });
      expect(world.told('a')).toMatchObject([{ kind: 'trouble', trouble: { code } }]);
      expect(world.told('b')).toMatchObject([{ kind: 'trouble', trouble: { code } }]);
      expect(world.events).toMatchObject([{ type: 'account.stopped', data: { account } }]);
      await world.accounts.resume(account, {}, world.clock.nowMs);
      await world.settle(10 * 60_000);
      expect(world.bureau.taken).toMatchObject([
        { sequence: 1, organisers: [1] },
        { sequence: 2, organisers: [2] },
      ]);
      expect(world.events).toMatchObject([{ type: 'account.stopped' }, { type: 'account.resumed' }]);
    },
  );

  it('stops when expired credentials keep it from downloading', async () => {
    const world = new World();
    failing(world, 'download', 5);
    await world.submit('a');
    await world.drain();
    expect(world.bureau.taken).toHaveLength(1);
    expect(await world.overview()).toMatchObject({ state: 'stopped', cause: { code: 5 } });
  });

  it('stops when the bytes keep coming damaged', async () => {
    const world = new World();
    failing(world, 'upload', 8, 8, 8, 8);
    await world.submit('a');
    await world.drain();
    await world.settle();
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(3);
    expect(await world.overview()).toMatchObject({ state: 'stopped', cause: { code: 8 } });
  });

  it('applies a download once that the bureau gives again, because its acknowledgement was lost', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(1));
    failing(world, 'acknowledge', 'lost-before', 'lost-before');
    await world.settle();
    expect(world.bureau.waiting).toEqual([]);
    expect(world.told('a').filter(({ kind }) => kind === 'result')).toHaveLength(1);
  });

  it('applies a download once that the bureau gives again after its acknowledgement', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(1));
    const [again] = world.bureau.waiting;
    world.clock.nowMs += 600_000;
    await world.drain();
    world.bureau.waiting.push(again!);
    world.clock.nowMs += 600_000;
    await world.drain();
    expect(world.bureau.waiting).toEqual([]);
    expect(world.told('a').filter(({ kind }) => kind === 'result')).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ['is no ZIP, or has a wrong hash', 'lost-before'],
    ['does not come', 902],
  ])('asks again for a download that %s, and nothing is acknowledged', async (_, fault) => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(1));
    failing(world, 'download', fault, fault);
    world.clock.nowMs += 600_000;
    await world.drain();
    expect(world.bureau.calls).not.toContain('acknowledge');
    expect(await world.overview()).toMatchObject({ state: 'ready', downloads: { trouble: { remedy: 'wait' } } });
    await world.settle(10 * 60_000);
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'result', result: { accepted: true } });
    expect((await world.overview()).downloads.trouble).toBeUndefined();
  });

  it('keeps a download that is not GBK, and takes what is behind it', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.giveBytes(Uint8Array.of(0x3c, 0xff, 0xff, 0xff));
    world.bureau.give(resultFor(1));
    await world.settle(1_200_000);
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'result' });
    expect((await world.overview()).unmatched).toMatchObject([{ cause: 'unreadable', download: 'down1.zip' }]);
  });

  it('keeps a result for a case that it does not know, and for one that was withdrawn', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(99));
    world.bureau.give(resultFor(1));
    world.cases.get('a')!.isWithdrawn = true;
    await world.settle();
    expect((await world.overview()).unmatched).toMatchObject([
      { cause: 'case-withdrawn', facts: { case: 'a', round: 1, what: 'result' } },
      expect.objectContaining({ cause: 'no-case', facts: expect.objectContaining({ business: 'new-filing' }) }),
      expect.objectContaining({ cause: 'no-case' }),
    ]);
  });

  it('tells a case that the bureau has its file, also if the result came before that was known', async () => {
    const world = new World();
    await world.submit('a');
    failing(world, 'upload', 'lost-after');
    world.bureau.give(resultFor(1));
    await world.drain();
    expect(world.told('a')).toMatchObject([{ kind: 'result', result: { accepted: true } }]);
    await world.settle();
    expect(world.bureau.taken).toHaveLength(1);
    expect(world.told('a').slice(1)).toEqual([{ kind: 'upload', round: 1, sequence: 1 }]);
  });

  it('decides nothing by news', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    const news = element('Jg_xx', element('Jgxx', leaf('Jgdm', 1060)), leaf('Czlx', 1), leaf('Bs', 1));
    world.bureau.give(element('ICP', element('BAJG', news)));
    await world.settle();
    expect(world.told('a')).toHaveLength(1);
    expect(await world.overview()).toMatchObject({ unmatched: [] });
  });

  it('sends the others when a form is missing, and this one when it is there', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    const { blobs } = world.work();
    const key = `cases/a/form-form-a-0-1.jpg`;
    const form = await blobs.get(key);
    await blobs.delete([key]);
    await world.drain();
    expect(world.told('a')).toMatchObject([{ kind: 'trouble', trouble: { cause: 'form-missing', remedy: 'operate' } }]);
    expect(world.told('b')).toMatchObject([{ kind: 'upload' }]);
    expect((await world.overview()).setAside).toEqual([{ case: 'a', round: 1, cause: 'form-missing' }]);
    await blobs.put(key, form!);
    world.clock.nowMs += limits.bureau.setAsideMs;
    await world.drain();
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'upload', sequence: 2 });
  });

  it.each(['self', 'on-site', 'ministry-qr'] as const)(
    'returns a case of the channel %s whose person has no photo any more',
    async (channel) => {
      const world = new World();
      await world.submit('a');
      const { state } = world.cases.get('a')!;
      world.cases.get('a')!.state = {
        ...state,
        channel,
        subjects: [{ id: 'organiser', required: true } as (typeof state.subjects)[number]],
      };
      await world.drain();
      expect(world.bureau.taken).toEqual([]);
      expect(world.told('a')).toMatchObject([
        { kind: 'trouble', trouble: { cause: 'portrait-missing', remedy: 'correct', text: 'organiser' } },
      ]);
    },
  );

  it('sets aside what the interface cannot carry, and what no program can read', async () => {
    const world = new World();
    await world.submit('a', { record: unit });
    await world.submit('b');
    await world.submit('c');
    const { blobs } = world.work();
    const digest = world.cases.get('b')!.state.submissions[0]!.recordDigest;
    await blobs.put(`cases/b/record-${digest}.json`, '{');
    await world.drain();
    expect(world.told('a')).toMatchObject([{ trouble: { cause: 'interface-lacks', remedy: 'correct' } }]);
    expect(world.told('b')).toMatchObject([{ trouble: { cause: 'record-unwritable', remedy: 'operate' } }]);
    expect(world.told('c')).toMatchObject([{ kind: 'upload' }]);
  });

  it('returns a record with a code that the bureau’s tables have lost since the hand-over', async () => {
    const world = new World();
    await world.submit('a');
    await world.accounts.takeLease(account, { holder: 'test', leaseUntilMs: world.clock.nowMs }, world.clock.nowMs);
    const held = { holder: 'test', leaseUntilMs: world.clock.nowMs };
    const { n } = await world.accounts.noteDownload(
      account,
      { fileName: 'codes', digest: 'd', ...held },
      world.clock.nowMs,
    );
    const content = { answers: [], numberings: [], codeTables: { contents: [{ id: 1, name: '即时通信' }] } };
    await world.accounts.applyDownload(account, { n, content, ...held }, world.clock.nowMs);
    await world.accounts.endLease(account, held, world.clock.nowMs);
    await world.drain();
    expect(world.bureau.taken).toEqual([]);
    expect(world.told('a')).toMatchObject([
      { trouble: { cause: 'code-withdrawn', remedy: 'correct', text: '/services/0/contentIds/0' } },
    ]);
  });

  it('names services as the case does, also those to which the provider gave no id', async () => {
    const world = new World();
    const { id: _, ...service } = individual.services[0]!;
    await world.submit('a', { record: { ...individual, services: [service] } });
    await world.drain();
    world.bureau.give(filingFor(1, 1));
    await world.settle(600_000);
    expect(world.told('a').at(-1)).toMatchObject({ filingNumbers: { services: [{ id: '1', ministryId: 8_001 }] } });
  });

  it('does not send a round whose case was withdrawn, or has gone on', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    await world.submit('b', { round: 2 });
    world.cases.get('a')!.isWithdrawn = true;
    await world.drain();
    expect(world.bureau.taken).toMatchObject([{ sequence: 1, organisers: [1] }]);
    expect(world.told('b')).toEqual([{ kind: 'upload', round: 2, sequence: 1 }]);
  });

  it('keeps a second round’s numbers, and gives it the results that come now', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(1, 1002));
    await world.settle(600_000);
    await world.submit('a', { round: 2 });
    await world.drain();
    world.bureau.give(resultFor(1));
    await world.settle(600_000);
    expect(world.bureau.taken.map(({ organisers }) => organisers)).toEqual([[1], [1]]);
    expect(world.told('a').filter(({ kind }) => kind === 'result')).toMatchObject([
      { round: 1, result: { accepted: false } },
      { round: 2, result: { accepted: true } },
    ]);
  });

  it('writes at most as many bytes into a file as the account allows', async () => {
    const world = new World();
    world.picture = new Uint8Array(90_000);
    for (const id of ['a', 'b', 'c']) await world.submit(id);
    world.picture = undefined;
    await world.drain(undefined, { fileBytes: 1_000_000 });
    expect(world.bureau.taken.length).toBeGreaterThan(1);
    expect(world.bureau.taken.flatMap(({ organisers }) => organisers)).toEqual([1, 2, 3]);
  });

  it('fetches results though the bytes of a file are gone, and says that they are', async () => {
    const world = new World();
    await world.submit('a');
    world.bureau.fault = (call) => (call === 'upload' ? 'unsent' : undefined);
    await world.drain();
    await world.host.portsWith({} as never).blobs.deleteAll(uploadKey(account, 1));
    world.bureau.calls.splice(0);
    world.clock.nowMs += 3_600_000;
    await expect(world.drain()).rejects.toThrow('bytes of file 1 are missing');
    expect(world.bureau.calls).toContain('download');
  });

  it('waits where the bureau expects another sequence each time', async () => {
    const world = new World();
    await world.submit('a');
    world.bureau.fault = (call) => {
      if (call === 'upload') world.bureau.expected += 2;
      return undefined;
    };
    await world.drain();
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(2);
    world.bureau.fault = () => undefined;
    await world.settle();
    expect(world.bureau.taken).toHaveLength(1);
  });

  it('goes on though the host’s queue takes nothing', async () => {
    const world = new World();
    world.sendJob = async () => {
      throw new Error('the queue is down');
    };
    await world.submit('a');
    await world.drain();
    await world.drain();
    expect(world.told('a')).toMatchObject([{ kind: 'upload', sequence: 1 }]);
    expect(JSON.stringify(world.lines)).toContain('the queue is down');
  });

  it('is done by one of two workers', async () => {
    const world = new World();
    await world.submit('a');
    await Promise.all([world.drain(), world.drain(), world.drain()]);
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(1);
  });

  it('keeps its lease while a description, an upload and the question after it take as long as they may', async () => {
    const world = new World();
    const timeoutMs = 1_000;
    await world.submit('a');
    failing(world, 'upload', 14);
    const fault = world.bureau.fault;
    const others: Promise<void>[] = [];
    world.bureau.fault = (call) => {
      if (call !== 'upload' && call !== 'previousUpload') return undefined;
      world.clock.nowMs += 2 * timeoutMs;
      if (call === 'previousUpload' && others.length === 0) others.push(world.drain(undefined, { timeoutMs }));
      return fault(call);
    };
    await world.drain(undefined, { timeoutMs });
    await Promise.all(others);
    expect(others).toHaveLength(1);
    expect(world.bureau.calls.filter((call) => call === 'previousUpload')).toHaveLength(1);
  });

  it('keeps the file encrypted, and deletes it with its key after 100 days', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    const key = uploadKey(account, 1);
    const { blobs, fileKeys } = world.work();
    expect(await blobs.get(key)).toBeDefined();
    expect((await world.host.portsWith({} as never).blobs.get(key))?.[0]).toBe(1);
    world.clock.nowMs += limits.bureau.keptMs - 1;
    await world.drain();
    expect(await blobs.get(key)).toBeDefined();
    world.clock.nowMs += 1;
    await world.drain();
    expect(await blobs.get(key)).toBeUndefined();
    expect(await fileKeys.load(key)).toBeUndefined();
    expect((await world.overview()).files).toMatchObject([{ state: 'deleted', sequence: 1 }]);
  });

  it('tells the other cases when one does not answer, and this one later', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    const desk = world.cases.get('a')!;
    await world.drain();
    const told = desk.told.splice(0);
    world.bureau.give(resultFor(1));
    world.bureau.give(resultFor(2));
    let fails = 1;
    const push = desk.told.push.bind(desk.told);
    desk.told.push = (...items) => {
      if ((fails -= 1) >= 0) throw new Error('overloaded');
      return push(...items);
    };
    await world.settle(600_000 + 30_000);
    expect(told).toHaveLength(1);
    expect(world.told('b').at(-1)).toMatchObject({ kind: 'result' });
    expect(world.told('a').map(({ kind }) => kind)).toEqual(['result']);
  });
});
