/** A provider's server in memory, over an app with its own clock. */
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import type { DeliveryEvent } from '#protocol/delivery/event.ts';
import { policies } from '#protocol/policy/registry.ts';
import { sandboxSecret } from '../../../../worker/config.ts';
import type { Ports } from '../../../../worker/ports.ts';
import { sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

export const tenant = 'sandbox-provider';

const config = { sandbox: true, issuer: origin, version: '0.1.0', secret: sandboxSecret, tenants: sandboxTenants };

/** What an endpoint answers, by its address. */
export type Answer = (request: Request) => Response | Promise<Response>;

/** @param instead other ports in place of the host's */
export function receiverSite(instead: (ports: Ports) => Partial<Ports> = () => ({}), host = createMemoryHost()) {
  /** Verified messages by the address that got them, in the order of arrival. */
  const received: { readonly url: string; readonly id: string; readonly content: unknown }[] = [];
  const answers = new Map<string, Answer>();
  const secrets = new Map<string, string>();
  const own = host.portsWith(policies);

  const fetch = async (request: Request): Promise<Response> => {
    const headers = Object.fromEntries(request.headers);
    const body = await request.clone().text();
    // The library compares with the machine's clock.
    const clock = vi.spyOn(Date, 'now').mockReturnValue(site.clock.nowMs);
    const content = new Webhook(secrets.get(request.url)!).verify(body, headers);
    clock.mockRestore();
    received.push({ url: request.url, id: headers['webhook-id']!, content });
    return answers.get(request.url)?.(request) ?? new Response(null, { status: 204 });
  };
  const site = createSite({ ...own, fetch, ...instead({ ...own, fetch }) }, config, { nowMs: Date.now() });

  return {
    ...site,
    host,
    received,
    answers,
    secrets,
    /** The ids that an address has received. */
    idsAt: (url: string) => received.filter((each) => each.url === url).map(({ id }) => id),
    async subscribe(url: string, more: object = {}): Promise<string> {
      const response = await site.asProvider('POST', '/v1/webhooks', { body: { url, ...more } });
      if (response.status !== 201) throw new Error(await response.text());
      const { id, secret } = (await response.json()) as { id: string; secret: string };
      secrets.set(url, secret);
      return id;
    },
    append: (...ids: string[]) => own.feeds.append(tenant, ids.map(eventOf), site.clock.nowMs),
    read: async (path: string) => (await site.asProvider('GET', path)).json() as Promise<Record<string, unknown>>,
    /** Lets the time pass, and wakes the feed each time its alarm is set to, as a host does. */
    async pass(ms: number) {
      const untilMs = site.clock.nowMs + ms;
      for (;;) {
        const atMs = await host.feeds.wakesAtMs(tenant);
        if (atMs === undefined || atMs > untilMs) break;
        site.clock.nowMs = Math.max(site.clock.nowMs, atMs);
        await host.feeds.wakeWith(tenant, site.clock.nowMs, site.deliver);
      }
      site.clock.nowMs = untilMs;
    },
  };
}

export const eventOf = (id: string): DeliveryEvent => ({
  id,
  type: 'case.state-changed',
  atMs: 1_796_000_000_000,
  data: { case: id.split('-')[0]!, state: 'submitted' },
});
