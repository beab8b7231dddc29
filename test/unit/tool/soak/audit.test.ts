/** The audit after a soak finds what a replay, or a lucky end, would hide. */
import { expect, it } from 'vitest';
import type { FeedEvent } from '#protocol/delivery/event.ts';
import { audit, type Audited } from '../../../../tool/soak/audit.ts';
import { account } from '../../../../tool/soak/configuration.ts';

const eventOf = (n: number): FeedEvent => ({
  n,
  id: `event-${n}`,
  type: 'account.stopped',
  atMs: n,
  data: { account },
});

/** A run without cases, whose feed has some events. @param states of their deliveries, as the worker tells them */
async function found(states: readonly ('delivered' | 'due' | 'dead')[], heard: readonly number[]): Promise<string[]> {
  const events = states.map((_, n) => eventOf(n + 1));
  const told = heard.map((n) => eventOf(n).id);
  const answers: Readonly<Record<string, (body: unknown) => unknown>> = {
    'GET /v1/cases': () => ({ cases: [] }),
    [`GET /v1/accounts/${account}`]: () => ({ state: 'ready', nextSequence: 1, unmatched: [], queued: 0 }),
    'GET /v1/events?after=0': () => ({ events }),
    [`GET /v1/events?after=${events.length}`]: () => ({ events: [] }),
    'GET /v1/webhooks': () => ({ webhooks: [{ id: 'hook' }] }),
    'GET /v1/webhooks/hook/deliveries?after=0': () => ({
      deliveries: states.map((state, n) => ({ event: eventOf(n + 1).id, state })),
      last: events.length,
    }),
    [`GET /v1/webhooks/hook/deliveries?after=${events.length}`]: () => ({ deliveries: [], last: events.length }),
    'POST /v1/webhooks/hook/replays': (body) => {
      told.push(...(body as { readonly events: readonly string[] }).events);
      return {};
    },
  };
  const audited = {
    client: {
      ask: async (method: string, path: string, { body }: { readonly body?: unknown }) =>
        Response.json(answers[`${method} ${path}`]!(body)),
    },
    provider: { key: 'key' },
    cases: [],
    standIns: {
      questions: [],
      told,
      unsigned: [],
      filed: () => [],
      books: () => ({
        records: 0,
        uploads: 0,
        duplicates: { records: 0, uploads: 0, overwriting: 0 },
        results: { waiting: 0, acknowledged: 0 },
      }),
    },
    pause: async () => {},
  } as unknown as Audited;
  return [...(await audit(audited)).findings];
}

it('has nothing against a webhook that was told of every event', async () => {
  expect(await found(['delivered', 'delivered'], [1, 2])).toEqual([]);
});

it('finds an event that counts as told and never came, though a replay brings it', async () => {
  expect(await found(['delivered', 'delivered', 'due'], [1])).toEqual(['the webhook never came: event-2, delivered']);
  expect(await found(['dead'], [])).toEqual(['the webhook never came: event-1, dead']);
});

it('has nothing against an event that waits for its back-off, and comes when it is asked for', async () => {
  expect(await found(['due'], [])).toEqual([]);
});
