/** The webhooks that the provider has received of a case. Pure. */
import type { EventType } from '#protocol/delivery/event.ts';

export interface ReceivedWebhook {
  readonly id: string;
  readonly receivedAtMs: number;
  readonly verified: boolean;
  /** The message, where its signature was verified. */
  readonly content?: {
    readonly type: EventType;
    readonly data: { readonly case?: string; readonly state?: string; readonly cause?: string };
  };
}

/** Those of this case and those that nobody can read, each id once, the newest first. A message may come more than once. */
export const webhooksOf = (id: string, all: readonly ReceivedWebhook[]): ReceivedWebhook[] =>
  all.filter(
    (webhook, n) =>
      (!webhook.content || webhook.content.data.case === id || webhook.content.data.case === undefined) &&
      all.findIndex((each) => each.id === webhook.id && each.verified === webhook.verified) === n,
  );
