/**
 * Alibaba Cloud ID Verification (阿里云实人认证): persons by ContrastFaceVerify, or by Id2MetaVerify where there is no portrait;
 * units by EntElementVerify with three elements.
 *
 * @see https://help.aliyun.com/zh/id-verification/financial-grade-id-verification/developer-reference/image-id-verification
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { ownValue } from '#protocol/own.ts';
import type { ComparedFact } from '#protocol/case/comparison.ts';
import { answerOf, refused, toAnswer, type CodeTable } from '../answer.ts';
import type { Answer, Authority, PersonQuestion, Sending, UnitQuestion } from '../authority.ts';
import { endpoint } from '../endpoint.ts';
import { exchange, parsed, plainFailure, unanswered, type Reply } from '../exchange.ts';
import type { ConnectorPorts } from '../ports.ts';
import { portraitFor } from '../portrait.ts';
import { acs3Authorization, acs3Query, hexDigest } from './acs3.ts';
import { faceCodes, faceVerdicts, gatewayCodes, nameCodes, nameVerdicts, unitVerdicts } from './aliyun-codes.ts';

export const AliyunConfig = z.strictObject({
  kind: z.literal('aliyun'),
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
  /** Of the console's scene for ContrastFaceVerify. */
  sceneId: z.int().positive(),
  /** The account's own name of the scene for EntElementVerify. */
  sceneCode: z.string().regex(/^\w{1,32}$/, { error: 'expected 1 to 32 letters, digits and underscores' }),
  endpoint: endpoint.default('https://cloudauth.aliyuncs.com/'),
});
export type AliyunConfig = z.infer<typeof AliyunConfig>;

/** "照片大小需要小于1 MB", at least 640×480 and at most 1920×1080 (高*宽). The size is held for the text that is sent. */
const portraitBounds = {
  maxCharacters: 1024 * 1024 - 1,
  shortSidePx: { min: 480, max: 1080 },
  longSidePx: { min: 640, max: 1920 },
};

interface Call {
  readonly action: 'ContrastFaceVerify' | 'Id2MetaVerify' | 'EntElementVerify';
  readonly version: '2019-03-07' | '2022-11-25';
  readonly query?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
}

export const aliyun = (config: AliyunConfig, ports: ConnectorPorts): Authority => ({
  name: 'aliyun',
  async compare(question, sending) {
    if (question.kind === 'unit') return compareUnit(question, sending, config, ports);
    if (question.portrait) return compareFace(question, question.portrait, sending, config, ports);
    return compareName(question, sending, config, ports);
  },
});

async function compareFace(
  { name, number }: PersonQuestion,
  jpeg: Uint8Array,
  sending: Sending,
  config: AliyunConfig,
  ports: ConnectorPorts,
): Promise<Answer> {
  const portrait = portraitFor(jpeg, portraitBounds);
  if ('fault' in portrait) return refused(portrait.fault);
  const reply = await send(
    {
      action: 'ContrastFaceVerify',
      version: '2019-03-07',
      query: { Model: 'FRONT_CAMERA_LIVENESS' },
      form: {
        SceneId: String(config.sceneId),
        OuterOrderNo: sending.id,
        ProductCode: 'ID_MIN',
        CertType: 'IDENTITY_CARD',
        CertName: name,
        CertNo: number,
        FaceContrastPicture: portrait.picture,
      },
    },
    sending,
    config,
    ports,
  );
  const { RequestId: requestId, Code: code, ResultObject: result } = parsed(FaceReply, reply);
  if (code !== '200' || !result) return notAnswered(code, reply, [faceCodes, gatewayCodes], requestId);
  const details = { requestId, score: scoreOf(result.MaterialInfo) };
  const failure = ownValue(faceVerdicts, result.SubCode);
  if (result.Passed === 'F') return answerOf(result.SubCode, [faceVerdicts], details);
  // The database says that Passed decides. Where SubCode says the contrary, nobody knows what it found.
  if (failure) return { ...unanswered('answer-contradictory'), ...(requestId !== undefined && { requestId }) };
  return toAnswer(result.SubCode, { outcome: 'match', billed: 'yes' }, details);
}

/** Name and number alone, of persons whose face nobody checks, such as a legal representative who is not in charge. */
async function compareName(
  { name, number }: PersonQuestion,
  sending: Sending,
  config: AliyunConfig,
  ports: ConnectorPorts,
): Promise<Answer> {
  const form = { ParamType: 'normal', IdentifyNum: number, UserName: name };
  const reply = await send({ action: 'Id2MetaVerify', version: '2019-03-07', form }, sending, config, ports);
  const { RequestId: requestId, Code: code, ResultObject: result } = parsed(NameReply, reply);
  if (code !== '200' || !result) return notAnswered(code, reply, [nameCodes, gatewayCodes], requestId);
  if (result.BizCode === '1') return toAnswer('1', { outcome: 'match', billed: 'yes' }, { requestId });
  return answerOf(result.BizCode, [nameVerdicts], { requestId });
}

