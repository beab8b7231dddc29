/** What providers are told of, by webhook and by `GET /v1/events`. An event has ids and states: no verdict, and nothing personal. */
import { z } from 'zod';

export const eventTypes = [
  /** A case is in another state. */
  'case.state-changed',
  /** The persons in charge have not answered the ministry's short message yet. */
  'case.sms-reminder',
  /** The ministry has decided on a round, and the case stays in its state: a second decision, or one on an earlier round. */
  'case.result-received',
  /** The round cannot be sent, or the bureau has refused its file. */
  'case.submission-trouble',
  /** A bureau account has stopped, or goes on again. */
  'account.stopped',
  'account.resumed',
] as const;
export type EventType = (typeof eventTypes)[number];

export const DeliveryEvent = z.object({
  /** The same however often the event is sent: receivers drop what they know. */
  id: z.string(),
  type: z.enum(eventTypes),
  atMs: z.int(),
  data: z.object({
    case: z.string().optional(),
    state: z.string().optional(),
    round: z.int().optional(),
    account: z.string().optional(),
    /** Cause of a trouble, as `MinistryCode.cause`. */
    cause: z.string().optional(),
  }),
});
export type DeliveryEvent = z.infer<typeof DeliveryEvent>;

/** One page of a tenant's events, oldest first. `after` of the next page is the last `n`. */
export const EventPage = z.object({
  events: z.array(DeliveryEvent.extend({ /** From 1, without gaps, in the order of arrival. */ n: z.int() })),
  last: z.int(),
});
export type EventPage = z.infer<typeof EventPage>;
