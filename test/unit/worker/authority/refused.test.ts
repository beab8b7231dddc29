/** What a connector refuses before it sends anything, and what it makes of answers that contradict themselves. */
import { describe, expect, it } from 'vitest';
import type { Authority, Question } from '../../../../worker/authority/authority.ts';
import { aliyun } from '../../../../worker/authority/connector/aliyun.ts';
import { baidu } from '../../../../worker/authority/connector/baidu.ts';
import { ctid } from '../../../../worker/authority/connector/ctid.ts';
import { gateway } from '../../../../worker/authority/connector/gateway.ts';
import { tencent } from '../../../../worker/authority/connector/tencent.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';
import { sandboxAliyun } from '../../../../worker/sandbox/authority/aliyun.ts';
import { sandboxBaidu } from '../../../../worker/sandbox/authority/baidu.ts';
import { sandboxCtid } from '../../../../worker/sandbox/authority/ctid.ts';
import { sandboxGateway } from '../../../../worker/sandbox/authority/gateway.ts';
import { sandboxTencent } from '../../../../worker/sandbox/authority/tencent.ts';
import { jpegOf, portrait } from './portrait.ts';

const endpoint = 'https://database.example/';
const ports = (fetch: ConnectorPorts['fetch']): ConnectorPorts => ({
  fetch,
  random: (length) => new Uint8Array(length),
  now: () => 0,
  sandbox: false,
});
const unreachable = ports(async () => {
  throw new Error('something was sent');
});
const answering = (...bodies: unknown[]) => ports(async () => Response.json(bodies.shift()));
const compare = (authority: Authority, question: Question) =>
  authority.compare(question, { id: 'a1', signal: new AbortController().signal });

const person = (jpeg: Uint8Array): Question => ({
  kind: 'person',
  name: '张三',
  number: '11010119491001001X',
  portrait: jpeg,
});
const unit: Question = {
  kind: 'unit',
  name: '示例公司',
  creditCode: '91110101MA0000015M',
  legalRepresentative: '李四',
};

const connectors = {
  aliyun: (by: ConnectorPorts) => aliyun({ ...sandboxAliyun, endpoint }, by),
  tencent: (by: ConnectorPorts) => tencent({ ...sandboxTencent, endpoint }, by),
  baidu: (by: ConnectorPorts) => baidu({ ...sandboxBaidu, endpoint }, by),
  ctid: (by: ConnectorPorts) => ctid({ ...sandboxCtid, codes: {}, endpoint }, by),
  gateway: (by: ConnectorPorts) => gateway({ ...sandboxGateway, endpoint }, by),
};

describe('before anything is sent', () => {
  it.each([
    ['aliyun', jpegOf(640, 480, 800_000), 'portrait-too-large'],
    ['aliyun', jpegOf(639, 480), 'portrait-too-small'],
    ['aliyun', jpegOf(640, 479), 'portrait-too-small'],
    ['aliyun', jpegOf(1921, 1080), 'portrait-too-many-pixels'],
    ['aliyun', jpegOf(1920, 1081), 'portrait-too-many-pixels'],
    ['aliyun', new Uint8Array([1, 2, 3]), 'portrait-not-jpeg'],
    ['tencent', jpegOf(640, 480, 2_400_000), 'portrait-too-large'],
    ['tencent', new Uint8Array(), 'portrait-not-jpeg'],
    ['baidu', jpegOf(640, 480, 1_600_000), 'portrait-too-large'],
    ['ctid', jpegOf(640, 480, 800_000), 'portrait-too-large'],
  ] as const)('%s refuses a portrait: %#', async (name, jpeg, code) => {
    expect(await compare(connectors[name](unreachable), person(jpeg))).toEqual({
      outcome: 'invalid-input',
      code,
      billed: 'no',
    });
  });

  it.each(['tencent', 'ctid'] as const)('%s refuses a unit, which it has no question about', async (name) => {
    expect(await compare(connectors[name](unreachable), unit)).toMatchObject({
      code: 'units-not-compared',
      billed: 'no',
    });
  });

  it('baidu refuses a unit without the number of its legal representative', async () => {
    expect(await compare(connectors.baidu(unreachable), unit)).toMatchObject({
      code: 'legal-representative-number-missing',
    });
  });

  it('the largest and the smallest portraits are sent', async () => {
    const match = () => answering({ Code: '200', ResultObject: { Passed: 'T', SubCode: '200' } });
    for (const jpeg of [jpegOf(480, 640), jpegOf(1080, 1920), jpegOf(640, 480, 700_000)]) {
      expect(await compare(connectors.aliyun(match()), person(jpeg))).toMatchObject({ outcome: 'match' });
    }
  });
});

