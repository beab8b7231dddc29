/** Only the verifier itself writes to the log. A library could write what it was given, faces and tokens included. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest';
import { boundFiler, Filer, readyFiler, revealForm } from '../../assess/synthetic/filer.ts';
import type { Host } from './host.ts';

const levels = ['debug', 'log', 'info', 'warn', 'error', 'trace', 'dir', 'table', 'group', 'assert'] as const;
const written: unknown[][] = [];
beforeEach(() => {
  written.length = 0;
  for (const level of levels)
    vi.spyOn(console, level).mockImplementation((...line: unknown[]) => void written.push(line));
});
afterEach(() => vi.restoreAllMocks());

/** The JPEG with bytes of its coded data replaced, which makes the decoder complain. */
function damaged(base64: string): Uint8Array {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  for (let n = Math.floor(bytes.length / 2); n < bytes.length - 40; n += 7) bytes[n] = (bytes[n]! * 31) & 0x7f;
  return bytes;
}

it('the models and the decoder write nothing, whatever they read', async () => {
  // Imported here, because a library may write while it is loaded.
  const { faceReaderOf } = await import('../../worker/host/cloudflare/face-reader.ts');
  const { portsOf } = await import('../../worker/host/cloudflare/index.ts');
  const reader = await faceReaderOf(portsOf(env).site);
  const { neutral } = inject('seen');
  const whole = Uint8Array.from(atob(neutral.jpeg), (character) => character.charCodeAt(0));
  for (const jpeg of [whole, damaged(neutral.jpeg), whole.slice(0, 2_000), new Uint8Array(64), new Uint8Array(0)]) {
    await reader.read(jpeg, neutral.claim);
  }
  expect(written).toEqual([]);
});

it('the routes write nothing themselves, for good and for bad requests', async () => {
  const { createHost } = await import('./host.ts');
  const host: Host = createHost();
  const filer = await readyFiler(host);
  const capture = await filer.capture(await filer.challenge());
  await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
  const bound = await boundFiler(host);
  await bound.send('POST', '/consents', { json: { textVersion: 1 } });
  await bound.send('POST', '/attestations', { form: new FormData() });
  await bound.send('GET', '', { headers: { DPoP: 'not a proof' } });
  await new Filer(host, { ...bound.session, token: 'not.a.token' }, bound.keyPair).send('GET', '');
  const post = (body: string, type: string) =>
    host.app.request(`${host.origin}/v1/sessions`, { method: 'POST', body, headers: { 'Content-Type': type } });
  await Promise.all([
    post('{', 'application/json'),
    post('a=b', 'multipart/form-data; boundary=x'),
    post('', 'text/x'),
  ]);
  await host.asProvider('DELETE', `/v1/sessions/${filer.session.id}`);
  expect(host.lines.length).toBeGreaterThan(0);
  expect(written).toEqual([]);
});
