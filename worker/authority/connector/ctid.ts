/**
 * An agent of CTID (公安部第一研究所可信身份认证平台, by 数字公民): apply for a serial number, then have the identity validated, with mode
 * 0x42 (name, number and face) or 0x40 (name and number). Bodies are encrypted. It has no question about units.
 *
 * Of the codes, the agent's public document has only "0", success. What the others mean is in the contract with the agent, so they
 * are part of the configuration; a code that is not there counts as one that no document has.
 *
 * @see https://www.kancloud.cn/dooooood/ctid_identity_service_open/867018
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { outcomes } from '#protocol/case/comparison.ts';
import { answerOf, refused, toAnswer, type CodeTable } from '../answer.ts';
import { Unanswered, type Answer, type Authority, type PersonQuestion, type Sending } from '../authority.ts';
import { endpoint } from '../endpoint.ts';
import { beforehand, exchange, parsed, plainFailure, unanswered } from '../exchange.ts';
import type { ConnectorPorts } from '../ports.ts';
import { portraitFor } from '../portrait.ts';
import { decryptBody, encryptBody } from './aes.ts';

const sixteenBytes = z.string().refine((text) => utf8ToBytes(text).length === 16, { error: 'expected 16 bytes' });

export const CtidConfig = z.strictObject({
  kind: z.literal('ctid'),
  appId: z.string().min(1),
  appSecret: z.string().min(1),
  /** Of the bodies. */
  key: sixteenBytes,
  iv: sixteenBytes,
  /** What the agent's codes mean, by its contract. No code but "0" can mean a match. */
  codes: z.record(z.string().regex(/^(?!0$)/), z.enum(outcomes).exclude(['match'])).default({}),
  endpoint: endpoint.default('https://open.digitalcitizen.com.cn:7280/idauth/'),
});
export type CtidConfig = z.infer<typeof CtidConfig>;

/** The agent advises 640×480 and about 50 KB, and states no limit. */
const portraitBounds = { maxCharacters: 1024 * 1024 };

/** An access token is renewed this long before it expires. */
const marginMs = 60_000;

export function ctid(config: CtidConfig, ports: ConnectorPorts): Authority {
  let token: Token | undefined;
  const meanings: CodeTable = Object.fromEntries(
    Object.entries(config.codes).map(([code, outcome]) => [code, { outcome, billed: 'possibly' }]),
  );

  /** One step of an identification. @returns the decrypted answer */
  async function step(path: string, fields: object, sending: Sending): Promise<z.infer<typeof StepReply>> {
    token =
      token && ports.now() < token.expiresAtMs - marginMs ? token : await beforehand(newToken(config, ports, sending));
    const request = new Request(urlOf(config, path), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', authorization: token.value, appId: config.appId },
      body: encryptBody(fields, config),
    });
    const { status, text, retryAfterMs } = await exchange(request, ports, sending);
    const failure = plainFailure(status, retryAfterMs);
    if (failure) throw new Unanswered(failure);
    const answer = StepReply.safeParse(decryptBody(text, config));
    if (!answer.success) throw new Unanswered(unanswered('answer-undecryptable'));
    return answer.data;
  }

  async function identify(
    { name, number }: PersonQuestion,
    mode: '0x40' | '0x42',
    photo: { readonly photoData?: string },
    sending: Sending,
  ): Promise<Answer> {
    const applied = await beforehand(step(`validateIdentity/apply/${mode}`, {}, sending));
    const requestId = applied.data?.bizSerialNum;
    if (applied.code !== '0' || requestId === undefined) {
      return { ...answerOf(applied.code, [meanings], { requestId }), billed: 'no' };
    }
    const fields = { bizSerialNum: requestId, name, number, ...photo };
    const { code } = await step(`validateIdentity/request/${mode}`, fields, sending);
    if (code === '0') return toAnswer(code, { outcome: 'match', billed: 'yes' }, { requestId });
    return answerOf(code, [meanings], { requestId });
  }

  return {
    name: 'ctid',
    async compare(question, sending) {
      if (question.kind === 'unit') return refused('units-not-compared');
      if (!question.portrait) return identify(question, '0x40', {}, sending);
      const portrait = portraitFor(question.portrait, portraitBounds);
      if ('fault' in portrait) return refused(portrait.fault);
      return identify(question, '0x42', { photoData: portrait.picture }, sending);
    },
  };
}

interface Token {
  readonly value: string;
  readonly expiresAtMs: number;
}

async function newToken(config: CtidConfig, ports: ConnectorPorts, sending: Sending): Promise<Token> {
  const { appId, appSecret } = config;
  const request = new Request(urlOf(config, 'auth/getCode'), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ appId, appSecret }),
  });
  const { code, data } = parsed(TokenReply, await exchange(request, ports, sending));
  if (code !== '0' || !data) throw new Unanswered(toAnswer(code, { outcome: 'unauthorised', billed: 'no' }));
  return { value: data.token, expiresAtMs: data.expireTime };
}

const urlOf = ({ endpoint: base }: CtidConfig, path: string): URL =>
  new URL(path, base.endsWith('/') ? base : `${base}/`);

const text = z.union([z.string(), z.number()]).transform(String);
const TokenReply = z.object({
  code: text,
  data: z.object({ token: z.string().min(1), expireTime: z.coerce.number() }).nullish(),
});
const StepReply = z.object({ code: text, data: z.object({ bizSerialNum: z.string().optional() }).nullish() });
