/** The port of this room: each tenant's events, in order, and who is told of them. */
import type { DeliveryEvent } from '#protocol/delivery/event.ts';

export interface Feeds {
  /** Appends those that are not there yet, known by their id. Repeating it is harmless. */
  append(tenant: string, events: readonly DeliveryEvent[], nowMs: number): Promise<void>;
}
