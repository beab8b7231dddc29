/** The port of this room: each tenant's events, in order, and who is told of them. */
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import type { FeedAnswer, FeedArgs, FeedKind } from './feed/commands.ts';

export interface Feeds {
  /** Appends those that are not there yet, known by their id, and sends them by itself. Repeating it is harmless. */
  append(tenant: string, events: readonly DeliveryEvent[], nowMs: number): Promise<void>;
  /** The commands to one feed run one after another. @throws Refusal as the command does */
  run<K extends FeedKind>(tenant: string, kind: K, args: FeedArgs<K>, nowMs: number): Promise<FeedAnswer<K>>;
}
