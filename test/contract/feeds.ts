import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import { limits } from '#protocol/limits.ts';
import type { FeedAnswer, FeedArgs, FeedKind } from '../../worker/delivery/feed/commands.ts';
import type { Claimed, Outcome } from '../../worker/delivery/feed/tries.ts';
import type { ContractHost } from './host.ts';

const startMs = 1_800_000_000_000;
const { atOnce, keptMs, leaseMs, pause, triedForMs } = limits.delivery;
const minute = 60_000;

const eventOf = (id: string, changes: Partial<DeliveryEvent> = {}): DeliveryEvent => ({
  id,
  type: 'case.state-changed',
  atMs: startMs,
  data: { case: 'a', state: 'submitted' },
  ...changes,
});

const secret = (id: string) => ({ id, sealed: new TextEncoder().encode(`sealed ${id}`) });

/** What the feeds of every host must do. */
export function describeFeeds(host: ContractHost): void {
  let tenant: string;
  let tenants = 0;
  /** Each test has its own tenant. */
  beforeEach(() => {
    tenants += 1;
    tenant = `tenant-${tenants}`;
  });

  const run = <K extends FeedKind>(kind: K, args: FeedArgs<K>, nowMs = startMs): Promise<FeedAnswer<K>> =>
    host.ports.feeds.run(tenant, kind, args, nowMs);
  const append = (...ids: string[]) =>
    host.ports.feeds.append(
      tenant,
      ids.map((id) => eventOf(id)),
      startMs,
    );
  const create = (id = 'w', url = 'https://provider.example/hook', types?: DeliveryEvent['type'][]) =>
    run('create-endpoint', { id, request: { url, ...(types && { types }) }, secret: secret(`${id}-1`) });
  const claim = (nowMs = startMs, most = 10) => run('claim', { most }, nowMs);
  const settle = ({ endpoint, event, claim: name }: Claimed, outcome: Outcome, nowMs = startMs, delayMs = minute) =>
    run('settle', { endpoint, n: event.n, claim: name, outcome, delayMs }, nowMs);
  const delivered = { kind: 'delivered', status: 200 } as const;
  const failed = { kind: 'failed', failure: 'status', status: 500 } as const;
  const statesOf = async (id = 'w') =>
    (await run('list-deliveries', { id, after: 0, limit: 100 })).deliveries.map(({ event, state }) => [event, state]);

  describe('a feed', () => {
    it('has each event once, numbered in the order of arrival without gaps, each tenant’s own, also after a restart', async () => {
      await append('a-1', 'a-2');
      await append('a-2', 'a-3', 'a-1');
      await Promise.all(Array.from({ length: 10 }, () => append('a-4')));
      const page = {
        events: ['a-1', 'a-2', 'a-3', 'a-4'].map((id, n) => ({ ...eventOf(id), n: n + 1 })),
        last: 4,
        oldest: 1,
      };
      expect(await run('page', { after: 0, limit: 100 })).toEqual(page);
      expect(await (await host.restart()).feeds.run(tenant, 'page', { after: 0, limit: 100 }, startMs)).toEqual(page);
      expect(await host.ports.feeds.run('another', 'page', { after: 0, limit: 100 }, startMs)).toEqual({
        events: [],
        last: 0,
      });
    });

    it('is read page by page; beyond its end it says where to go on', async () => {
      await append('a-1', 'a-2', 'a-3');
      const ids = async (after: number) => {
        const { events, last } = await run('page', { after, limit: 2 });
        return [events.map(({ id }) => id), last];
      };
      expect(await ids(0)).toEqual([['a-1', 'a-2'], 2]);
      expect(await ids(2)).toEqual([['a-3'], 3]);
      expect(await ids(3)).toEqual([[], 3]);
      expect(await ids(99)).toEqual([[], 99]);
    });

    it('deletes events after their time with their deliveries, and goes on numbering', async () => {
      await create();
      await append('a-1', 'a-2');
      await host.ports.feeds.append(tenant, [eventOf('a-3')], startMs + 10);
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs);
      await host.feeds.wakeWith(tenant, startMs + keptMs, async () => false);
      const page = await run('page', { after: 0, limit: 100 });
      expect([page.events.map(({ id }) => id), page.oldest]).toEqual([['a-3'], 3]);
      expect(await statesOf()).toEqual([['a-3', 'due']]);
      await host.feeds.wakeWith(tenant, startMs + keptMs + 10, async () => false);
      await append('a-4');
      expect((await run('page', { after: 0, limit: 100 })).events).toMatchObject([{ id: 'a-4', n: 4 }]);
    });

    it('does not delete what a clock dated back while those before it are kept', async () => {
      await append('a-1');
      await host.ports.feeds.append(tenant, [eventOf('a-2')], 0);
      await host.feeds.wakeWith(tenant, startMs + 1, async () => false);
      expect((await run('page', { after: 0, limit: 100 })).events).toMatchObject([{ id: 'a-1' }, { id: 'a-2' }]);
    });

    it('is woken when something is due, and again later if nothing could be sent', async () => {
      const woken: string[] = [];
      await append('a-1');
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs + keptMs);
      await create();
      await append('a-2');
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs);
      await host.feeds.wakeWith(tenant, startMs, async (of) => woken.push(of) < 0);
      expect(woken).toEqual([tenant]);
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs + limits.delivery.againMs);
      await host.feeds.wakeWith(tenant, startMs, async () => {
        throw new Error('not sent');
      });
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs + limits.delivery.againMs);
      await host.feeds.wakeWith(tenant, startMs, async () => {
        const [only] = await claim();
        expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs + leaseMs);
        await settle(only!, failed);
        return true;
      });
      expect(await host.feeds.wakesAtMs(tenant)).toBe(startMs + minute);
    });
  });

  describe('an endpoint', () => {
    it('is made once under its id, and refused with another request or as one too many', async () => {
      const { webhook, sealed } = await create();
      expect(webhook).toMatchObject({
        id: 'w',
        url: 'https://provider.example/hook',
        active: true,
        failures: 0,
        due: 0,
        dead: 0,
      });
      expect(sealed).toEqual(secret('w-1').sealed);
      expect(await create()).toEqual({ webhook, sealed });
      await expect(create('w', 'https://other.example/')).rejects.toMatchObject({ code: 'idempotency-mismatch' });
      for (let n = 1; n < limits.delivery.endpoints; n += 1) await create(`w-${n}`);
      await expect(create('more')).rejects.toMatchObject({ code: 'webhooks-exhausted' });
      expect(await create()).toEqual({ webhook, sealed });
      await run('delete-endpoint', { id: 'w' });
      await run('delete-endpoint', { id: 'w' });
      expect((await create('more')).webhook.id).toBe('more');
      for (const kind of ['read-endpoint', 'target'] as const) {
        await expect(run(kind, { id: 'w' })).rejects.toMatchObject({ code: 'webhook-unknown' });
      }
    });

    it('has two secrets at most: the new one, and the one before it for a day', async () => {
      await create();
      const { sealed } = await run('add-secret', { id: 'w', secret: secret('w-2') }, startMs + 1);
      expect(sealed).toEqual(secret('w-2').sealed);
      // Repeated under the same name, it makes no third one.
      expect(
        await run('add-secret', { id: 'w', secret: { ...secret('w-2'), sealed: new Uint8Array(1) } }, startMs + 2),
      ).toMatchObject({ sealed });
      const sealedAt = async (nowMs: number) =>
        (await run('target', { id: 'w' }, nowMs)).sealed.map((each) => new TextDecoder().decode(each));
      expect(await sealedAt(startMs + 2)).toEqual(['sealed w-2', 'sealed w-1']);
      const { secrets } = await run('read-endpoint', { id: 'w' }, startMs + 2);
      const untilMs = startMs + 1 + limits.delivery.secretOverlapMs;
      expect(secrets).toEqual([{ createdAtMs: startMs + 1 }, { createdAtMs: startMs, untilMs }]);
      expect(await sealedAt(untilMs - 1)).toEqual(['sealed w-2', 'sealed w-1']);
      expect(await sealedAt(untilMs)).toEqual(['sealed w-2']);
      await run('add-secret', { id: 'w', secret: secret('w-3') }, startMs + 3);
      expect(await sealedAt(startMs + 3)).toEqual(['sealed w-3', 'sealed w-2']);
      await expect(run('add-secret', { id: 'x', secret: secret('x') })).rejects.toMatchObject({
        code: 'webhook-unknown',
      });
    });

    it('is told only of the types that it wants, and of nothing from before it was there', async () => {
      await append('a-1');
      await create('all');
      await create('some', 'https://some.example/', ['account.stopped']);
      await append('a-2');
      await host.ports.feeds.append(tenant, [eventOf('a-3', { type: 'account.stopped' })], startMs);
      expect(await statesOf('all')).toEqual([
        ['a-2', 'due'],
        ['a-3', 'due'],
      ]);
      expect(await statesOf('some')).toEqual([['a-3', 'due']]);
    });

    it('that is disabled gets nothing, what waited is given up, and a replay is refused until it is enabled', async () => {
      await create();
      await append('a-1');
      const disabled = await run('change-endpoint', { id: 'w', change: { active: false } });
      expect(disabled).toMatchObject({ active: false, disabledBecause: 'provider', due: 0, dead: 1 });
      await append('a-2');
      expect(await statesOf()).toEqual([['a-1', 'dead']]);
      expect(await claim()).toEqual([]);
      const replay = () => run('replay', { id: 'w', request: { after: 0 } });
      await expect(replay()).rejects.toMatchObject({ code: 'webhook-disabled' });
      await run('change-endpoint', { id: 'w', change: { active: true } });
      expect(await replay()).toEqual({ replayed: 2, unknown: [] });
      expect(await claim()).toHaveLength(2);
    });
  });

  describe('a delivery', () => {
    it('is tried once at a time, in the order of the events, with what the message needs', async () => {
      await create();
      await append('a-1', 'a-2');
      const [first, second, ...others] = await claim();
      expect(others).toEqual([]);
      expect(first).toEqual({
        endpoint: 'w',
        event: { ...eventOf('a-1'), n: 1 },
        tries: 1,
        claim: 1,
        url: 'https://provider.example/hook',
        sealed: [secret('w-1').sealed],
      });
      expect(await claim()).toEqual([]);
      await settle(first!, delivered);
      await settle(second!, failed);
      expect(await statesOf()).toEqual([
        ['a-1', 'delivered'],
        ['a-2', 'due'],
      ]);
      expect(await claim(startMs + minute - 1)).toEqual([]);
      expect(await claim(startMs + minute)).toMatchObject([{ event: { id: 'a-2' }, tries: 2, claim: 2 }]);
    });

    it('whose sender ended is due again when its lease ends, and what that sender settles later does not count', async () => {
      await create();
      await append('a-1');
      const [lost] = await claim();
      expect(await claim(startMs + leaseMs - 1)).toEqual([]);
      const [again] = await claim(startMs + leaseMs);
      expect(again).toMatchObject({ event: { id: 'a-1' }, tries: 2 });
      await settle(lost!, failed, startMs + leaseMs);
      expect(await claim(startMs + leaseMs + 1)).toEqual([]);
      await settle(again!, delivered, startMs + leaseMs + 1);
      await settle(lost!, failed, startMs + leaseMs + 1);
      expect(await statesOf()).toEqual([['a-1', 'delivered']]);
    });

    it('is given up after three days of failures, is listed, and can be replayed', async () => {
      await create();
      await append('a-1');
      const [last] = await claim();
      await settle(last!, { ...failed, status: 503 }, startMs + triedForMs - minute + 1);
      const dead = {
        event: 'a-1',
        n: 1,
        type: 'case.state-changed',
        state: 'dead',
        tries: 1,
        triedAtMs: startMs,
        status: 503,
        failure: 'status',
      };
      expect(await run('list-deliveries', { id: 'w', state: 'dead', after: 0, limit: 9 })).toEqual({
        deliveries: [dead],
        last: 1,
      });
      expect(await run('list-deliveries', { id: 'w', state: 'due', after: 0, limit: 9 })).toEqual({
        deliveries: [],
        last: 0,
      });
      const laterMs = startMs + 2 * triedForMs;
      expect(await run('replay', { id: 'w', request: { state: 'dead' } }, laterMs)).toEqual({
        replayed: 1,
        unknown: [],
      });
      const [replayed] = await claim(laterMs);
      expect(replayed).toMatchObject({ event: { id: 'a-1' }, tries: 1 });
      await settle(replayed!, failed, laterMs);
      expect(await statesOf()).toEqual([['a-1', 'due']]);
    });

    it('is tried once more a moment before its three days are over', async () => {
      await create();
      await append('a-1');
      const [last] = await claim();
      await settle(last!, failed, startMs + triedForMs - minute);
      expect(await statesOf()).toEqual([['a-1', 'due']]);
    });

    it('waits as long as the endpoint asks for, but no longer than any delay', async () => {
      await create();
      await append('a-1');
      const dueAfter = async (retryAfterMs: number, nowMs: number) => {
        const [each] = await claim(nowMs);
        await settle(each!, { ...failed, retryAfterMs }, nowMs);
        return (await run('list-deliveries', { id: 'w', after: 0, limit: 9 })).deliveries[0]!.dueAtMs! - nowMs;
      };
      expect(await dueAfter(10 * minute, startMs)).toBe(10 * minute);
      expect(await dueAfter(999_999_000, startMs + 10 * minute)).toBe(12 * 60 * minute);
    });
  });

  describe('an endpoint that fails', () => {
    /** The first deliveries fail, so that it is paused. */
    async function failing() {
      const first = await claim();
      expect(first).toHaveLength(pause.afterFailures);
      for (const each of first) await settle(each, failed);
    }

    it('is tried with one delivery at a time, and after several failures only after a pause', async () => {
      await create();
      const ids = Array.from({ length: 9 }, (_, n) => `a-${n}`);
      await append(...ids);
      const first = await claim();
      expect(first).toHaveLength(atOnce.perEndpoint);
      for (const each of first) await settle(each, failed);
      expect(await run('read-endpoint', { id: 'w' })).toMatchObject({
        failures: atOnce.perEndpoint,
        failingSinceMs: startMs,
        pausedUntilMs: startMs + pause.leastMs,
      });
      expect(await claim(startMs + pause.leastMs - 1)).toEqual([]);
      const probe = await claim(startMs + pause.leastMs);
      expect(probe.map(({ event }) => event.id)).toEqual(['a-3']);
      expect(await claim(startMs + pause.leastMs)).toEqual([]);
      await settle(probe[0]!, failed, startMs + pause.leastMs);
      expect(await claim(startMs + 3 * pause.leastMs - 1)).toEqual([]);
      expect(await claim(startMs + 3 * pause.leastMs)).toHaveLength(1);
    });

    it('gets everything that waits as soon as it answers', async () => {
      await create();
      await append('a-0', 'a-1', 'a-2', 'a-3');
      await failing();
      const answersMs = startMs + pause.leastMs;
      const [probe] = await claim(answersMs);
      expect(probe!.event.id).toBe('a-3');
      await settle(probe!, delivered, answersMs);
      expect(await run('read-endpoint', { id: 'w' }, answersMs)).toMatchObject({ failures: 0, due: 3 });
      expect((await claim(answersMs)).map(({ event }) => event.id)).toEqual(['a-0', 'a-1', 'a-2']);
    });

    it('does not bring forward one event that it alone refuses', async () => {
      await create();
      await append('poison', 'a-1');
      const [poison, other] = await claim();
      await settle(poison!, failed);
      await settle(other!, delivered);
      expect(await claim(startMs + minute - 1)).toEqual([]);
    });

    it('does not hold up the others', async () => {
      await create('bad');
      await create('good');
      const ids = Array.from({ length: 6 }, (_, n) => `a-${n}`);
      await append(...ids);
      expect((await claim(startMs, 2)).map(({ endpoint }) => endpoint).toSorted()).toEqual(['bad', 'good']);
      for (const each of await claim()) await settle(each, each.endpoint === 'bad' ? failed : delivered);
      for (;;) {
        const claimed = await claim(startMs + leaseMs - 1);
        const good = claimed.filter(({ endpoint }) => endpoint === 'good');
        if (good.length === 0) break;
        for (const each of claimed)
          await settle(each, each.endpoint === 'bad' ? failed : delivered, startMs + leaseMs - 1);
      }
      expect((await run('read-endpoint', { id: 'good' })).due).toBeLessThanOrEqual(1);
      expect((await run('read-endpoint', { id: 'bad' })).due).toBe(6);
    });

    it('for days has what waited too long given up, also what was never tried', async () => {
      await create();
      await append('a-0', 'a-1', 'a-2', 'never');
      await failing();
      const daysMs = startMs + triedForMs;
      for (const each of await claim(daysMs)) await settle(each, failed, daysMs);
      expect((await statesOf()).map(([, state]) => state)).toEqual(['dead', 'dead', 'dead', 'dead']);
    });

    it('with 410 is disabled, and told of nothing more', async () => {
      await create();
      await append('a-1', 'a-2');
      const [gone] = await claim();
      await settle(gone!, { kind: 'gone', status: 410 });
      expect(await run('read-endpoint', { id: 'w' })).toMatchObject({
        active: false,
        disabledBecause: 'gone',
        due: 0,
        dead: 2,
      });
      expect(await claim(startMs + leaseMs)).toEqual([]);
    });

    it('and gets another address is tried there at once', async () => {
      await create();
      await append('a-0', 'a-1', 'a-2');
      await failing();
      await run('change-endpoint', { id: 'w', change: { url: 'https://new.example/' } });
      const claimed = await claim(startMs);
      expect(claimed.map(({ url }) => url)).toEqual(Array.from({ length: 3 }, () => 'https://new.example/'));
    });
  });

  describe('a replay', () => {
    it('sends known events again, names the unknown ones, and counts each once', async () => {
      await append('a-1', 'a-2');
      await create();
      const request = { events: ['a-2', 'nothing', 'a-2'] };
      expect(await run('replay', { id: 'w', request })).toEqual({ replayed: 1, unknown: ['nothing'] });
      const [first] = await claim();
      expect(first).toMatchObject({ event: { id: 'a-2' } });
      await settle(first!, delivered);
      await run('replay', { id: 'w', request: { after: 1 } });
      expect(await claim()).toMatchObject([{ event: { id: 'a-2' }, tries: 1 }]);
      await expect(run('replay', { id: 'x', request })).rejects.toMatchObject({ code: 'webhook-unknown' });
    });

    it('of what is being sent leaves it to the replay: the try before no longer counts', async () => {
      await create();
      await append('a-1');
      const [before] = await claim();
      await run('replay', { id: 'w', request: { events: ['a-1'] } });
      await settle(before!, delivered);
      const [replayed] = await claim();
      expect(replayed).toMatchObject({ event: { id: 'a-1' }, tries: 1 });
    });
  });

  it('an endpoint that is deleted while a delivery is under way takes it along', async () => {
    await create();
    await append('a-1');
    const [underWay] = await claim();
    await run('delete-endpoint', { id: 'w' });
    await settle(underWay!, delivered);
    await create();
    expect(await statesOf()).toEqual([]);
  });

  it('a clock that goes back delays nothing for longer than a delay', async () => {
    await create();
    await append('a-1');
    const aheadMs = 2 * 24 * 60 * minute;
    await claim(startMs + aheadMs);
    expect(await claim(startMs)).toMatchObject([{ event: { id: 'a-1' }, tries: 2 }]);
    await append('b-1', 'b-2');
    for (const each of await claim(startMs + aheadMs)) await settle(each, failed, startMs + aheadMs);
    expect(await run('read-endpoint', { id: 'w' })).toMatchObject({ failures: pause.afterFailures });
    expect(await claim(startMs)).toHaveLength(1);
    expect(await host.feeds.wakesAtMs(tenant)).toBeLessThanOrEqual(startMs + 12 * 60 * minute);
  });
}
