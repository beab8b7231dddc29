/**
 * Baidu AI Cloud (百度智能云): persons by 人脸实名认证 V4, or by name and number alone (idmatch); units by 企业四要素核验, which needs
 * the number of the legal representative's identity card.
 *
 * @see https://ai.baidu.com/ai-doc/FACE/Cktmsru8w
 * @see https://cloud.baidu.com/doc/OCR/s/7l9nz69kp
 */
import { z } from 'zod';
import type { ComparedFact } from '#protocol/case/comparison.ts';
import { answerOf, refused, toAnswer } from '../answer.ts';
import { Unanswered, type Answer, type Authority, type Question, type Sending } from '../authority.ts';
import { endpoint } from '../endpoint.ts';
import { beforehand, exchange, parsed, plainFailure, unanswered } from '../exchange.ts';
import type { ConnectorPorts } from '../ports.ts';
import { portraitFor } from '../portrait.ts';
import { baiduErrors, tokenErrors, verifyStatuses } from './baidu-codes.ts';

export const BaiduConfig = z.strictObject({
  kind: z.literal('baidu'),
  apiKey: z.string().min(1),
  secretKey: z.string().min(1),
  endpoint: endpoint.default('https://aip.baidubce.com/'),
});
export type BaiduConfig = z.infer<typeof BaiduConfig>;

/** "编码后的图片大小不超过2M" */
const portraitBounds = { maxCharacters: 2 * 1024 * 1024 };

/**
 * The database gives a similarity and no verdict; above this one it calls the two the same person ("推荐阈值80，超过即判断为同一人").
 */
const threshold = 80;

/** A token is renewed this long before it expires, so that it does not expire on its way. */
const marginMs = 60_000;

interface Call {
  readonly path: string;
  readonly body: string;
  readonly contentType: string;
}

export function baidu(config: BaiduConfig, ports: ConnectorPorts): Authority {
  /** Kept until it expires, or is refused. */
  let token: Token | undefined;

  async function replyTo({ path, body, contentType }: Call, sending: Sending): Promise<Record<string, unknown>> {
    if (!token || ports.now() >= token.expiresAtMs - marginMs)
      token = await beforehand(newToken(config, ports, sending));
    const url = urlOf(config, path);
    url.searchParams.set('access_token', token.value);
    const headers = { 'content-type': contentType };
    const reply = await exchange(
      new Request(url, { method: 'POST', redirect: 'manual', headers, body }),
      ports,
      sending,
    );
    if (reply.status === 429) throw new Unanswered(plainFailure(429, reply.retryAfterMs)!);
    return parsed(AnyReply, reply);
  }

  return {
    name: 'baidu',
    async compare(question, sending) {
      const call = callOf(question);
      if ('fault' in call) return refused(call.fault);
      let reply = await replyTo(call, sending);
      if (tokenIsRefused(reply)) {
        // The question was not looked at, so it is sent again with a new token.
        token = undefined;
        reply = await replyTo(call, sending);
      }
      return question.kind === 'unit' ? unitAnswer(reply) : personAnswer(reply, question.portrait !== undefined);
    },
  };
}

function callOf(question: Question): Call | { readonly fault: string } {
  if (question.kind === 'unit') {
    const {
      name: company,
      creditCode: regnum,
      legalRepresentative: name,
      legalRepresentativeNumber: idcard,
    } = question;
    if (idcard === undefined) return { fault: 'legal-representative-number-missing' };
    return {
      path: 'rest/2.0/ocr/v1/four_factors_verification',
      body: new URLSearchParams({ name, idcard, company, regnum }).toString(),
      contentType: 'application/x-www-form-urlencoded',
    };
  }
  const who = { id_card_number: question.number, name: question.name };
  if (!question.portrait) return json('rest/2.0/face/v3/person/idmatch', who);
  const portrait = portraitFor(question.portrait, portraitBounds);
  if ('fault' in portrait) return portrait;
  return json('rest/2.0/face/v4/mingjing/verify', {
    ...who,
    image: portrait.picture,
    image_type: 'BASE64',
    quality_control: 'NORMAL',
    liveness_control: 'NORMAL',
  });
}

