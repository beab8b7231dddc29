import { describe, expect, it } from 'vitest';
import { FairQueue, leaseMs, placeMs, type Place } from '../../../../worker/load/fair-queue.ts';
import { stepLeaseMs, Stalls } from '../../../../worker/load/stalls.ts';
import { createHandClock } from './hand-clock.ts';

const rest = { leastMs: 20, mostMs: 250 };
const stepMs = 300;

/** A queue, and the order in which the steps of its work ran. */
function createQueue({ isClear = (): boolean => true } = {}) {
  const clock = createHandClock();
  const { now, pause } = clock;
  const stalls = new Stalls(now);
  const places = {
    person: { perTenant: 3, all: 4 },
    review: { perTenant: 2, all: 2 },
    form: { perTenant: 1, all: 1 },
    replay: { perTenant: 2, all: 2 },
  };
  const queue = new FairQueue({ now, pause, stalls, isClear, places, rest, retryAfterMs: 2_000 });
  const ran: string[] = [];
  /** Work of some steps, all of which wait at once. */
  const work = (place: Place, name: string, steps: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: steps }, () =>
        place.run(() => {
          ran.push(name);
          clock.compute(stepMs);
        }),
      ),
    );
  return { clock, queue, stalls, ran, work };
}

describe('heavy work', () => {
  it('runs one step at a time, and rests after each so that others are handled', async () => {
    const { clock, queue, ran, work } = createQueue();
    void work(queue.admit('person', 'a'), 'a', 3);
    await clock.pass(0);
    expect(ran).toHaveLength(1);
    await clock.pass(rest.leastMs - 1);
    expect(ran).toHaveLength(1);
    await clock.pass(1);
    expect(ran).toHaveLength(2);
  });

  it('of people comes before reviews, then forms, then replays, although those wait longer', async () => {
    const { clock, queue, ran, work } = createQueue();
    void work(queue.admit('replay', 'a'), 'replay', 3);
    await clock.pass(0);
    void work(queue.admit('form', 'a'), 'form', 2);
    void work(queue.admit('review', 'a'), 'review', 1);
    void work(queue.admit('person', 'a'), 'person', 2);
    await clock.pass(10_000);
    expect(ran).toEqual(['replay', 'person', 'person', 'review', 'form', 'form', 'replay', 'replay']);
  });

  it('of tenants takes turns, however much one of them brings', async () => {
    const { clock, queue, ran, work } = createQueue();
    for (const name of ['a1', 'a2', 'a3']) void work(queue.admit('person', 'a'), name, 2);
    void work(queue.admit('person', 'b'), 'b', 2);
    await clock.pass(10_000);
    expect(ran).toEqual(['a1', 'b', 'a1', 'b', 'a2', 'a2', 'a3', 'a3']);
  });

  it('waits for a request whose sender must not wait, but not for ever', async () => {
    const { clock, queue, ran, work } = createQueue({ isClear: () => false });
    void work(queue.admit('person', 'a'), 'a', 2);
    await clock.pass(rest.mostMs - 1);
    expect(ran).toHaveLength(1);
    await clock.pass(rest.leastMs);
    expect(ran).toHaveLength(2);
  });

  it('is recorded as a stall from its beginning to the next I/O', async () => {
    const { clock, queue, stalls, work } = createQueue();
    void work(queue.admit('person', 'a'), 'a', 1);
    await Promise.resolve();
    expect(clock.now() - stalls.arrivedAtMs()).toBe(stepMs);
    await clock.pass(rest.leastMs + 200);
    expect(clock.now() - stalls.arrivedAtMs()).toBe(0);
  });

  it('gives back what a step returns or throws, and continues after an error', async () => {
    const { clock, queue } = createQueue();
    const place = queue.admit('person', 'a');
    const failing = place.run(() => Promise.reject(new Error('unread'))).catch((error: Error) => error.message);
    const next = place.run(() => 7);
    await clock.pass(100);
    expect([await failing, await next]).toEqual(['unread', 7]);
  });

  it('keeps its turn through its rest, also after a step that is longer than the lease', async () => {
    const { clock, queue, ran, work } = createQueue();
    const long = queue.admit('person', 'a').run(() => clock.compute(2 * leaseMs));
    void work(queue.admit('person', 'b'), 'b', 1);
    await clock.pass(rest.leastMs - 1);
    expect(ran).toEqual([]);
    await clock.pass(1);
    await long;
    expect(ran).toEqual(['b']);
  });

  it('that takes up its turn too late waits for the next one', async () => {
    const { clock, queue, ran, work } = createQueue();
    const [first, late, third] = ['a', 'b', 'c'].map((tenant) => queue.admit('person', tenant));
    // At the end of this step the turn is granted to `late`. Before that one goes on, the machine stands still, and another calls.
    void first!
      .run(() => {})
      .then(() => {
        clock.compute(leaseMs);
        void work(third!, 'third', 1);
      });
    void work(late!, 'late', 1);
    await clock.pass(10_000);
    expect(ran).toEqual(['third', 'late']);
  });

  it('goes on after a step whose request the host has ended', async () => {
    const { clock, queue, ran, work } = createQueue();
    void queue.admit('person', 'a').run(() => new Promise(() => {}));
    void work(queue.admit('person', 'b'), 'b', 1);
    await clock.pass(stepLeaseMs - 1);
    expect(ran).toEqual([]);
    await clock.pass(leaseMs);
    expect(ran).toEqual(['b']);
  });
});

describe('a place', () => {
  const refused = (act: () => unknown) => {
    try {
      return act();
    } catch (refusal) {
      return refusal;
    }
  };

  it('is refused to a tenant that has all of its own, and not to another one', () => {
    const { queue } = createQueue();
    const own = Array.from({ length: 3 }, () => queue.admit('person', 'a'));
    expect(refused(() => queue.admit('person', 'a'))).toMatchObject({ code: 'verifier-busy', retryAfterMs: 2_000 });
    expect(refused(() => queue.admit('replay', 'a'))).toHaveProperty('run');
    own[0]!.leave();
    own[0]!.leave();
    expect(refused(() => queue.admit('person', 'b'))).toHaveProperty('run');
    expect(refused(() => queue.admit('person', 'a'))).toHaveProperty('run');
  });

  it('is refused when all are taken, until one is left', () => {
    const { queue } = createQueue();
    const [first] = ['a', 'b', 'c', 'd'].map((tenant) => queue.admit('person', tenant));
    expect(refused(() => queue.admit('person', 'e'))).toMatchObject({ code: 'verifier-busy' });
    first!.leave();
    expect(refused(() => queue.admit('person', 'e'))).toHaveProperty('run');
  });

  it('is waited for by work that nobody waits for, as long as was said', async () => {
    const { clock, queue } = createQueue();
    const first = queue.admit('form', 'a');
    const waiting = Promise.allSettled([queue.admitWithin(1_000, 'form', 'a'), queue.admitWithin(5_000, 'form', 'a')]);
    await clock.pass(2_000);
    first.leave();
    await clock.pass(3_500);
    expect(await waiting).toMatchObject([
      { status: 'rejected', reason: { code: 'verifier-busy', retryAfterMs: 2_000 } },
      { status: 'fulfilled' },
    ]);
  });

  it('that is never left is free again in the end', () => {
    const { clock, queue } = createQueue();
    for (const tenant of ['a', 'b', 'c', 'd']) queue.admit('person', tenant);
    clock.compute(placeMs);
    expect(refused(() => queue.admit('person', 'e'))).toHaveProperty('run');
  });
});
