/** Webhooks from the feed to the receiver: what fails is sent again, and nothing is lost. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { seededDraw } from '#protocol/policy/chance.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { Killed, Life, mortal } from '../../../contract/mortal.ts';
import { eventOf, receiverSite, tenant } from './receiver.ts';

const url = 'https://provider.example/hook';
const hour = 3_600_000;
const day = 24 * hour;
const status = (code: number) => () => new Response(null, { status: code });

describe('delivery', () => {
  it('tells each endpoint of each event once, without anybody but the feed’s own alarm', async () => {
    const site = receiverSite();
    const [one, other] = [url, 'https://other.example/'];
    const ids = Array.from({ length: 30 }, (_, n) => `a-${n}`);
    await site.subscribe(one);
    await site.subscribe(other, { types: ['case.state-changed'] });
    await site.append(...ids);
    await site.pass(0);
    expect(site.idsAt(one).toSorted()).toEqual(ids.toSorted());
    expect(site.idsAt(other).toSorted()).toEqual(ids.toSorted());
    const event = eventOf('a-7');
    const content = { type: event.type, timestamp: new Date(event.atMs).toISOString(), data: event.data };
    expect(site.received.find(({ id }) => id === 'a-7')!.content).toEqual(content);
    await site.pass(day);
    expect(site.received).toHaveLength(60);
  });

  it('tries more than one run may, in runs', async () => {
    const site = receiverSite();
    const ids = Array.from({ length: 2 * limits.delivery.perRun + 5 }, (_, n) => `a-${n}`);
    await site.subscribe(url);
    await site.append(...ids);
    expect(await site.deliver(tenant)).toBe(true);
    expect(site.received).toHaveLength(limits.delivery.perRun);
    await site.pass(0);
    expect(site.received).toHaveLength(ids.length);
  });

  it('outlasts an endpoint that answers 500 for a day: it gets everything soon after it recovers', async () => {
    const site = receiverSite();
    await site.subscribe(url);
    site.answers.set(url, status(500));
    await site.append(...Array.from({ length: 20 }, (_, n) => `a-${n}`));
    await site.pass(day);
    const failing = (await site.read('/v1/webhooks'))['webhooks'] as object[];
    expect(failing).toMatchObject([{ active: true, due: 20, dead: 0, failingSinceMs: expect.any(Number) }]);
    await site.append('late-1');
    site.answers.delete(url);
    const before = site.received.length;
    await site.pass(limits.delivery.pause.mostMs + limits.delivery.againMs);
    const after = site.received.slice(before).map(({ id }) => id);
    expect(new Set(after).size).toBe(21);
    expect(after).toHaveLength(21);
  });

  it('gives up after three days, and a replay sends everything', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    site.answers.set(url, status(500));
    await site.append('a-1', 'a-2', 'a-3', 'a-4', 'a-5');
    await site.pass(5 * day);
    const dead = await site.read(`/v1/webhooks/${id}/deliveries?state=dead`);
    expect(dead['deliveries']).toMatchObject(
      ['a-1', 'a-2', 'a-3', 'a-4', 'a-5'].map((event) => ({ event, state: 'dead', status: 500, failure: 'status' })),
    );
    const tries = site.received.length;
    await site.pass(day);
    expect(site.received).toHaveLength(tries);
    site.answers.delete(url);
    const replayed = await site.asProvider('POST', `/v1/webhooks/${id}/replays`, { body: { state: 'dead' } });
    expect([replayed.status, await replayed.json()]).toEqual([202, { replayed: 5, unknown: [] }]);
    await site.pass(limits.delivery.pause.mostMs);
    expect(site.received).toHaveLength(tries + 5);
  });

  it('is not held up by endpoints that hang: the others get everything before those time out', async () => {
    const hanging = Promise.withResolvers<void>();
    const site = receiverSite(() => ({ pause: () => hanging.promise }));
    for (const n of [1, 2]) {
      const bad = `https://bad-${n}.example/`;
      await site.subscribe(bad);
      site.answers.set(bad, () => new Promise<Response>(() => {}));
    }
    await site.subscribe(url);
    // The first failures are known, so each of the two may hold one try.
    await site.append('a-0');
    const first = site.deliver(tenant);
    hanging.resolve();
    await first;
    const again = Promise.withResolvers<void>();
    const later = receiverSite(() => ({ pause: () => again.promise }), site.host);
    for (const [address, secret] of site.secrets) later.secrets.set(address, secret);
    for (const [address, answer] of site.answers) later.answers.set(address, answer);
    const ids = Array.from({ length: 40 }, (_, n) => `b-${n}`);
    await later.append(...ids);
    const run = later.deliver(tenant);
    for (;;) {
      if (new Set(later.idsAt(url)).size === ids.length) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    again.resolve();
    await run;
    expect(later.idsAt('https://bad-1.example/').length).toBeLessThan(ids.length);
  });

  it('sends nothing twice though several runs begin at once', async () => {
    const site = receiverSite();
    await site.subscribe(url);
    const ids = Array.from({ length: 50 }, (_, n) => `a-${n}`);
    await site.append(...ids);
    await Promise.all(Array.from({ length: 5 }, () => site.deliver(tenant)));
    expect(site.idsAt(url).toSorted()).toEqual(ids.toSorted());
  });

  it('of an endpoint that is deleted meanwhile ends with it', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    site.answers.set(url, async () => {
      await site.asProvider('DELETE', `/v1/webhooks/${id}`);
      return new Response(null, { status: 500 });
    });
    await site.append('a-1');
    await site.pass(day);
    expect(site.received).toHaveLength(1);
    expect(await site.read('/v1/webhooks')).toEqual({ webhooks: [] });
  });

  it('disables an endpoint that is gone', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    site.answers.set(url, status(410));
    await site.append('a-1');
    await site.pass(day);
    expect(site.received).toHaveLength(1);
    expect(await site.read(`/v1/webhooks/${id}`)).toMatchObject({ active: false, disabledBecause: 'gone', dead: 1 });
  });

  it('under a secret that cannot be read any more says so, and holds up no other endpoint', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    await site.subscribe('https://other.example/');
    const unreadable = { id: 'unreadable', sealed: new Uint8Array(90) };
    await site.ports.feeds.run(tenant, 'add-secret', { id, secret: unreadable }, site.clock.nowMs);
    await site.append('a-1');
    await site.pass(0);
    expect(site.idsAt('https://other.example/')).toEqual(['a-1']);
    const { deliveries } = await site.read(`/v1/webhooks/${id}/deliveries`);
    expect(deliveries).toMatchObject([{ state: 'due', failure: 'secret-unreadable' }]);
  });

  it('whose outcome cannot be stored does not end the others: the run fails after them, and it is sent again', async () => {
    let settlements = 0;
    const site = receiverSite(({ feeds }) => ({
      feeds: {
        ...feeds,
        run: async (of, kind, args, nowMs) => {
          if (kind === 'settle') settlements += 1;
          if (kind === 'settle' && settlements === 1) throw new Error('not stored');
          return feeds.run(of, kind, args, nowMs);
        },
      },
    }));
    await site.subscribe(url);
    const ids = Array.from({ length: 8 }, (_, n) => `a-${n}`);
    await site.append(...ids);
    await expect(site.deliver(tenant)).rejects.toThrow('not stored');
    expect(site.idsAt(url).toSorted()).toEqual(ids);
    await site.pass(limits.delivery.leaseMs);
    expect(site.idsAt(url)).toHaveLength(ids.length + 1);
  });

  it('to a tenant that is no longer configured ends', async () => {
    const site = receiverSite();
    await site.ports.feeds.append('nobody', [eventOf('a-1')], site.clock.nowMs);
    const request = { url };
    const secret = { id: 's', sealed: new Uint8Array(1) };
    await site.ports.feeds.run('nobody', 'create-endpoint', { id: 'w', request, secret }, site.clock.nowMs);
    await site.ports.feeds.append('nobody', [eventOf('a-2')], site.clock.nowMs);
    expect(sandboxTenants.map(({ id }) => id)).not.toContain('nobody');
    expect(await site.deliver('nobody')).toBe(false);
    expect(site.received).toEqual([]);
  });

  it.each(Array.from({ length: 20 }, (_, n) => `seed ${n}`))(
    'that is killed anywhere loses nothing, and doubles no more than was under way: %s',
    async (seed) => {
      const draw = seededDraw(seed);
      const life = new Life(1 + draw(60), draw(2) === 1);
      const first = receiverSite(({ feeds, fetch }) => ({
        feeds: { ...feeds, run: mortal(feeds, life).run },
        fetch: (request) => life.call(() => fetch(request)),
      }));
      const ids = Array.from({ length: 12 }, (_, n) => `a-${n}`);
      const healthy = receiverSite(undefined, first.host);
      await healthy.subscribe(url);
      first.secrets.set(url, healthy.secrets.get(url)!);
      await healthy.append(...ids);
      await first.deliver(tenant).catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
      healthy.clock.nowMs = first.clock.nowMs;
      await healthy.pass(hour);
      const all = [...first.idsAt(url), ...healthy.idsAt(url)];
      expect([...new Set(all)].toSorted()).toEqual(ids.toSorted());
      expect(all.length).toBeLessThanOrEqual(ids.length + limits.delivery.atOnce.perEndpoint);
    },
  );
});