const json = (path: string, body: object): Call => ({
  path,
  body: JSON.stringify(body),
  contentType: 'application/json',
});

function personAnswer(reply: Record<string, unknown>, hasPortrait: boolean): Answer {
  const { error_code: code, log_id: requestId, result } = shaped(PersonReply, reply);
  if (code !== '0') return answerOf(code, [baiduErrors], { requestId });
  if (!hasPortrait) return toAnswer(code, { outcome: 'match', billed: 'yes' }, { requestId });
  const { verify_status: status, score } = shaped(PersonResult, result);
  if (status !== '0') return answerOf(status, [verifyStatuses], { requestId });
  const details = { requestId, score, threshold };
  if (score > threshold) return toAnswer(code, { outcome: 'match', billed: 'yes' }, details);
  return toAnswer(code, { outcome: 'mismatch', billed: 'yes', wrong: ['portrait'] }, details);
}

/** Each fact is 1 (agrees), 0 (does not agree) or 2 (cannot be compared). */
function unitAnswer(reply: Record<string, unknown>): Answer {
  const { error_code: error, log_id: requestId, words_result: result } = shaped(UnitReply, reply);
  if (error !== undefined && error !== '0') return answerOf(error, [baiduErrors], { requestId });
  const { verifyresult: code, ...matches } = shaped(UnitResult, result);
  if (code === '1') return toAnswer(code, { outcome: 'match', billed: 'yes' }, { requestId });
  if (code !== '0') return answerOf(code, [], { requestId });
  const { companymatch, regnummatch, namematch, idcardmatch } = matches;
  if (companymatch === '2' && regnummatch === '2') {
    return toAnswer(code, { outcome: 'not-found', billed: 'possibly' }, { requestId });
  }
  const wrong: ComparedFact[] = [];
  if (companymatch === '0') wrong.push('name');
  if (regnummatch === '0') wrong.push('number');
  if (namematch === '0' || idcardmatch === '0') wrong.push('legal-representative');
  return toAnswer(code, { outcome: 'mismatch', billed: 'yes', ...(wrong.length > 0 && { wrong }) }, { requestId });
}

/** Paths are below the endpoint, whatever path it has itself. */
const urlOf = ({ endpoint: base }: BaiduConfig, path: string): URL =>
  new URL(path, base.endsWith('/') ? base : `${base}/`);

const tokenIsRefused = ({ error_code: code }: Record<string, unknown>): boolean =>
  String(code) === '110' || String(code) === '111';

interface Token {
  readonly value: string;
  readonly expiresAtMs: number;
}

async function newToken(config: BaiduConfig, ports: ConnectorPorts, sending: Sending): Promise<Token> {
  // In the body and not in the address, because addresses are logged.
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: config.apiKey,
    client_secret: config.secretKey,
  });
  const request = new Request(urlOf(config, 'oauth/2.0/token'), { method: 'POST', redirect: 'manual', body });
  const answer = parsed(TokenReply, await exchange(request, ports, sending));
  if ('error' in answer) throw new Unanswered(answerOf(answer.error, [tokenErrors]));
  return { value: answer.access_token, expiresAtMs: ports.now() + answer.expires_in * 1000 };
}

/** @throws Unanswered unless the value has this shape */
function shaped<T>(schema: z.ZodType<T>, value: unknown): T {
  const answer = schema.safeParse(value);
  if (!answer.success) throw new Unanswered(unanswered('answer-shape'));
  return answer.data;
}

/** Numbers, because codes and ids come as either. */
const text = z.union([z.string(), z.number()]).transform(String);

const TokenReply = z.union([
  z.object({ access_token: z.string().min(1), expires_in: z.number().positive() }),
  z.object({ error: z.string() }),
]);
const AnyReply = z.record(z.string(), z.unknown());
const PersonReply = z.object({ error_code: text, log_id: text.optional(), result: z.unknown().optional() });
const PersonResult = z.object({ verify_status: text, score: z.number() });
const UnitReply = z.object({
  error_code: text.optional(),
  log_id: text.optional(),
  words_result: z.unknown().optional(),
});
const match = text.optional();
const UnitResult = z.object({
  verifyresult: text,
  namematch: match,
  idcardmatch: match,
  companymatch: match,
  regnummatch: match,
});
