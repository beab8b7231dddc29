/** What the simulated databases refuse, as the real ones do, and the steps that come before the question. */
import { describe, expect, it } from 'vitest';
import type { Authority } from '../../../../worker/authority/authority.ts';
import { decryptBody, encryptBody } from '../../../../worker/authority/connector/aes.ts';
import { ctid } from '../../../../worker/authority/connector/ctid.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';
import { sandboxCtid } from '../../../../worker/sandbox/authority/ctid.ts';
import { receivedInMemory } from '../../../contract/received.ts';
import { authoritySimulation } from '../../../../worker/sandbox/authority/simulation.ts';
import { operations } from './connectors.ts';

const origin = 'http://localhost:8787';
const nowMs = Date.parse('2026-11-30T00:00:00Z');
const simulationAt = (now: () => number) =>
  authoritySimulation({ received: receivedInMemory(), now, pause: () => Promise.resolve() });
const portsTo = (fetch: ConnectorPorts['fetch'], now = () => nowMs): ConnectorPorts => ({
  fetch,
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  now,
  sandbox: true,
});
const compare = (authority: Authority, operation: (typeof operations)[number]) =>
  authority.compare(operation.question(0), { id: 'a1', signal: new AbortController().signal });
const named = (name: string) => operations.find((each) => each.name === name)!;

describe('the simulation refuses', () => {
  it.each([
    ['aliyun ContrastFaceVerify', 'SignatureNonceUsed'],
    ['gateway, person, signed', 'http-401'],
  ])('%s: a request that was sent before', async (name, code) => {
    const simulation = simulationAt(() => nowMs);
    const fetch: ConnectorPorts['fetch'] = async (request) => {
      await simulation.fetch(request.clone());
      return simulation.fetch(request);
    };
    const operation = named(name);
    const answer = await compare(operation.connector(origin, portsTo(fetch)), operation);
    expect(answer).toMatchObject({ outcome: 'unauthorised', code });
  });

  it.each([
    ['aliyun ContrastFaceVerify', 'InvalidTimeStamp.Expired'],
    ['tencent ImageRecognitionV2', 'AuthFailure.SignatureExpire'],
    ['gateway, person, signed', 'http-401'],
  ])('%s: a request of half an hour ago', async (name, code) => {
    const simulation = simulationAt(() => nowMs + 1_800_000);
    const operation = named(name);
    const answer = await compare(
      operation.connector(
        origin,
        portsTo(async (request) => simulation.fetch(request)),
      ),
      operation,
    );
    expect(answer).toMatchObject({ outcome: 'unauthorised', code });
  });

  it('baidu: a token that expired, or that another server gave', async () => {
    let serverMs = nowMs;
    const simulation = simulationAt(() => serverMs);
    const url = `${origin}/sandbox/authority/baidu/rest/2.0/face/v3/person/idmatch?access_token=`;
    const codeWith = async (token: string) => {
      const answer = await simulation.fetch(new Request(url + token, { method: 'POST', body: '{}' }));
      return ((await answer.json()) as { error_code: number }).error_code;
    };
    const operation = named('baidu idmatch');
    expect(await codeWith('24.sandbox.0')).toBe(110);
    await compare(
      operation.connector(
        origin,
        portsTo(async (request) => simulation.fetch(request)),
      ),
      operation,
    );
    expect(await codeWith('24.sandbox.0')).toBe(216100);
    serverMs += 2_592_000_000;
    expect(await codeWith('24.sandbox.0')).toBe(111);
  });
});

describe('the agent of CTID', () => {
  const config = {
    ...sandboxCtid,
    codes: { 'sandbox-8': 'invalid-input' },
    endpoint: 'https://agent.example/idauth',
  } as const;
  const marked = { headers: { 'content-type': 'application/json', 'beihe-sandbox': 'true' } };
  const encrypted = (value: unknown) => new Response(encryptBody(value, sandboxCtid), marked);

  /** Answers by path, and keeps the paths that were called. */
  function agent(applied: object, now = () => nowMs) {
    const paths: string[] = [];
    const fetch: ConnectorPorts['fetch'] = async (request) => {
      const path = new URL(request.url).pathname;
      paths.push(path);
      if (path.endsWith('/getCode')) {
        return new Response(JSON.stringify({ code: '0', data: { token: 't', expireTime: now() + 600_000 } }), marked);
      }
      return encrypted(path.includes('/apply/') ? applied : { code: '0' });
    };
    return { paths, authority: ctid(config, portsTo(fetch, now)) };
  }
  const operation = named('ctid 0x42');
  const granted = { code: '0', data: { bizSerialNum: 'serial' } };

  it('is asked below its endpoint, with the mode that fits the question', async () => {
    const { paths, authority } = agent(granted);
    expect(await compare(authority, operation)).toMatchObject({ outcome: 'match', requestId: 'serial' });
    await compare(authority, named('ctid 0x40'));
    expect(paths).toEqual([
      '/idauth/auth/getCode',
      '/idauth/validateIdentity/apply/0x42',
      '/idauth/validateIdentity/request/0x42',
      '/idauth/validateIdentity/apply/0x40',
      '/idauth/validateIdentity/request/0x40',
    ]);
  });

  it('is not asked, and bills nothing, where it refuses the application', async () => {
    const { paths, authority } = agent({ code: 'sandbox-8', data: { bizSerialNum: 'serial' } });
    expect(await compare(authority, operation)).toMatchObject({ outcome: 'invalid-input', billed: 'no' });
    expect(paths).toHaveLength(2);
  });

  it('gives a new token shortly before the old one expires', async () => {
    let ourMs = nowMs;
    const { paths, authority } = agent(granted, () => ourMs);
    await compare(authority, operation);
    ourMs = nowMs + 539_999;
    await compare(authority, operation);
    ourMs = nowMs + 540_000;
    await compare(authority, operation);
    expect(paths.filter((path) => path.endsWith('getCode'))).toHaveLength(2);
  });

  it('lets no serial number be used twice', async () => {
    const simulation = simulationAt(() => nowMs);
    const headers = { authorization: 'sandbox-token-of-the-agent', appId: sandboxCtid.appId };
    const call = async (path: string, fields: object) => {
      const url = `${origin}/sandbox/authority/ctid/validateIdentity/${path}/0x40`;
      const body = encryptBody(fields, sandboxCtid);
      const answer = await simulation.fetch(new Request(url, { method: 'POST', headers, body }));
      return decryptBody(await answer.text(), sandboxCtid) as typeof granted;
    };
    const { data } = await call('apply', {});
    const asked = { bizSerialNum: data.bizSerialNum, name: '张三', number: '110101199003070134' };
    expect((await call('request', asked)).code).toBe('0');
    expect((await call('request', asked)).code).toBe('sandbox-8');
  });
});
