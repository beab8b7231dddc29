/** A request for every refusal of webhooks: rows of refusal.test.ts. */
import type { RefusalCode } from '#protocol/refusal.ts';
import { limits } from '#protocol/limits.ts';
import { createHost } from './host.ts';

const url = 'https://provider.example/hook';
const create = (host: ReturnType<typeof createHost>, body: object) => host.asProvider('POST', '/v1/webhooks', { body });

/** A tenant with as many endpoints as it may have, or with one. */
async function subscribed(count = 1) {
  const host = createHost();
  const listed = await (await host.asProvider('GET', '/v1/webhooks')).json<{ webhooks: { id: string }[] }>();
  for (const { id } of listed.webhooks) await host.asProvider('DELETE', `/v1/webhooks/${id}`);
  let id = '';
  for (let n = 0; n < count; n += 1) ({ id } = await (await create(host, { url })).json<{ id: string }>());
  return { host, id };
}

export const deliveryRows = {
  'webhook-unknown': async () => createHost().asProvider('GET', '/v1/webhooks/nothing'),
  'webhook-forbidden': async () => create(createHost(), { url: 'https://192.168.1.2/hook' }),
  'webhook-disabled': async () => {
    const { host, id } = await subscribed();
    await host.asProvider('PATCH', `/v1/webhooks/${id}`, { body: { active: false } });
    return host.asProvider('POST', `/v1/webhooks/${id}/replays`, { body: { after: 0 } });
  },
  'webhooks-exhausted': async () => create((await subscribed(limits.delivery.endpoints)).host, { url }),
} satisfies Partial<Record<RefusalCode, () => Promise<Response>>>;
