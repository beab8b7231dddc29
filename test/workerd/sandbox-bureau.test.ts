/** The simulated bureau in its Durable Object, called by the account's own client; its pages through the app's routes. */
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { base64 } from '#protocol/base64.ts';
import { encodeGbk } from '../../worker/bureau/gbk.ts';
import { bureauClient } from '../../worker/bureau/v3/client.ts';
import { zipXml } from '../../worker/bureau/v3/zip.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';
import { simulatedBureaus } from '../../worker/sandbox/bureau/account.ts';
import { createHost, origin } from './host.ts';

/** Hardly compressible, so that the ZIP has more bytes than a row of a Durable Object may have. */
function largeXml(random: (length: number) => Uint8Array): Uint8Array {
  const parts = Array.from({ length: 60 }, () => base64(random(49_152)));
  return encodeGbk(`<UploadData version="V.3.0"><!--${parts.join('')}--></UploadData>`);
}

it('keeps a file of more than a row, and tells what is wrong with it', async () => {
  const { app } = createHost();
  const { random } = portsOf(env);
  const client = bureauClient(simulatedBureaus(origin)['sandbox']!, {
    fetch: async (request) => portsOf(env).sandboxBureau(request),
    random,
  });
  const zip = zipXml(largeXml(random));
  expect(zip.length).toBeGreaterThan(2 * 1024 * 1024);
  expect(await client.upload({ sequence: 1, zip })).toMatchObject({ kind: 'answered', code: 0 });
  expect(await client.previousUpload()).toMatchObject({ code: 0, value: { sequence: 1 } });
  const codes = [];
  for (;;) {
    const answer = await client.download();
    if (answer.kind !== 'answered' || !answer.value) break;
    codes.push(answer.code);
    await client.acknowledge(answer.value.fileName);
  }
  expect(codes).toEqual([3, 1]);
  const books = await app.request(`${origin}/sandbox/bureau/books`);
  expect(await books.json()).toMatchObject({ uploads: 1, results: { acknowledged: 1, waiting: 0 } });
  const page = await app.request(`${origin}/sandbox/?lang=en`);
  expect(await page.text()).toContain('5001 the file breaks the XML schema');
});