async function compareUnit(
  { name, creditCode, legalRepresentative }: UnitQuestion,
  sending: Sending,
  config: AliyunConfig,
  ports: ConnectorPorts,
): Promise<Answer> {
  const query = {
    SceneCode: config.sceneCode,
    MerchantBizId: sending.id,
    MerchantUserId: sending.id,
    // Nothing is compared without the person's consent.
    UserAuthorization: '1',
    InfoVerifyType: 'ENT_3META',
    LicenseNo: creditCode,
    EntName: name,
    LegalPersonName: legalRepresentative,
  };
  const reply = await send({ action: 'EntElementVerify', version: '2022-11-25', query }, sending, config, ports);
  const { RequestId: requestId, Code: code, Result: result } = parsed(UnitReply, reply);
  if ((code !== 'Success' && code !== '200') || !result) return notAnswered(code, reply, [gatewayCodes], requestId);
  const details = { requestId, unitStatus: result.Status };
  if (result.BizCode === '1') return toAnswer('1', { outcome: 'match', billed: 'yes' }, details);
  const wrong = wrongIn(result.ReasonDetail);
  return { ...answerOf(result.BizCode, [unitVerdicts], details), ...(wrong.length > 0 && { wrong }) };
}

const factByFlag: Readonly<Record<string, ComparedFact>> = {
  EntNameFlag: 'name',
  LicenseNoFlag: 'number',
  LegalPersonNameFlag: 'legal-representative',
  LegalPersonCertNoFlag: 'legal-representative',
};

const wrongIn = (reasons = ''): ComparedFact[] => [
  ...new Set(reasons.split(',').flatMap((flag) => ownValue(factByFlag, flag.trim()) ?? [])),
];

async function send(
  { action, version, query = {}, form }: Call,
  sending: Sending,
  config: AliyunConfig,
  ports: ConnectorPorts,
): Promise<Reply> {
  const url = new URL(config.endpoint);
  url.search = acs3Query(query);
  const body = form === undefined ? '' : acs3Query(form);
  const contentDigest = hexDigest(body);
  const headers = {
    'x-acs-action': action,
    'x-acs-version': version,
    'x-acs-date': `${new Date(ports.now()).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': bytesToHex(ports.random(16)),
    'x-acs-content-sha256': contentDigest,
    ...(form && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  const signed = {
    method: 'POST',
    path: url.pathname,
    query,
    headers: { ...headers, host: url.host },
    contentDigest,
  };
  const request = new Request(url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...headers,
      accept: 'application/json',
      authorization: acs3Authorization(signed, config.accessKeyId, config.accessKeySecret),
    },
    body,
  });
  return exchange(request, ports, sending);
}

/** @param code of the whole answer, where it has no verdict */
function notAnswered(code: string, reply: Reply, tables: readonly CodeTable[], requestId?: string): Answer {
  if (reply.status === 429) return { ...plainFailure(429, reply.retryAfterMs)!, code };
  return answerOf(code, tables, { requestId, retryAfterMs: reply.retryAfterMs });
}

/** Numbers, because some services write the code as one. */
const text = z.union([z.string(), z.number()]).transform(String);
const common = { RequestId: z.string().optional(), Code: text };

const FaceReply = z.object({
  ...common,
  ResultObject: z.object({ Passed: z.enum(['T', 'F']), SubCode: text, MaterialInfo: z.string().nullish() }).nullish(),
});
const NameReply = z.object({ ...common, ResultObject: z.object({ BizCode: text }).nullish() });
const UnitReply = z.object({
  ...common,
  Result: z
    .object({
      BizCode: text,
      ReasonDetail: z.string().nullish().transform(given),
      Status: z.string().max(64).nullish().transform(given),
    })
    .nullish(),
});

function given(value: string | null | undefined): string | undefined {
  return value ?? undefined;
}

const Material = z.object({ facialPictureFront: z.object({ verifyScore: z.number() }) });

/** The similarity, from JSON inside the JSON. It decides nothing, so an odd form of it is no fault. */
function scoreOf(materialInfo: string | null | undefined): number | undefined {
  try {
    return Material.parse(JSON.parse(materialInfo ?? '')).facialPictureFront.verifyScore;
  } catch {
    return undefined;
  }
}
