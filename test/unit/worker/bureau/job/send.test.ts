import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { filingFor, resultFor, type Fault } from './booked-bureau.ts';
import { account, World } from './world.ts';

describe('a file for the bureau', () => {
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
    world.bureau.failNext('upload', fault);
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

  it('tells a case that the bureau has its file, also if the result came before that was known', async () => {
    const world = new World();
    await world.submit('a');
    world.bureau.failNext('upload', 'lost-after');
    world.bureau.give(resultFor(1));
    await world.drain();
    expect(world.told('a')).toMatchObject([{ kind: 'result', result: { accepted: true } }]);
    await world.settle();
    expect(world.bureau.taken).toHaveLength(1);
    expect(world.told('a').slice(1)).toEqual([{ kind: 'upload', round: 1, sequence: 1 }]);
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
    world.bureau.failNext('upload', 18, 18);
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
      world.bureau.failNext('upload', code);
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

  it('stops when the bytes keep coming damaged', async () => {
    const world = new World();
    world.bureau.failNext('upload', 8, 8, 8, 8);
    await world.submit('a');
    await world.drain();
    await world.settle();
    expect(world.bureau.calls.filter((call) => call === 'upload')).toHaveLength(3);
    expect(await world.overview()).toMatchObject({ state: 'stopped', cause: { code: 8 } });
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

  it('has numbers from the configured first on, where another system has used the account before', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain(undefined, { firstNumber: 70_001 });
    expect(world.bureau.taken).toMatchObject([{ organisers: [70_001] }]);
    await world.submit('b');
    await world.drain(undefined, { firstNumber: 70_001 });
    world.bureau.give(resultFor(70_002));
    await world.settle(600_000);
    expect(world.told('b').at(-1)).toMatchObject({ kind: 'result' });
    expect(world.told('a')).toHaveLength(1);
  });
});
