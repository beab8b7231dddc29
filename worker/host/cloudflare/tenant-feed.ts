import { DurableObject } from 'cloudflare:workers';
import { Refusal } from '#protocol/refusal.ts';
import type { FeedAnswer, FeedArgs, FeedKind, FeedOutcome } from '../../delivery/feed/commands.ts';
import { StoredFeed } from '../../delivery/feed/stored-feed.ts';
import type { Feeds } from '../../delivery/feeds.ts';
import { logFailed } from './medium.ts';
import { callTwice } from './retry.ts';
import { rowsOf } from './rows.ts';

/** The events and webhooks of one tenant. */
export abstract class DurableFeed extends DurableObject {
  /** Sends what is due. It runs the feed's commands like any other caller. @returns whether it has tried anything */
  protected abstract deliver(tenant: string): Promise<boolean>;

  readonly #stored = new StoredFeed({
    rows: rowsOf(this.ctx.storage),
    wakeAt: (atMs) => void this.ctx.storage.setAlarm(atMs),
    deliver: (tenant) => this.deliver(tenant),
    onFailed: (error) => logFailed('deliver', error),
  });

  async run<K extends FeedKind>(
    tenant: string,
    kind: K,
    args: FeedArgs<K>,
    nowMs: number,
  ): Promise<FeedOutcome<FeedAnswer<K>>> {
    return this.#stored.run(tenant, kind, args, nowMs);
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  wake(nowMs: number): Promise<void> {
    return this.#stored.wake(nowMs);
  }
}

/** `DurableFeed` for its callers. The RPC types cannot express an answer whose type depends on the command. */
interface Remote {
  run<K extends FeedKind>(
    tenant: string,
    kind: K,
    args: FeedArgs<K>,
    nowMs: number,
  ): Promise<FeedOutcome<FeedAnswer<K>>>;
}

/** Feeds as Durable Objects, found by their tenant. Every command may be repeated. */
export function durableFeeds(namespace: DurableObjectNamespace<DurableFeed>): Feeds {
  const run: Feeds['run'] = async (tenant, kind, args, nowMs) => {
    const call = () => (namespace.getByName(tenant) as unknown as Remote).run(tenant, kind, args, nowMs);
    const outcome = await callTwice(call);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal);
    return outcome.answer;
  };
  return { run, append: (tenant, events, nowMs) => run(tenant, 'append', { events }, nowMs) };
}
