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
  /**
   * The same however often the event is sent: receivers drop what they know. Without a full stop, which separates the id from the
   * rest of what a webhook signs.
   */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,128}$/),
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

/** An event in its tenant's feed. */
export const FeedEvent = DeliveryEvent.extend({ /** From 1, without gaps, in the order of arrival. */ n: z.int() });
export type FeedEvent = z.infer<typeof FeedEvent>;

/** One page of a tenant's events, oldest first. */
export const EventPage = z.object({
  events: z.array(FeedEvent),
  /** `after` of the next page: the last `n` of this one, or the same as asked for if there is none. */
  last: z.int(),
  /** `n` of the oldest event that is still kept. Events between `after` and it can no longer be read. */
  oldest: z.int().optional(),
});
export type EventPage = z.infer<typeof EventPage>;
