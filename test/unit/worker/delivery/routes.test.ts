/** The routes of events and webhooks, as a provider calls them. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { sandboxKeys } from '../../../../worker/tenant/sandbox-tenants.ts';
import { receiverSite, tenant } from './receiver.ts';

const url = 'https://provider.example/hook';

type Site = ReturnType<typeof receiverSite>;

async function call(site: Site, method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await site.asProvider(method, path, { ...(body !== undefined && { body }), headers });
  const text = await response.text();
  return {
    status: response.status,
    json: (text ? JSON.parse(text) : undefined) as Record<string, unknown> | undefined,
  };
}

describe('GET /v1/events', () => {
  it('has the same events in order, page by page, to the tenant alone', async () => {
    const site = receiverSite();
    await site.append('a-1', 'a-2', 'a-3');
    const page = await site.read('/v1/events?limit=2');
    expect(page).toMatchObject({
      events: [
        { n: 1, id: 'a-1' },
        { n: 2, id: 'a-2' },
      ],
      last: 2,
      oldest: 1,
    });
    expect(await site.read('/v1/events?after=2')).toMatchObject({ events: [{ n: 3, id: 'a-3' }], last: 3 });
    expect(await site.read('/v1/events?after=3&limit=0')).toEqual({ events: [], last: 3, oldest: 1 });
    const other = await site.asProvider('GET', '/v1/events', { key: sandboxKeys.assessor });
    expect(await other.json()).toEqual({ events: [], last: 0 });
  });

  it('has no more than a page at once', async () => {
    const site = receiverSite();
    await site.append(...Array.from({ length: limits.delivery.page.most + 1 }, (_, n) => `a-${n}`));
    expect((await site.read('/v1/events?limit=99999'))['events']).toHaveLength(limits.delivery.page.most);
    expect((await site.read('/v1/events'))['events']).toHaveLength(limits.delivery.page.usual);
  });

  it.each(['after=-1', 'after=x', 'after=1e3', 'after=', 'limit=1.5', 'before=1', 'after=99999999999999999'])(
    'refuses ?%s',
    async (query) => {
      const { status, json } = await call(receiverSite(), 'GET', `/v1/events?${query}`);
      expect([status, json?.['code']]).toEqual([400, 'request-malformed']);
    },
  );
});

describe('/v1/webhooks', () => {
  it('makes an endpoint, shows its secret once, and never again', async () => {
    const site = receiverSite();
    const made = await call(site, 'POST', '/v1/webhooks', { url, types: ['case.state-changed'] });
    expect(made).toMatchObject({
      status: 201,
      json: { url, types: ['case.state-changed'], active: true, failures: 0 },
    });
    const { id, secret } = made.json!;
    expect(secret).toMatch(/^whsec_/);
    for (const path of ['/v1/webhooks', `/v1/webhooks/${id as string}`, `/v1/webhooks/${id as string}/deliveries`]) {
      const shown = await call(site, 'GET', path);
      expect(shown.status).toBe(200);
      expect(JSON.stringify(shown.json)).not.toContain('whsec_');
    }
    expect(JSON.stringify(site.lines)).not.toContain('whsec_');
  });

  it('answers a repeated request with the same endpoint and secret, and refuses another one under its key', async () => {
    const site = receiverSite();
    const create = (body: object, key = 'one') => call(site, 'POST', '/v1/webhooks', body, { 'Idempotency-Key': key });
    const made = await create({ url });
    expect(await create({ url })).toEqual(made);
    expect(await create({ url: 'https://other.example/' })).toMatchObject({ json: { code: 'idempotency-mismatch' } });
    expect((await create({ url }, 'two')).json!['id']).not.toBe(made.json!['id']);
    const id = made.json!['id'] as string;
    const rotate = (key: string) =>
      call(site, 'POST', `/v1/webhooks/${id}/secrets`, undefined, { 'Idempotency-Key': key });
    const rotated = await rotate('r');
    expect(rotated.json!['secret']).not.toBe(made.json!['secret']);
    expect(await rotate('r')).toEqual(rotated);
    expect((await rotate('s')).json!['secret']).not.toBe(rotated.json!['secret']);
    // The first secret has ended, so it is no longer shown.
    const { json } = await create({ url });
    expect([json!['id'], json!['secret']]).toEqual([id, undefined]);
  });

  it('signs with both secrets while one replaces the other', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    const first = site.secrets.get(url)!;
    const { secret } = (await call(site, 'POST', `/v1/webhooks/${id}/secrets`)).json as { secret: string };
    await site.append('a-1');
    await site.pass(0);
    site.secrets.set(url, secret);
    await site.append('a-2');
    await site.pass(0);
    expect(site.idsAt(url)).toEqual(['a-1', 'a-2']);
    await site.pass(limits.delivery.secretOverlapMs);
    site.secrets.set(url, first);
    await site.append('a-3');
    await site.pass(0);
    expect(site.idsAt(url)).toEqual(['a-1', 'a-2']);
  });

  it.each([
    [{ url: 'https://192.168.0.1/' }, 422, 'webhook-forbidden'],
    [{ url: 'http://provider.example/' }, 422, 'webhook-forbidden'],
    [{ url: 'nonsense' }, 422, 'webhook-forbidden'],
    [{ url: '' }, 400, 'request-malformed'],
    [{ url: `https://provider.example/${'x'.repeat(2048)}` }, 400, 'request-malformed'],
    [{ url, types: [] }, 400, 'request-malformed'],
    [{ url, types: ['case.deleted'] }, 400, 'request-malformed'],
    [{ url, secret: 'whsec_AAAA' }, 400, 'request-malformed'],
    [[], 400, 'request-malformed'],
  ] as const)('refuses %j', async (body, status, code) => {
    const site = receiverSite();
    expect(await call(site, 'POST', '/v1/webhooks', body)).toMatchObject({ status, json: { code } });
    expect(await site.read('/v1/webhooks')).toEqual({ webhooks: [] });
  });

  it('changes an endpoint, and refuses an address to which nothing may go', async () => {
    const site = receiverSite();
    const path = `/v1/webhooks/${await site.subscribe(url)}`;
    const changed = await call(site, 'PATCH', path, { url: 'https://new.example/', types: ['account.stopped'] });
    expect(changed).toMatchObject({ status: 200, json: { url: 'https://new.example/', types: ['account.stopped'] } });
    expect(await call(site, 'PATCH', path, { url: 'https://10.1.1.1/' })).toMatchObject({
      json: { code: 'webhook-forbidden' },
    });
    expect(await call(site, 'PATCH', path, {})).toMatchObject({ status: 200, json: { url: 'https://new.example/' } });
    expect(await call(site, 'PATCH', path, { active: false })).toMatchObject({ json: { active: false } });
    expect(await call(site, 'DELETE', path)).toMatchObject({ status: 204 });
    expect(await call(site, 'DELETE', path)).toMatchObject({ status: 204 });
    expect(await call(site, 'PATCH', path, {})).toMatchObject({ status: 404, json: { code: 'webhook-unknown' } });
  });

  it('replays events by their ids, and names those that it does not have', async () => {
    const site = receiverSite();
    await site.append('a-1', 'a-2');
    const path = `/v1/webhooks/${await site.subscribe(url)}`;
    const replay = (body: object) => call(site, 'POST', `${path}/replays`, body);
    expect(await replay({ events: ['a-2', 'unknown'] })).toEqual({
      status: 202,
      json: { replayed: 1, unknown: ['unknown'] },
    });
    await site.pass(0);
    expect(site.idsAt(url)).toEqual(['a-2']);
    for (const body of [{}, { events: [] }, { after: -1 }, { state: 'due' }, { events: ['a-1'], after: 0 }]) {
      expect(await replay(body)).toMatchObject({ status: 400, json: { code: 'request-malformed' } });
    }
  });

  it('lists deliveries by state, page by page', async () => {
    const site = receiverSite();
    const path = `/v1/webhooks/${await site.subscribe(url)}/deliveries`;
    await site.append('a-1', 'a-2', 'a-3');
    await site.pass(0);
    expect(await site.read(`${path}?state=delivered&limit=2`)).toMatchObject({
      deliveries: [{ event: 'a-1', n: 1, status: 204, tries: 1 }, { event: 'a-2' }],
      last: 2,
    });
    expect(await site.read(`${path}?after=2`)).toMatchObject({ deliveries: [{ event: 'a-3' }], last: 3 });
    expect((await call(site, 'GET', `${path}?state=lost`)).status).toBe(400);
    expect((await call(site, 'GET', '/v1/webhooks/nothing/deliveries')).json).toMatchObject({
      code: 'webhook-unknown',
    });
  });

  it('sends a test at once, which is in no feed', async () => {
    const site = receiverSite();
    const path = `/v1/webhooks/${await site.subscribe(url)}/tests`;
    expect(await call(site, 'POST', path)).toEqual({ status: 200, json: { delivered: true, status: 204 } });
    expect(site.received).toMatchObject([{ content: { type: 'webhook.test', data: {} } }]);
    site.answers.set(url, () => new Response(null, { status: 404 }));
    expect((await call(site, 'POST', path)).json).toEqual({ delivered: false, status: 404, failure: 'status' });
    site.answers.set(url, () => new Response(null, { status: 410 }));
    expect((await call(site, 'POST', path)).json).toEqual({ delivered: false, status: 410 });
    expect(await site.read('/v1/events')).toEqual({ events: [], last: 0 });
    expect(await site.read('/v1/webhooks')).toMatchObject({ webhooks: [{ active: true, failures: 0 }] });
  });

  it('stores secrets in no readable form', async () => {
    const site = receiverSite();
    const id = await site.subscribe(url);
    const { sealed } = await site.ports.feeds.run(tenant, 'target', { id }, site.clock.nowMs);
    expect(new TextDecoder('latin1').decode(sealed[0])).not.toContain(site.secrets.get(url)!.slice(6, 20));
  });
});

describe('the demo’s inbox', () => {
  it('subscribes by itself, verifies what it gets, and shows the latest', async () => {
    const site = receiverSite();
    expect(await (await site.app.request(`${site.origin}/demo/api/webhooks`)).json()).toEqual({ webhooks: [] });
    const ids = Array.from({ length: 60 }, (_, n) => `a-${n}`);
    await site.append(...ids);
    await site.pass(0);
    const inbox = async () =>
      (
        (await (await site.app.request(`${site.origin}/demo/api/webhooks`)).json()) as {
          webhooks: { id: string; verified: boolean }[];
        }
      ).webhooks;
    const shown = await inbox();
    expect(shown).toHaveLength(50);
    expect(shown[0]).toMatchObject({ verified: true, content: { type: 'case.state-changed' } });
    const forged = await site.app.request(`${site.origin}/demo/api/webhooks`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'webhook-id': 'forged',
        'webhook-timestamp': '1',
        'webhook-signature': 'v1,AAAA',
      },
      body: '{"type":"case.state-changed"}',
    });
    expect(forged.status).toBe(401);
    expect((await inbox())[0]).toEqual({ id: 'forged', receivedAtMs: site.clock.nowMs, verified: false });
    expect((await site.read('/v1/webhooks'))['webhooks']).toHaveLength(1);
  });

  it('subscribes anew after its endpoint was deleted', async () => {
    const site = receiverSite();
    const get = async () => (await site.app.request(`${site.origin}/demo/api/webhooks`)).json() as Promise<object>;
    await get();
    const [{ id }] = (await site.read('/v1/webhooks'))['webhooks'] as [{ id: string }];
    await site.asProvider('DELETE', `/v1/webhooks/${id}`);
    await get();
    expect(await site.read('/v1/webhooks')).toMatchObject({ webhooks: [{ active: true }] });
  });
});
