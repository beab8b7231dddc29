import { randomId } from '../../trust/random.ts';
import type { Outcome } from '../feed/tries.ts';
import { secretsOf } from '../webhook/secret.ts';
import { send } from '../webhook/send.ts';
import type { DeliveryWork } from './deliver.ts';

/**
 * Sends one message at once, signed as all others, so that a provider sees whether the endpoint verifies it. It is no event: it is in
 * no feed, is not sent again, and says nothing about the endpoint.
 *
 * @throws Refusal webhook-unknown
 */
export async function testWebhook(work: DeliveryWork, tenant: string, id: string): Promise<Outcome> {
  const nowMs = work.now();
  const { url, sealed } = await work.feeds.run(tenant, 'target', { id }, nowMs);
  const secrets = secretsOf(sealed, { tenant, endpoint: id }, work.webhookKey);
  if (!secrets) return { kind: 'failed', failure: 'secret-unreadable' };
  const message = { id: `test-${randomId(work.random)}`, type: 'webhook.test', atMs: nowMs, data: {} };
  return send(message, { url, secrets }, { ...work, sandbox: work.config.sandbox });
}
