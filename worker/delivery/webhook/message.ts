/**
 * A webhook as it is sent.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
import { Webhook } from 'standardwebhooks';

/** What a webhook says. A test's type is in no feed. */
export interface Message {
  readonly id: string;
  readonly type: string;
  /** When it happened. */
  readonly atMs: number;
  readonly data: object;
}

export interface SignedMessage {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** @param secrets all that sign now: receivers accept the message if they know one of them @param nowMs time of this try */
export function signedMessage(message: Message, secrets: readonly string[], nowMs: number): SignedMessage {
  const { id, type, atMs, data } = message;
  const body = JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data });
  const triedAt = new Date(nowMs);
  return {
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Beihe-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(nowMs / 1000)),
      'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, triedAt, body)).join(' '),
    },
    body,
  };
}
