/** Events to webhooks in workerd: by the feed's alarm, by the queue, by the cron trigger, and through a host that is restarted. */
import { env } from 'cloudflare:workers';
import { createExecutionContext, createMessageBatch, evictAllDurableObjects, getQueueResult } from 'cloudflare:test';
import { describe, expect, it, vi } from 'vitest';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import worker, { portsOf } from '../../worker/host/cloudflare/index.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { origin } from './host.ts';

const tenant = 'sandbox-provider';
const { feeds } = portsOf(env);

const eventOf = (id: string): DeliveryEvent => ({
  id,
  type: 'case.state-changed',
  atMs: 1_796_000_000_000,
  data: { case: 'a', state: 'submitted' },
});

interface Entry {
  readonly id: string;
  readonly verified: boolean;
}

const call = async (path: string) => {
  const headers = { Authorization: `Bearer ${sandboxKeys.provider}` };
  return (await worker.fetch(new Request(`${origin}${path}`, { headers }))).json();
};
const inbox = async () => ((await call('/demo/api/webhooks')) as { webhooks: Entry[] }).webhooks;

/** The event, once the demo's inbox has it. */
const arrived = (id: string) =>
  vi.waitFor(
    async () => expect((await inbox()).filter((entry) => entry.id === id)).toMatchObject([{ verified: true }]),
    {
      timeout: 60_000,
    },
  );

describe('an event', () => {
  it('reaches the webhook by the feed’s own alarm, without queue and cron, verified by the library', async () => {
    await inbox();
    await feeds.append(tenant, [eventOf('by-alarm-1')], Date.now());
    await arrived('by-alarm-1');
  });

  it('reaches it too after every object was evicted', async () => {
    await inbox();
    // It is due later, so that the alarm of a new object sends it.
    await feeds.append(tenant, [eventOf('after-eviction-1')], Date.now() + 300);
    await evictAllDurableObjects();
    await arrived('after-eviction-1');
  });
});

describe('the queue', () => {
  const messages = (...bodies: unknown[]) =>
    bodies.map((body, n) => ({ id: String(n), timestamp: new Date(), attempts: 1, body }));

  it('acknowledges what it rang for, doubled and foreign messages too', async () => {
    const job = { kind: 'feed', id: tenant };
    const batch = createMessageBatch('beihe-jobs', messages(job, job, { kind: 'none', id: 'x' }));
    await worker.queue(batch);
    const { explicitAcks, retryMessages } = await getQueueResult(batch, createExecutionContext());
    expect([explicitAcks.toSorted(), retryMessages]).toEqual([['0', '1', '2'], []]);
  });

  it('and the cron trigger run with nothing to do', async () => {
    await worker.scheduled();
    expect(await inbox()).toBeDefined();
  });
});
