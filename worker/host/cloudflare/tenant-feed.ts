import { DurableObject } from 'cloudflare:workers';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import { callTwice } from './retry.ts';
import { rowsOf } from './rows.ts';

/** The events and webhooks of one tenant. */
export abstract class DurableFeed extends DurableObject {
  protected readonly rows = rowsOf(this.ctx.storage);

  async append(_events: readonly DeliveryEvent[], _nowMs: number): Promise<void> {
    throw new Error('not built');
  }
}

/** Feeds as Durable Objects, found by their tenant. Every call may be repeated. */
export const durableFeeds = (namespace: DurableObjectNamespace<DurableFeed>): Feeds => ({
  append: (tenant, events, nowMs) => callTwice(() => namespace.getByName(tenant).append(events, nowMs)),
});
