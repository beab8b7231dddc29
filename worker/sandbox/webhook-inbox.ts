/**
 * The demo provider's inbox of webhooks: it subscribes as a provider's server does, verifies what it gets by the library that receivers
 * use, and shows the latest. It exists only in the sandbox.
 */
import { Hono } from 'hono';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import { z } from 'zod';
import { limits } from '#protocol/limits.ts';
import type { Env } from '../context.ts';
import { jsonBody } from '../http/json-body.ts';
import { sandboxKeys } from '../tenant/sandbox-tenants.ts';
import type { Api } from './demo-provider.ts';

const path = '/demo/api/webhooks';

/** How many are kept, in the memory of this isolate. */
const kept = 50;

export interface InboxEntry {
  readonly id: string;
  readonly receivedAtMs: number;
  /** Whether its signature was verified. What was not is answered 401, and its content is not shown. */
  readonly verified: boolean;
  readonly content?: unknown;
}

const Subscribed = z.object({ secret: z.string() });

export function webhookInbox(api: Api, { issuer, now }: { readonly issuer: string; readonly now: () => number }) {
  let entries: readonly InboxEntry[] = [];
  let secret: string | undefined;

  const add = (entry: InboxEntry): void => {
    entries = [entry, ...entries].slice(0, kept);
  };

  /** The same Idempotency-Key gives the same endpoint and secret again, also after a restart; after a deletion, new ones. */
  async function subscribe(): Promise<string> {
    const response = await api('/v1/webhooks', sandboxKeys.provider, {
      method: 'POST',
      headers: { 'Idempotency-Key': 'demo-inbox' },
      body: JSON.stringify({ url: `${issuer}${path}` }),
    });
    return (secret = Subscribed.parse(await response.json()).secret);
  }

  return new Hono<Env>()
    .get(path, async (c) => {
      await subscribe();
      return c.json({ webhooks: entries });
    })
    .post(path, jsonBody(limits.body.jsonBytes), async (c) => {
      const headers = Object.fromEntries(c.req.raw.headers);
      const entry = { id: headers['webhook-id'] ?? '', receivedAtMs: now() };
      try {
        const content = new Webhook(secret ?? (await subscribe())).verify(await c.req.text(), headers);
        add({ ...entry, verified: true, content });
        return c.body(null, 204);
      } catch (error) {
        if (!(error instanceof WebhookVerificationError)) throw error;
        add({ ...entry, verified: false });
        return c.body(null, 401);
      }
    });
}
