/**
 * Our signatures against the vendors' own packages: the same request has the same signature, and the simulations accept what the
 * vendors' own clients send.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto';
import { Agent } from 'node:http';
import { createRequire } from 'node:module';
import type * as OpenApi from '@alicloud/openapi-client';
import type * as OpenApiUtil from '@alicloud/openapi-util';
import type * as TencentCommon from 'tencentcloud-sdk-nodejs-common';
import type * as TencentSign from 'tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js';
import { afterEach, describe, expect, it } from 'vitest';
import { acs3Authorization, acs3Query } from '../../../../worker/authority/connector/acs3.ts';
import { tc3Authorization } from '../../../../worker/authority/connector/tc3.ts';
import { aliyunAnswer, sandboxAliyun } from '../../../../worker/sandbox/authority/aliyun.ts';
import { receivedInMemory } from '../../../contract/received.ts';
import { sandboxTencent, tencentAnswer } from '../../../../worker/sandbox/authority/tencent.ts';
import { testResidentId } from '../../../../worker/sandbox/authority/test-number.ts';
import { serve, type LocalServer } from './local-server.ts';

/** The packages are CommonJS, whose named exports an import does not see. */
const load = createRequire(import.meta.url);
const { default: Client, Config, Params, OpenApiRequest } = load('@alicloud/openapi-client') as typeof OpenApi;
const { default: openApiUtil } = load('@alicloud/openapi-util') as typeof OpenApiUtil;
const { CommonClient } = load('tencentcloud-sdk-nodejs-common') as typeof TencentCommon;
const { default: Sign } = load('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign.js') as typeof TencentSign;

const characters = [...'aZ09-_.~ !\'()*&=+%/?#@:;,"<>[]{}|\\^`é张𠮷　'];
const randomText = () =>
  Array.from({ length: randomInt(1, 24) }, () => characters[randomInt(characters.length)]).join('');
const randomName = () => `N${randomBytes(4).toString('hex')}`;
const rounds = Array.from({ length: 200 }, (_, n) => n);

describe('ACS3-HMAC-SHA256', () => {
  it.each(rounds)('is that of @alicloud/openapi-util, round %i', () => {
    const query = Object.fromEntries(Array.from({ length: randomInt(6) }, () => [randomName(), randomText()]));
    const contentDigest = createHash('sha256')
      .update(randomBytes(randomInt(64)))
      .digest('hex');
    const headers: Record<string, string> = {
      host: 'cloudauth.aliyuncs.com',
      'x-acs-action': randomName(),
      'x-acs-date': new Date(randomInt(2 ** 40)).toISOString(),
      'x-acs-signature-nonce': randomBytes(16).toString('hex'),
      'x-acs-content-sha256': contentDigest,
      'user-agent': 'not signed',
      ...(randomInt(2) && { 'content-type': 'application/x-www-form-urlencoded' }),
    };
    const [id, secret] = [randomName(), randomText()];
    const theirs = openApiUtil.getAuthorization(
      { method: 'POST', pathname: '/', query, headers } as never,
      'ACS3-HMAC-SHA256',
      contentDigest,
      id,
      secret,
    );
    const ours = acs3Authorization({ method: 'POST', path: '/', query, headers, contentDigest }, id, secret);
    expect(ours).toBe(theirs);
  });

  it('encodes a query as a URL reads it', () => {
    for (const text of rounds.map(randomText)) {
      expect(new URLSearchParams(acs3Query({ text })).get('text')).toBe(text);
    }
  });
});

describe('TC3-HMAC-SHA256', () => {
  it.each(rounds)('is that of tencentcloud-sdk-nodejs-common, round %i', () => {
    const timestampS = randomInt(2 ** 31);
    const fields = { [randomName()]: randomText(), [randomName()]: randomText() };
    const [secretId, secretKey] = [randomName(), randomText()];
    const contentType = 'application/json';
    const theirs = Sign.sign3({
      method: 'POST',
      url: 'https://faceid.tencentcloudapi.com/',
      payload: fields,
      timestamp: timestampS,
      service: 'faceid',
      secretId,
      secretKey,
      multipart: false,
      boundary: '',
      headers: { 'Content-Type': contentType },
    });
    const ours = tc3Authorization(
      {
        host: 'faceid.tencentcloudapi.com',
        path: '/',
        contentType,
        body: JSON.stringify(fields),
        timestampS,
        service: 'faceid',
      },
      secretId,
      secretKey,
    );
    expect(ours).toBe(theirs);
  });
});

describe('the simulation answers the vendor’s own client', () => {
  let server: LocalServer | undefined;
  afterEach(() => server?.close());
  const ports = { received: receivedInMemory(), now: Date.now, pause: () => Promise.resolve() };
  const number = testResidentId(1);

  it('of Alibaba Cloud', async () => {
    server = await serve((request) => aliyunAnswer(request, new Set(), new Set(), ports));
    const { accessKeyId, accessKeySecret } = sandboxAliyun;
    const endpoint = new URL(server.origin).host;
    const client = new Client(new Config({ accessKeyId, accessKeySecret, endpoint, protocol: 'HTTP' }));
    const params = new Params({
      action: 'Id2MetaVerify',
      version: '2019-03-07',
      protocol: 'HTTP',
      pathname: '/',
      method: 'POST',
      authType: 'AK',
      style: 'RPC',
      reqBodyType: 'formData',
      bodyType: 'json',
    });
    const body = { ParamType: 'normal', IdentifyNum: number, UserName: '张 三·*~' };
    const answer = await client.callApi(
      params,
      new OpenApiRequest({ body }),
      {} as Parameters<typeof client.callApi>[2],
    );
    expect(answer).toMatchObject({ statusCode: 200, body: { Code: '200', ResultObject: { BizCode: '2' } } });
    expect((await ports.received.list())[0]!.fields).toEqual(body);
  });

  it('of Tencent Cloud', async () => {
    server = await serve((request) => tencentAnswer(request, new Set(), ports));
    const { port } = new URL(server.origin);
    const { secretId, secretKey } = sandboxTencent;
    // The client takes the service from the first label of the name, so the name has to stay, whatever it resolves to.
    const agent = new Agent({
      lookup: (_, { all }, found) =>
        all ? found(null, [{ address: '127.0.0.1', family: 4 }]) : found(null, '127.0.0.1', 4),
    });
    const client = new CommonClient('faceid.tencentcloudapi.com', '2018-03-01', {
      credential: { secretId, secretKey },
      profile: { httpProfile: { protocol: 'http://', endpoint: `faceid.tencentcloudapi.invalid:${port}`, agent } },
    });
    const body = { IdCard: number, Name: '张三' };
    expect(await client.request('IdCardVerification', body)).toMatchObject({ Result: '-1' });
    expect((await ports.received.list())[0]!.fields).toEqual(body);
  });
});
