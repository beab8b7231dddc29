/** The program that shows providers how to receive webhooks, as a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterEach, expect, it } from 'vitest';
import { receiverSite } from './receiver.ts';

const processes: ChildProcess[] = [];
afterEach(() => {
  for (const process of processes.splice(0)) process.kill();
});

/** Starts it. @returns its address, and its further lines one after another */
async function started(secret: string) {
  const child = spawn(process.execPath, ['demo/receive-webhooks.mjs', '0'], {
    env: { ...process.env, WEBHOOK_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  processes.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async () => String((await lines.next()).value);
  return { url: (await next()).replace('waiting for webhooks on ', ''), next };
}

it('takes each event of the verifier once, and refuses what it did not sign', async () => {
  const site = receiverSite(() => ({ fetch: (request) => fetch(request) }));
  const id = await site.subscribe('http://localhost:1/');
  const { url, next } = await started(site.secrets.get('http://localhost:1/')!);
  const path = `/v1/webhooks/${id}`;
  await site.asProvider('PATCH', path, { body: { url } });

  await site.append('a-1');
  await site.pass(0);
  await site.asProvider('POST', `${path}/replays`, { body: { after: 0 } });
  await site.pass(0);
  await site.append('a-2');
  await site.pass(0);
  expect(await site.read(`${path}/deliveries?state=delivered`)).toMatchObject({
    deliveries: [
      { event: 'a-1', status: 204 },
      { event: 'a-2', status: 204 },
    ],
  });
  const content = { type: 'case.state-changed', data: { case: 'a', state: 'submitted' } };
  expect(JSON.parse(await next())).toMatchObject({ id: 'a-1', ...content });
  expect(JSON.parse(await next())).toMatchObject({ id: 'a-2', ...content });

  const timestamp = String(Math.floor(Date.now() / 1000));
  const forged = { 'webhook-id': 'a-3', 'webhook-timestamp': timestamp, 'webhook-signature': 'v1,AAAA' };
  for (const headers of [forged, {}])
    expect((await fetch(url, { method: 'POST', headers, body: '{}' })).status).toBe(401);
});
