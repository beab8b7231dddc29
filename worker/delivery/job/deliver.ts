/** Sends a tenant's webhooks: claims the deliveries that are due, sends each, and stores its outcome. */
import { limits } from '#protocol/limits.ts';
import type { Random } from '../../trust/random.ts';
import { backOffMs } from '../feed/back-off.ts';
import type { Claimed, Outcome } from '../feed/tries.ts';
import type { Feeds } from '../feeds.ts';
import { secretsOf } from '../webhook/secret.ts';
import { send, type SendPorts } from '../webhook/send.ts';

export interface DeliveryWork extends Omit<SendPorts, 'sandbox'> {
  readonly feeds: Pick<Feeds, 'run'>;
  readonly config: { readonly sandbox: boolean; readonly tenants: readonly { readonly id: string }[] };
  /** Decrypts the secrets of the endpoints. */
  readonly webhookKey: Uint8Array;
  readonly random: Random;
}

/**
 * Sends until nothing is due, or `perRun` were tried. It may end anywhere: what was claimed is due again when its lease ends, and a
 * receiver that got it gets it twice, under the same id. Runs at the same time share the work.
 *
 * @returns whether anything was tried
 * @throws what a claim or a settlement throws, when the other tries have ended
 */
export async function deliverFeed(work: DeliveryWork, tenant: string): Promise<boolean> {
  const { feeds, config, now } = work;
  // One that is no longer configured is told nothing more.
  if (!config.tenants.some(({ id }) => id === tenant)) return false;
  const { atOnce, perRun } = limits.delivery;
  const underWay = new Set<Promise<void>>();
  const errors: unknown[] = [];
  let tried = 0;
  for (;;) {
    const most = Math.min(atOnce.all - underWay.size, perRun - tried);
    const claimed = most > 0 ? await feeds.run(tenant, 'claim', { most }, now()) : [];
    tried += claimed.length;
    for (const delivery of claimed) {
      const trying = tryOne(work, tenant, delivery)
        .catch((error: unknown) => void errors.push(error))
        .finally(() => underWay.delete(trying));
      underWay.add(trying);
    }
    if (underWay.size > 0) await Promise.race(underWay);
    else if (errors.length > 0) throw errors[0];
    else return tried > 0;
  }
}

async function tryOne(work: DeliveryWork, tenant: string, delivery: Claimed): Promise<void> {
  const { feeds, random, now } = work;
  const { endpoint, event, tries, claim } = delivery;
  const outcome = await outcomeOf(work, tenant, delivery);
  const delayMs = backOffMs(tries, random);
  await feeds.run(tenant, 'settle', { endpoint, n: event.n, claim, outcome, delayMs }, now());
}

async function outcomeOf(
  work: DeliveryWork,
  tenant: string,
  { endpoint, event, url, sealed }: Claimed,
): Promise<Outcome> {
  const secrets = secretsOf(sealed, { tenant, endpoint }, work.webhookKey);
  if (!secrets) return { kind: 'failed', failure: 'secret-unreadable' };
  return send(event, { url, secrets }, { ...work, sandbox: work.config.sandbox });
}
