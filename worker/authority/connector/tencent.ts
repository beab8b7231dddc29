/**
 * Tencent Cloud Face ID (腾讯云人脸核身): persons by ImageRecognitionV2, or by IdCardVerification where there is no portrait. It
 * has no question about units.
 *
 * @see https://cloud.tencent.com/document/api/1007/102203
 * @see https://cloud.tencent.com/document/api/1007/33188
 */
import { z } from 'zod';
import { answerOf, refused, toAnswer } from '../answer.ts';
import type { Answer, Authority, PersonQuestion, Sending } from '../authority.ts';
import { endpoint } from '../endpoint.ts';
import { exchange, parsed, plainFailure } from '../exchange.ts';
import type { ConnectorPorts } from '../ports.ts';
import { portraitFor } from '../portrait.ts';
import { tc3Authorization } from './tc3.ts';
import { imageResults, nameResults, tencentErrors } from './tencent-codes.ts';

export const TencentConfig = z.strictObject({
  kind: z.literal('tencent'),
  secretId: z.string().min(1),
  secretKey: z.string().min(1),
  endpoint: endpoint.default('https://faceid.tencentcloudapi.com/'),
});
export type TencentConfig = z.infer<typeof TencentConfig>;

/** "Base64编码后的图片数据大小不超过3M" */
const portraitBounds = { maxCharacters: 3 * 1024 * 1024 };

/**
 * From here on two pictures are of one person, by the database's own document ("大于等于70时可判断为同一人"). It turns a success
 * with a lower similarity into a mismatch, and never a failure into a match.
 */
const threshold = 70;

export const tencent = (config: TencentConfig, ports: ConnectorPorts): Authority => ({
  name: 'tencent',
  async compare(question, sending) {
    if (question.kind === 'unit') return refused('units-not-compared');
    return question.portrait
      ? compareFace(question, question.portrait, sending, config, ports)
      : compareName(question, sending, config, ports);
  },
});

async function compareFace(
  { name, number }: PersonQuestion,
  jpeg: Uint8Array,
  sending: Sending,
  config: TencentConfig,
  ports: ConnectorPorts,
): Promise<Answer> {
  const portrait = portraitFor(jpeg, portraitBounds);
  if ('fault' in portrait) return refused(portrait.fault);
  const body = { IdCard: number, Name: name, ImageBase64: portrait.picture, Extra: sending.id };
  const { answer, result } = await send('ImageRecognitionV2', body, sending, config, ports);
  if (answer) return answer;
  const { Result: code, Sim: score, RequestId: requestId } = result;
  const details = { requestId, score, threshold };
  if (code !== 'Success') return answerOf(code, [imageResults, tencentErrors], details);
  if (score === undefined || score < threshold) {
    return toAnswer(code, { outcome: 'mismatch', billed: 'yes', wrong: ['portrait'] }, details);
  }
  return toAnswer(code, { outcome: 'match', billed: 'yes' }, details);
}

/** Name and number alone, of persons whose face nobody checks. */
async function compareName(
  { name, number }: PersonQuestion,
  sending: Sending,
  config: TencentConfig,
  ports: ConnectorPorts,
): Promise<Answer> {
  const { answer, result } = await send('IdCardVerification', { IdCard: number, Name: name }, sending, config, ports);
  if (answer) return answer;
  const { Result: code, RequestId: requestId } = result;
  if (code === '0') return toAnswer(code, { outcome: 'match', billed: 'yes' }, { requestId });
  return answerOf(code, [nameResults], { requestId });
}

type Sent = { answer: Answer; result?: never } | { answer?: never; result: z.infer<typeof Result> };

async function send(
  action: 'ImageRecognitionV2' | 'IdCardVerification',
  fields: Readonly<Record<string, string>>,
  sending: Sending,
  config: TencentConfig,
  ports: ConnectorPorts,
): Promise<Sent> {
  const url = new URL(config.endpoint);
  const body = JSON.stringify(fields);
  const contentType = 'application/json';
  const timestampS = Math.floor(ports.now() / 1000);
  const signed = { host: url.hostname, path: url.pathname, contentType, body, timestampS, service: 'faceid' };
  const request = new Request(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      'content-type': contentType,
      'x-tc-action': action,
      'x-tc-version': '2018-03-01',
      'x-tc-timestamp': String(timestampS),
      authorization: tc3Authorization(signed, config.secretId, config.secretKey),
    },
    body,
  });
  const reply = await exchange(request, ports, sending);
  if (reply.status === 429) return { answer: plainFailure(429, reply.retryAfterMs)! };
  const { Response: response } = parsed(Answered, reply);
  if (!('Error' in response)) return { result: response };
  const { RequestId: requestId, Error: error } = response;
  return { answer: answerOf(error.Code, [imageResults, tencentErrors], { requestId }) };
}

const Result = z.object({
  RequestId: z.string().optional(),
  Result: z.string(),
  Sim: z.number().optional(),
});
const Failure = z.object({ RequestId: z.string().optional(), Error: z.object({ Code: z.string() }) });
const Answered = z.object({ Response: z.union([Failure, Result]) });
