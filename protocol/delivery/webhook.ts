/** Webhook endpoints and what became of each delivery, as providers write and read them. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { eventTypes } from './event.ts';

const address = z.string().min(1).max(limits.delivery.urlCharacters);
const types = z.array(z.enum(eventTypes)).min(1).max(eventTypes.length);

export const CreateWebhook = z.strictObject({
  url: address,
  /** The events that it is told of. Absent: all, later ones included. */
  types: types.optional(),
});
export type CreateWebhook = z.infer<typeof CreateWebhook>;

export const ChangeWebhook = z.strictObject({
  url: address.optional(),
  types: types.optional(),
  /** `false` disables it; `true` enables it again, also after it answered 410. */
  active: z.boolean().optional(),
});
export type ChangeWebhook = z.infer<typeof ChangeWebhook>;

/** Why an endpoint is disabled: by the provider, or because it answered 410 Gone. */
export const disabledCauses = ['provider', 'gone'] as const;
export type DisabledCause = (typeof disabledCauses)[number];

export const WebhookSecret = z.object({
  createdAtMs: z.int(),
  /** Of the previous secret: until when it also signs. */
  untilMs: z.int().optional(),
});
export type WebhookSecret = z.infer<typeof WebhookSecret>;

export const Webhook = z.object({
  id: z.string(),
  url: z.string(),
  types: types.optional(),
  createdAtMs: z.int(),
  active: z.boolean(),
  disabledBecause: z.enum(disabledCauses).optional(),
  /** Failed tries since the last success. */
  failures: z.int(),
  failingSinceMs: z.int().optional(),
  /** Until when nothing is sent to it, because it failed several times in a row. */
  pausedUntilMs: z.int().optional(),
  /** Newest first. The secrets themselves are shown only when they are made. */
  secrets: z.array(WebhookSecret),
  /** Deliveries that wait, and those that were given up. */
  due: z.int(),
  dead: z.int(),
});
export type Webhook = z.infer<typeof Webhook>;

/** A secret (`whsec_…`), which is shown to the request that made it and to its repetitions under the same Idempotency-Key. */
export const CreatedWebhook = Webhook.extend({ secret: z.string().optional() });

export const WebhookList = z.object({ webhooks: z.array(Webhook) });

/** `due`: waits for its first or next try. `dead`: given up, and waits for a replay. */
export const deliveryStates = ['due', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a try failed. */
export const deliveryFailures = [
  /** The status of the answer was no success. */
  'status',
  'redirected',
  'timed-out',
  /** No connection, a broken one, or a certificate that is not valid. */
  'connection-failed',
  /** The address is none to which webhooks may go. */
  'address-forbidden',
  /** The secret was stored under another secret of the verifier: make a new one. */
  'secret-unreadable',
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

export const Delivery = z.object({
  event: z.string(),
  n: z.int(),
  type: z.enum(eventTypes),
  state: z.enum(deliveryStates),
  /** Tries since the event arrived, or since its last replay. */
  tries: z.int(),
  /** When it is tried next. */
  dueAtMs: z.int().optional(),
  triedAtMs: z.int().optional(),
  /** HTTP status of the last try. What the endpoint answered besides is neither read nor kept. */
  status: z.int().optional(),
  failure: z.enum(deliveryFailures).optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/** One page of an endpoint's deliveries, in the order of the events. */
export const DeliveryPage = z.object({ deliveries: z.array(Delivery), /** `after` of the next page. */ last: z.int() });
export type DeliveryPage = z.infer<typeof DeliveryPage>;

/** What to send again: events by their ids, all after an `n`, or all that were given up. */
export const ReplayRequest = z.union([
  z.strictObject({ events: z.array(z.string().max(128)).min(1).max(limits.delivery.replayed) }),
  z.strictObject({ after: z.int().min(0) }),
  z.strictObject({ state: z.literal('dead') }),
]);
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const Replayed = z.object({
  /** How many are sent again. */
  replayed: z.int(),
  /** Ids of events that the feed does not have: never had, or no longer keeps. */
  unknown: z.array(z.string()),
});
export type Replayed = z.infer<typeof Replayed>;

/** What became of the message that a test sends at once. */
export const WebhookTest = z.object({
  delivered: z.boolean(),
  status: z.int().optional(),
  failure: z.enum(deliveryFailures).optional(),
});
