import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { element, leaf } from '../../../../../worker/bureau/xml.ts';
import { resultFor, type Fault } from './booked-bureau.ts';
import { World } from './world.ts';

describe('a download', () => {
  it('stops when expired credentials keep it from downloading', async () => {
    const world = new World();
    world.bureau.failNext('download', 5);
    await world.submit('a');
    await world.drain();
    expect(world.bureau.taken).toHaveLength(1);
    expect(await world.overview()).toMatchObject({ state: 'stopped', cause: { code: 5 } });
  });

  it('applies a download once that the bureau gives again, because its acknowledgement was lost', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(1));
    world.bureau.failNext('acknowledge', 'lost-before', 'lost-before');
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
    world.bureau.failNext('download', fault, fault);
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

  it('forgets what belongs to no case after 100 days, and nothing that a late result needs', async () => {
    const world = new World();
    await world.submit('a');
    await world.drain();
    world.bureau.give(resultFor(99));
    await world.settle();
    const [kept, ...others] = (await world.overview()).unmatched;
    expect([kept, others.length]).toMatchObject([{ cause: 'no-case' }, 1]);
    world.clock.nowMs = kept!.atMs + limits.bureau.keptMs - 1;
    await world.drain();
    expect((await world.overview()).unmatched).toHaveLength(2);
    world.clock.nowMs += 1;
    await world.drain();
    expect(await world.overview()).toMatchObject({ unmatched: [], files: [{ state: 'deleted' }] });
    world.bureau.give(resultFor(1));
    await world.settle();
    expect(world.told('a').at(-1)).toMatchObject({ kind: 'result', round: 1, result: { accepted: true } });
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

  describe('that refuses a file as a whole', () => {
    /** Without a mark: the bureau has read no record. */
    const refusal = (code: number) =>
      element(
        'ICP',
        element(
          'BAJG',
          element('Jg_xx', element('Jgxx', leaf('Jgdm', code), leaf('Dmms', 'beianinfo.xml')), leaf('Czlx', 1)),
        ),
      );

    it.each([5001, 5003, 5004])('with code %i returns each of its cases', async (code) => {
      const world = new World();
      await world.submit('a');
      await world.submit('b');
      await world.drain();
      world.bureau.give(refusal(code));
      world.clock.nowMs += 600_000;
      await world.drain();
      for (const id of ['a', 'b']) {
        expect(world.told(id).at(-1)).toMatchObject({ kind: 'result', result: { accepted: false, codes: [{ code }] } });
      }
      expect((await world.overview()).unmatched).toMatchObject([{ cause: 'file-refused' }]);
    });

    it('waits while it may mean another file, and is clear when the bureau has spoken about that one', async () => {
      const world = new World();
      for (const id of ['a', 'b']) {
        await world.submit(id);
        await world.drain();
      }
      world.bureau.give(refusal(5001));
      world.clock.nowMs += 600_000;
      await world.drain();
      expect(world.told('a')).toHaveLength(1);
      expect(world.told('b')).toHaveLength(1);
      await world.submit('late');
      world.bureau.give(resultFor(1));
      world.clock.nowMs += 600_000;
      await world.drain();
      expect(world.told('a').at(-1)).toMatchObject({ kind: 'result', result: { accepted: true } });
      expect(world.told('b').at(-1)).toMatchObject({ kind: 'result', result: { accepted: false } });
      expect(world.told('late')).toMatchObject([{ kind: 'upload' }]);
    });
  });
});
