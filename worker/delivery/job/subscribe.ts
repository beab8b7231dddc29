/** Endpoints that a provider makes, and the secrets that sign what is sent to them. */
import { base64url } from 'jose';
import type { ChangeWebhook, CreateWebhook, Webhook } from '#protocol/delivery/webhook.ts';
import { Refusal } from '#protocol/refusal.ts';
import { randomId, type Random } from '../../trust/random.ts';
import { authenticate } from '../../trust/secret.ts';
import type { WithSecret } from '../feed/endpoints.ts';
import type { Feeds } from '../feeds.ts';
import { isAllowedAddress } from '../webhook/address.ts';
import { makeSecret, sealSecret, unsealSecret, type Holder } from '../webhook/secret.ts';

export interface SubscribeWork {
  readonly feeds: Pick<Feeds, 'run'>;
  readonly config: { readonly sandbox: boolean };
  readonly webhookKey: Uint8Array;
  readonly webhookIdKey: Uint8Array;
  readonly random: Random;
  readonly now: () => number;
}

/** The secret is there for the request that made it, and for its repetitions. */
export type WebhookWithSecret = Webhook & { readonly secret?: string };

/** @throws Refusal webhook-forbidden, webhooks-exhausted, idempotency-mismatch */
export async function createWebhook(
  work: SubscribeWork,
  tenant: string,
  { request, idempotencyKey }: { readonly request: CreateWebhook; readonly idempotencyKey: string | undefined },
): Promise<WebhookWithSecret> {
  admit(work, request.url);
  const id = idOf(work, ['endpoint', tenant], idempotencyKey);
  const secret = newSecret(work, { tenant, endpoint: id }, idempotencyKey);
  const made = await work.feeds.run(tenant, 'create-endpoint', { id, request, secret }, work.now());
  return shown(work, tenant, made);
}

/** @throws Refusal webhook-forbidden, webhook-unknown */
export async function changeWebhook(
  work: SubscribeWork,
  tenant: string,
  id: string,
  change: ChangeWebhook,
): Promise<Webhook> {
  if (change.url !== undefined) admit(work, change.url);
  return work.feeds.run(tenant, 'change-endpoint', { id, change }, work.now());
}

/** @throws Refusal webhook-unknown */
export async function rotateSecret(
  work: SubscribeWork,
  tenant: string,
  { id, idempotencyKey }: { readonly id: string; readonly idempotencyKey: string | undefined },
): Promise<WebhookWithSecret> {
  const secret = newSecret(work, { tenant, endpoint: id }, idempotencyKey);
  return shown(work, tenant, await work.feeds.run(tenant, 'add-secret', { id, secret }, work.now()));
}

function admit({ config }: SubscribeWork, url: string): void {
  if (!isAllowedAddress(url, config.sandbox)) throw new Refusal('webhook-forbidden');
}

function newSecret(work: SubscribeWork, holder: Holder, idempotencyKey: string | undefined) {
  const sealed = sealSecret(makeSecret(work.random), holder, work.webhookKey, work.random);
  return { id: idOf(work, ['secret', holder.tenant, holder.endpoint], idempotencyKey), sealed };
}

/** The same for the same idempotency key; without one it is new. */
const idOf = (
  { webhookIdKey, random }: SubscribeWork,
  what: readonly string[],
  idempotencyKey: string | undefined,
): string =>
  idempotencyKey === undefined
    ? randomId(random)
    : base64url.encode(authenticate(webhookIdKey, JSON.stringify([...what, idempotencyKey])).subarray(0, 16));

const shown = ({ webhookKey }: SubscribeWork, tenant: string, { webhook, sealed }: WithSecret): WebhookWithSecret => ({
  ...webhook,
  ...(sealed && { secret: unsealSecret(sealed, { tenant, endpoint: webhook.id }, webhookKey) }),
});
