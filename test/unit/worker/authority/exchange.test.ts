import { describe, expect, it } from 'vitest';
import { Unanswered, Unknown } from '../../../../worker/authority/authority.ts';
import { beforehand, exchange, jsonOf, plainFailure } from '../../../../worker/authority/exchange.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';

const request = () => new Request('https://database.example/', { method: 'POST', body: 'secret question' });
const json = { 'content-type': 'application/json' };

const portsOf = (fetch: ConnectorPorts['fetch'], sandbox = false): ConnectorPorts => ({
  fetch,
  random: (length) => new Uint8Array(length),
  now: () => 0,
  sandbox,
});
const sending = (signal = new AbortController().signal) => ({ id: 'a1', signal });
const reply = (body: BodyInit | null, init?: ResponseInit, sandbox = false) =>
  exchange(
    request(),
    portsOf(async () => new Response(body, init), sandbox),
    sending(),
  );

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'answered',
    (error: unknown) =>
      error instanceof Unanswered ? error.answer.code : error instanceof Unknown ? error.code : error,
  );

describe('exchange', () => {
  it('gives the whole answer, whatever its status', async () => {
    expect(jsonOf(await reply('{"a":"é"}', { headers: json, status: 400 }))).toEqual({ a: 'é' });
  });

  it('accepts no simulated answer outside the sandbox, and no other in it', async () => {
    const marked = { headers: { ...json, 'beihe-sandbox': 'true' } };
    expect(await codeOf(reply('{}', marked))).toBe('sandbox-mark');
    expect(await codeOf(reply('{}', { headers: json }, true))).toBe('sandbox-mark');
    expect(await codeOf(reply('{}', marked, true))).toBe('answered');
  });

  it('reads at most 256 KB', async () => {
    expect(await codeOf(reply('x'.repeat(256 * 1024), { headers: json }))).toBe('answered');
    expect(await codeOf(reply('x'.repeat(256 * 1024 + 1), { headers: json }))).toBe('answer-too-large');
  });

  it('follows no redirect', async () => {
    expect(await codeOf(reply(null, { status: 307, headers: { location: 'https://elsewhere.example/' } }))).toBe(
      'redirect',
    );
  });

  it('knows that a refused connection carried nothing, and that a broken one may have carried all', async () => {
    const failing = (code: string) =>
      portsOf(async () => {
        throw new TypeError('fetch failed: secret question', { cause: Object.assign(new Error(), { code }) });
      });
    const refused = exchange(request(), failing('ECONNREFUSED'), sending());
    await expect(refused).rejects.toMatchObject({ answer: { code: 'unreachable', billed: 'no' } });
    const reset = exchange(request(), failing('ECONNRESET'), sending());
    await expect(reset).rejects.toMatchObject({ name: 'Unknown', code: 'connection-lost' });
    await expect(reset).rejects.not.toThrow(/secret/);
  });

  it('gives up when the time is up, also between header and body, and if the server never ends', async () => {
    const ended = new AbortController();
    const silent = exchange(
      request(),
      portsOf(() => new Promise(() => undefined)),
      sending(ended.signal),
    );
    const endless = new Response(new ReadableStream({ pull: () => ended.abort() }), { headers: json });
    const reading = exchange(
      request(),
      portsOf(async () => endless),
      sending(ended.signal),
    );
    expect(await codeOf(reading)).toBe('timed-out');
    expect(await codeOf(silent)).toBe('timed-out');
    expect(
      await codeOf(
        exchange(
          request(),
          portsOf(async () => new Response('{}')),
          sending(ended.signal),
        ),
      ),
    ).toBe('timed-out');
  });

  it('reads when to ask again only from a number of seconds', async () => {
    const after = async (header: string) =>
      (await reply('{}', { headers: { ...json, 'retry-after': header } })).retryAfterMs;
    expect(await after('7')).toBe(7_000);
    expect(await after('Mon, 30 Nov 2026 00:00:00 GMT')).toBeUndefined();
  });
});

describe('an answer that is not JSON', () => {
  it.each([
    ['HTML with status 200', '<html>', { headers: { 'content-type': 'text/html' } }, 'content-type'],
    ['HTML with status 503', '<html>', { status: 503, headers: { 'content-type': 'text/html' } }, 'http-503'],
    ['half of it', '{"a":', { headers: json }, 'json-malformed'],
    ['nothing', '', { headers: json }, 'json-malformed'],
    ['a page that asks to log in', '<html>', { status: 403, headers: { 'content-type': 'text/html' } }, 'http-403'],
  ])('is coded: %s', async (_, body, init, code) => {
    const answer = await reply(body, init);
    expect(() => jsonOf(answer)).toThrow(code);
  });

  it.each([
    [429, 'rate-limited', 'no'],
    [401, 'unauthorised', 'no'],
    [403, 'unauthorised', 'no'],
    [404, 'source-down', 'possibly'],
    [500, 'source-down', 'possibly'],
  ])('has the meaning of its status %i', (status, outcome, billed) => {
    expect(plainFailure(status)).toMatchObject({ outcome, billed, code: `http-${status}` });
  });
});

it('what fails before the question is sent was not billed', async () => {
  const lost = beforehand(Promise.reject(new Unknown('timed-out')));
  await expect(lost).rejects.toMatchObject({ answer: { outcome: 'source-down', code: 'timed-out', billed: 'no' } });
  const refused = beforehand(
    Promise.reject(new Unanswered({ outcome: 'source-down', code: 'redirect', billed: 'possibly' })),
  );
  await expect(refused).rejects.toMatchObject({ answer: { code: 'redirect', billed: 'no' } });
});
