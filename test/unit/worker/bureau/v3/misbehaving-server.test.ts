/** The client against a server on a socket that answers wrongly, late, or not at all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { BureauConfig } from '../../../../../worker/bureau/configuration.ts';
import { encodeGbk } from '../../../../../worker/bureau/gbk.ts';
import { bureauClient } from '../../../../../worker/bureau/v3/client.ts';
import { encrypted, hashOf } from '../../../../../worker/bureau/v3/envelope.ts';
import { readCall, replyText, type SoapCall } from '../../../../../worker/bureau/v3/soap.ts';
import { zipXml } from '../../../../../worker/bureau/v3/zip.ts';
import { base64 } from '#protocol/base64.ts';

type Answer = (response: ServerResponse, call: SoapCall | undefined, request: IncomingMessage) => void;

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const key = { key: '0123456789abcdef', iv: 'fedcba9876543210' };
const password = 'a-secret-password';
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));

/** A client of a server that answers calls in one way. */
async function clientOf(answer: Answer, wsdl = '', changes: Partial<BureauConfig> = {}) {
  const calls: SoapCall[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') return void response.end(wsdl);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const call = readCall(Buffer.concat(parts).toString());
      if (call) calls.push(call);
      answer(response, call, request);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const end = () =>
    new Promise<void>((closed) => {
      server.closeAllConnections();
      server.close(() => closed());
    });
  ends.push(end);
  const config = {
    ...BureauConfig.parse({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      ispId: 12,
      userName: 'user',
      password,
      providerId: 7,
      encryption: key,
    }),
    ...changes,
  };
  return { bureau: bureauClient(config, { fetch: (request) => fetch(request), random }), calls, end };
}

const zip = zipXml(new TextEncoder().encode('<x/>'));
const returned = (content: string) => `<return version="V.3.0">${content}</return>`;
const done = replyText('isp_upload', 'u', returned('<msg_code>0</msg_code><msg>操作成功</msg>'));

const fileReply = (method: string, content: Uint8Array, hash: string, sequence = '', encryption = 1) =>
  replyText(
    method,
    'u',
    returned(
      `<msg_code>0</msg_code><msg>x</msg><fileInfos><hashAlgorithm>0</hashAlgorithm><compressionFormat>0</compressionFormat><encryptAlgorithm>${encryption}</encryptAlgorithm>${sequence}` +
        `<return_FileName>down.zip</return_FileName><beianInfo>${base64(content)}</beianInfo><beianInfoHash>${hash}</beianInfoHash></fileInfos>`,
    ),
  );

describe('a call', () => {
  it('is what the server expects', async () => {
    const { bureau, calls } = await clientOf((response) => response.end(done));
    expect(await bureau.upload({ sequence: 4, zip })).toEqual({ kind: 'answered', code: 0, text: '操作成功' });
    const [{ method, parameters }] = calls as [SoapCall];
    expect(method).toBe('isp_upload');
    expect(parameters).toMatchObject({
      ispId: '12',
      userName: 'user',
      dataSequence: '4',
      beianInfo: base64(encrypted(zip, key)),
      beianInfoHash: hashOf(zip),
      encryptAlgorithm: '1',
      hashAlgorithm: '0',
      compressionFormat: '0',
    });
    expect(JSON.stringify(calls)).not.toContain(password);
  });

  it('names its parameters as the description does, and is as the interface says without one', async () => {
    const names = ['ispID', 'userName', 'randVal', 'pwdHash', 'hashAlgorithm', 'fileName'];
    const parts = names.map((name) => `<part name="${name}"/>`).join('');
    const wsdl = `<definitions targetNamespace="u"><message name="isp_downloadack">${parts}</message></definitions>`;
    const described = await clientOf((response) => response.end(''), wsdl);
    await described.bureau.acknowledge('a.zip');
    expect(Object.keys(described.calls[0]!.parameters)).toEqual(names);
    const other = await clientOf((response) => response.end(''));
    const answer = await other.bureau.acknowledge('a.zip');
    expect(Object.keys(other.calls[0]!.parameters)).toContain('ispId');
    expect(answer).toEqual({
      kind: 'unknown',
      why: 'no reply of isp_downloadack (HTTP 200, called without a description of it)',
    });
  });

  it('has another proof each time', async () => {
    const { bureau, calls } = await clientOf((response) => response.end(done));
    await bureau.upload({ sequence: 1, zip });
    await bureau.upload({ sequence: 1, zip });
    expect(calls[0]!.parameters['randVal']).not.toBe(calls[1]!.parameters['randVal']);
  });
});

describe('an answer', () => {
  const page = '<!DOCTYPE html><html><body>Bad Gateway</body></html>';
  it.each<[string, Answer]>([
    ['a page', (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(page)],
    ['a page of an error', (response) => response.writeHead(502).end(page)],
    ['a good reply with an error', (response) => response.writeHead(500).end(done)],
    ['a redirect', (response, _, { url }) => response.writeHead(302, { Location: `${url}/other` }).end()],
    ['a redirect with a good reply', (response) => response.writeHead(307, { Location: '/' }).end(done)],
    ['nothing', (response) => response.end()],
    ['half a reply', (response) => response.end(done.slice(0, done.length / 2))],
    [
      'half a reply, then the line breaks',
      (response) => {
        response.writeHead(200, { 'Content-Length': String(done.length) });
        response.write(done.slice(0, 100), () => response.destroy());
      },
    ],
    ['a broken line', (response) => response.destroy()],
    ['text that is not UTF-8', (response) => response.end(Buffer.concat([Buffer.from(done), Buffer.from([0xff])]))],
  ])('that is %s leaves the outcome unknown', async (_, answer) => {
    const { bureau, calls } = await clientOf(answer);
    const found = await bureau.upload({ sequence: 1, zip });
    expect(found.kind).toBe('unknown');
    expect(JSON.stringify(found)).not.toMatch(/secret|127\.0\.0\.1|Gateway/);
    expect(calls).toHaveLength(1);
  });

  it.each<[string, Answer]>([
    ['does not come', () => {}],
    ['does not end', (response) => void response.writeHead(200).write(done.slice(0, 100))],
  ])('that %s in time leaves the outcome unknown', async (_, answer) => {
    const { bureau } = await clientOf(answer, '', { timeoutMs: 300 });
    expect(await bureau.upload({ sequence: 1, zip })).toEqual({ kind: 'unknown', why: 'no answer in time' });
  });

  it('that is too long is not read to its end', async () => {
    const { bureau } = await clientOf((response) => {
      const part = Buffer.alloc(1_000_000, 'x');
      const write = () => {
        while (!response.destroyed && response.write(part));
      };
      response.on('drain', write);
      response.on('error', () => {});
      write();
    });
    const found = await bureau.upload({ sequence: 1, zip });
    expect(found).toMatchObject({ kind: 'unknown', why: expect.stringContaining('an answer of more than') });
  });

  it('that cannot be, because nothing listens, leaves nothing sent', async () => {
    const { bureau, end } = await clientOf(() => {});
    await end();
    expect(await bureau.upload({ sequence: 1, zip })).toMatchObject({ kind: 'unsent' });
  });

  it('in GBK is read, by its header or by its declaration', async () => {
    const gbk = encodeGbk(done.replace('encoding="UTF-8"', 'encoding="GBK"'));
    const declared = await clientOf((response) => response.end(gbk));
    expect(await declared.bureau.upload({ sequence: 1, zip })).toMatchObject({ code: 0, text: '操作成功' });
    const headed = await clientOf((response) =>
      response.writeHead(200, { 'Content-Type': 'text/xml; charset=GBK' }).end(encodeGbk(done)),
    );
    expect(await headed.bureau.upload({ sequence: 1, zip })).toMatchObject({ code: 0, text: '操作成功' });
  });
});

describe('a file', () => {
  const sealed = encrypted(zip, key);
  const download = async (content: Uint8Array, hash: string, encryption = 1, changes: Partial<BureauConfig> = {}) => {
    const reply = fileReply('isp_download', content, hash, '', encryption);
    const { bureau } = await clientOf((response) => response.end(reply), '', changes);
    return bureau.download();
  };

  it('is decrypted, checked and unzipped', async () => {
    const value = { fileName: 'down.zip', xml: new TextEncoder().encode('<x/>') };
    expect(await download(sealed, hashOf(zip))).toMatchObject({ kind: 'answered', code: 0, value });
    expect(await download(zip, hashOf(zip), 0, { encryption: undefined })).toMatchObject({ value });
  });

  it.each<[string, Parameters<typeof download>]>([
    ['the hash does not fit the file', [sealed, hashOf(sealed)]],
    ['the file cannot be decrypted', [sealed.subarray(0, 20), hashOf(zip)]],
    ['the file is encrypted, and the account has no key', [sealed, hashOf(zip), 1, { encryption: undefined }]],
    ['the file is not encrypted, although the account has a key', [zip, hashOf(zip), 0]],
    ['no ZIP', [encrypted(zip.subarray(0, 40), key), hashOf(zip.subarray(0, 40))]],
  ])('is not taken where %s', async (why, given) => {
    expect(await download(...given)).toEqual({ kind: 'unknown', why });
  });

  it('that was uploaded last has its sequence and the digest of the ZIP', async () => {
    const reply = (sequence: string) => fileReply('isp_querypreviousupload', sealed, hashOf(zip), sequence);
    const { bureau } = await clientOf((response) => response.end(reply('<dataSequence>8</dataSequence>')));
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', zip.slice())).toString('base64url');
    expect(await bureau.previousUpload()).toMatchObject({ code: 0, value: { sequence: 8, digest } });
    const without = await clientOf((response) => response.end(reply('')));
    expect(await without.bureau.previousUpload()).toMatchObject({ kind: 'unknown' });
  });
});