describe('an answer that contradicts itself is never a match', () => {
  it.each([
    ['passed, with the code of another face', { Passed: 'T', SubCode: '204' }],
    ['not passed, with the code of a success', { Passed: 'F', SubCode: '200' }],
  ])('aliyun: %s', async (_, ResultObject) => {
    const answer = await compare(connectors.aliyun(answering({ Code: '200', ResultObject })), person(portrait));
    expect(answer.outcome).toBe('source-down');
  });

  it.each([
    ['success without a verdict', { Code: '200' }],
    ['a verdict with an error', { Code: '401', ResultObject: { Passed: 'T', SubCode: '200' } }],
  ])('aliyun: %s', async (_, body) => {
    const answer = await compare(connectors.aliyun(answering(body)), person(portrait));
    expect(answer.outcome).not.toBe('match');
  });

  it('tencent: success without a similarity', async () => {
    const answer = await compare(connectors.tencent(answering({ Response: { Result: 'Success' } })), person(portrait));
    expect(answer.outcome).toBe('mismatch');
  });

  it.each([
    ['no score', { verify_status: 0 }],
    ['no status', { score: 99 }],
    ['a score that is text', { verify_status: 0, score: '99' }],
  ])('baidu: %s', async (_, result) => {
    const asked = compare(
      connectors.baidu(answering({ access_token: 't', expires_in: 9 }, { error_code: 0, result })),
      person(portrait),
    );
    await expect(asked).rejects.toMatchObject({ answer: { code: 'answer-shape' } });
  });

  it('gateway: a match with fields that nobody knows, or without a code', async () => {
    for (const body of [
      { outcome: 'match', billed: 'yes' },
      { outcome: 'match', code: 1, billed: 'yes' },
      'match',
      null,
    ]) {
      await expect(compare(connectors.gateway(answering(body)), person(portrait))).rejects.toMatchObject({
        answer: { code: 'answer-shape' },
      });
    }
  });
});

describe('an access token', () => {
  const verdict = { error_code: 0, result: { verify_status: 0, score: 91 } };

  /** Counts the tokens that were fetched, and answers each question by `answers` in turn. */
  const baiduWith = (now: () => number, ...answers: unknown[]) => {
    const seen = { tokens: 0, questions: [] as (string | null)[] };
    const fetch: ConnectorPorts['fetch'] = async ({ url }) => {
      if (url.includes('/oauth/')) return Response.json({ access_token: `t${(seen.tokens += 1)}`, expires_in: 3_600 });
      seen.questions.push(new URL(url).searchParams.get('access_token'));
      return Response.json(answers.shift());
    };
    return { seen, authority: connectors.baidu({ ...ports(fetch), now }) };
  };

  it('is kept until shortly before it expires', async () => {
    let nowMs = 0;
    const { seen, authority } = baiduWith(() => nowMs, verdict, verdict, verdict);
    await compare(authority, person(portrait));
    nowMs = 3_539_999;
    await compare(authority, person(portrait));
    nowMs = 3_540_000;
    await compare(authority, person(portrait));
    expect(seen).toEqual({ tokens: 2, questions: ['t1', 't1', 't2'] });
  });

  it.each([110, 111])(
    'is renewed when it is refused with %i, and the question is sent again with the new one',
    async (code) => {
      const { seen, authority } = baiduWith(() => 0, { error_code: code }, verdict);
      expect(await compare(authority, person(portrait))).toMatchObject({ outcome: 'match' });
      expect(seen).toEqual({ tokens: 2, questions: ['t1', 't2'] });
    },
  );

  it('is renewed once, not for ever', async () => {
    const { seen, authority } = baiduWith(() => 0, { error_code: 110 }, { error_code: 110 });
    expect(await compare(authority, person(portrait))).toMatchObject({ outcome: 'unauthorised', code: '110' });
    expect(seen.tokens).toBe(2);
  });
});
