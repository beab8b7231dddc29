/** One try, against real servers on this machine. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { base64 } from '#protocol/base64.ts';
import { createCertificate } from '../../../contract/certificate.ts';
import { send, type SendPorts } from '../../../../worker/delivery/webhook/send.ts';
import { makeSecret } from '../../../../worker/delivery/webhook/secret.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const secret = makeSecret(random);
const message = { id: 'case-7', type: 'case.state-changed', atMs: 1_796_000_000_000, data: { case: 'case' } };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listening(server: Server, scheme = 'http'): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}

const served = (answer: RequestListener) => listening(createServer(answer));

const never = () => new Promise<void>(() => {});
const ports: SendPorts = { post: (request) => fetch(request), now: () => Date.now(), pause: never, sandbox: true };
const sendTo = (url: string, changes: Partial<SendPorts> = {}) =>
  send(message, { url, secrets: [secret] }, { ...ports, ...changes });

describe('a try', () => {
  it('is a signed POST that the library verifies', async () => {
    let received: unknown;
    const url = await served(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const headers = request.headers as Record<string, string>;
      received = [
        request.method,
        headers['content-type'],
        new Webhook(secret).verify(Buffer.concat(chunks).toString(), headers),
      ];
      response.writeHead(204).end();
    });
    expect(await sendTo(url)).toEqual({ kind: 'delivered', status: 204 });
    const content = { type: message.type, timestamp: '2026-11-30T00:53:20.000Z', data: message.data };
    expect(received).toEqual(['POST', 'application/json', content]);
  });

  it.each([
    [500, {}, { kind: 'failed', failure: 'status', status: 500 }],
    [404, {}, { kind: 'failed', failure: 'status', status: 404 }],
    [410, {}, { kind: 'gone', status: 410 }],
    [503, { 'Retry-After': '120' }, { kind: 'failed', failure: 'status', status: 503, retryAfterMs: 120_000 }],
    [429, { 'Retry-After': 'Wed, 21 Oct 2026 07:28:00 GMT' }, { kind: 'failed', failure: 'status', status: 429 }],
  ] as const)('that is answered %d with %j', async (status, headers, outcome) => {
    expect(await sendTo(await served((_, response) => void response.writeHead(status, headers).end()))).toEqual(
      outcome,
    );
  });

  it.each([301, 302, 307, 308])('follows no redirect (%d)', async (status) => {
    let visits = 0;
    const target = await served((_, response) => {
      visits += 1;
      response.end();
    });
    const url = await served((_, response) => void response.writeHead(status, { Location: target }).end());
    expect(await sendTo(url)).toEqual({ kind: 'failed', failure: 'redirected', status });
    expect(visits).toBe(0);
  });

  it('ends when the time is up, and takes the connection with it', async () => {
    const closed = Promise.withResolvers<void>();
    const arrived = Promise.withResolvers<void>();
    const url = await served((request) => {
      request.socket.on('close', () => closed.resolve());
      arrived.resolve();
    });
    expect(await sendTo(url, { pause: () => arrived.promise })).toEqual({ kind: 'failed', failure: 'timed-out' });
    await closed.promise;
  });

  it('that is answered leaves no timer, which would keep the feed’s object awake', async () => {
    let isEnded = false;
    const pause = (_: number, signal?: AbortSignal) =>
      new Promise<void>((_resolve, reject) =>
        signal!.addEventListener('abort', () => {
          isEnded = true;
          reject(new Error('aborted'));
        }),
      );
    expect(await sendTo(await served((_, response) => void response.end()), { pause })).toMatchObject({ status: 200 });
    expect(isEnded).toBe(true);
  });

  it('reads nothing of an answer of 10 MB, however slowly it comes', async () => {
    const closed = Promise.withResolvers<void>();
    let sent = 0;
    const url = await served((request, response) => {
      request.socket.on('close', () => closed.resolve());
      response.writeHead(200, { 'Content-Length': String(10 * 1024 * 1024) });
      const more = () => {
        sent += 64 * 1024;
        if (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) setImmediate(more);
      };
      more();
    });
    expect(await sendTo(url)).toEqual({ kind: 'delivered', status: 200 });
    await closed.promise;
    expect(sent).toBeLessThan(10 * 1024 * 1024);
  });

  it('fails if the line is closed, if nobody listens, or if the answer is not HTTP', async () => {
    const failed = { kind: 'failed', failure: 'connection-failed' };
    expect(await sendTo(await served((request) => void request.socket.destroy()))).toEqual(failed);
    expect(await sendTo(await served((request) => void request.socket.end('nonsense')))).toEqual(failed);
    const url = await served(() => {});
    const server = servers.pop()!;
    await new Promise((resolve) => server.close(resolve));
    expect(await sendTo(url)).toEqual(failed);
  });

  it('fails if the certificate is one that nobody trusts', async () => {
    const { certificate, privateKey } = await createCertificate();
    const pem = (label: string, bytes: Uint8Array) =>
      `-----BEGIN ${label}-----\n${base64(bytes)}\n-----END ${label}-----\n`;
    const key = new Uint8Array((await crypto.subtle.exportKey('pkcs8', privateKey)) as ArrayBuffer);
    const identity = { key: pem('PRIVATE KEY', key), cert: pem('CERTIFICATE', certificate) };
    let visits = 0;
    const server = createTlsServer(identity, (_, response) => {
      visits += 1;
      response.end();
    });
    const url = await listening(server, 'https');
    expect(await sendTo(url)).toEqual({ kind: 'failed', failure: 'connection-failed' });
    expect(visits).toBe(0);
  });

  it('is not made to an address that is not allowed, though it was stored', async () => {
    const url = await served((_, response) => void response.end());
    let sent = 0;
    const post = async () => {
      sent += 1;
      return new Response();
    };
    expect(await sendTo(url, { sandbox: false, post })).toEqual({ kind: 'failed', failure: 'address-forbidden' });
    expect(await sendTo('https://192.168.1.2/', { post })).toEqual({ kind: 'failed', failure: 'address-forbidden' });
    expect(sent).toBe(0);
  });
});
