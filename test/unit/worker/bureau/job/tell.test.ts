import { describe, expect, it } from 'vitest';
import { individual } from '../../../protocol/filing/example.ts';
import { filingFor, resultFor } from './booked-bureau.ts';
import { World } from './world.ts';

describe('a telling', () => {
  it('names services as the case does, also those to which the provider gave no id', async () => {
    const world = new World();
    const { id: _, ...service } = individual.services[0]!;
    await world.submit('a', { record: { ...individual, services: [service] } });
    await world.drain();
    world.bureau.give(filingFor(1, 1));
    await world.settle(600_000);
    expect(world.told('a').at(-1)).toMatchObject({ filingNumbers: { services: [{ id: '1', ministryId: 8_001 }] } });
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

  it('reaches its case at once, though another case takes nothing for a day', async () => {
    const world = new World();
    await world.submit('a');
    await world.submit('b');
    world.cases.get('a')!.told.push = () => {
      throw new Error('overloaded');
    };
    await world.drain();
    expect(world.told('b')).toMatchObject([{ kind: 'upload' }]);
    await world.settle(24 * 3_600_000);
    const beforeMs = world.clock.nowMs;
    await world.submit('c');
    await world.drain();
    expect(world.clock.nowMs).toBe(beforeMs);
    expect(world.told('c')).toMatchObject([{ kind: 'upload' }]);
    world.bureau.give(resultFor(2));
    world.clock.nowMs = beforeMs + 600_000;
    await world.drain();
    expect(world.told('b').at(-1)).toMatchObject({ kind: 'result' });
  });

  it('that was not taken keeps the later ones of its case behind it', async () => {
    const world = new World();
    await world.submit('a');
    const { told } = world.cases.get('a')!;
    const push = told.push.bind(told);
    told.push = () => {
      throw new Error('overloaded');
    };
    await world.drain();
    world.bureau.give(resultFor(1));
    world.clock.nowMs += 600_000;
    await world.drain();
    expect((await world.overview()).tellings).toBe(2);
    told.push = push;
    await world.settle();
    expect(told.map(({ kind }) => kind)).toEqual(['upload', 'result']);
  });
});
