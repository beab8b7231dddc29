/** The simulated Alibaba Cloud: ContrastFaceVerify, Id2MetaVerify and EntElementVerify behind the signature of version 3. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { acs3Authorization } from '../../authority/connector/acs3.ts';
import { jsonAnswer, play, type SimulationPorts, type Troubled } from './play.ts';
import type { Case } from './test-number.ts';

export const sandboxAliyun = {
  kind: 'aliyun',
  accessKeyId: 'sandbox-access-key-id',
  accessKeySecret: 'sandbox-access-key-secret-known-to-everyone',
  sceneId: 1_000_000_006,
  sceneCode: 'sandbox',
} as const;

interface AliyunCase extends Case {
  /** Where the code is: in the verdict, in a whole answer without a verdict, or in an error of the gateway with this status. */
  readonly in: 'verdict' | 'answer' | number;
  /** Of a unit that disagrees. */
  readonly reasons?: string;
}

const verdict = (code: string, gives: Case['gives'], wrong?: Case['wrong']): AliyunCase => ({
  code,
  gives,
  in: 'verdict',
  ...(wrong && { wrong }),
});
const whole = (gives: Case['gives'], ...codes: string[]): AliyunCase[] =>
  codes.map((code) => ({ code, gives, in: 'answer' }));
const gateway = (status: number, gives: Case['gives'], ...codes: string[]): AliyunCase[] =>
  codes.map((code) => ({ code, gives, in: status }));

const ofTheGateway: readonly AliyunCase[] = [
  ...gateway(404, 'unauthorised', 'InvalidAccessKeyId.NotFound', 'InvalidAccessKeyId.Inactive'),
  ...gateway(400, 'unauthorised', 'InvalidAccessKeySecret', 'SignatureDoesNotMatch', 'IncompleteSignature'),
  ...gateway(400, 'unauthorised', 'SignatureNonceUsed', 'InvalidTimeStamp.Expired'),
  ...gateway(403, 'unauthorised', 'NoPermission', 'Forbidden.RAM'),
  ...gateway(403, 'unauthorised', 'Forbidden.AccountAccessDenied', 'Forbidden.RAMUserAccessDenied'),
  ...gateway(400, 'rate-limited', 'Throttling', 'Throttling.User', 'Throttling.Api'),
  ...gateway(503, 'source-down', 'ServiceUnavailable'),
  ...gateway(500, 'source-down', 'InternalError'),
  ...gateway(400, 'invalid-input', 'MissingParameter', 'InvalidParameter'),
];

export const faceCases: readonly AliyunCase[] = [
  verdict('201', 'mismatch', ['name', 'number']),
  verdict('202', 'not-found'),
  verdict('203', 'photo-unavailable'),
  verdict('204', 'mismatch', ['portrait']),
  verdict('205', 'liveness-failed'),
  verdict('206', 'unauthorised'),
  verdict('207', 'mismatch', ['portrait']),
  verdict('209', 'source-down'),
  ...whole('invalid-input', '400', '401'),
  ...whole('unauthorised', '402', '404', '410', '411', '412', '427'),
  ...whole('photo-unavailable', '417'),
  ...whole('rate-limited', '418'),
  ...whole('quality-failed', '419', '421'),
  ...whole('source-down', '500'),
  ...ofTheGateway,
];

export const nameCases: readonly AliyunCase[] = [
  verdict('2', 'mismatch', ['name', 'number']),
  verdict('3', 'not-found'),
  ...whole('invalid-input', '400', '401'),
  ...whole('source-down', '402', '500'),
  ...whole('rate-limited', '403'),
  ...whole('unauthorised', '410', '411', '412'),
  ...ofTheGateway,
];

export const unitCases: readonly AliyunCase[] = [
  { ...verdict('2', 'mismatch', ['name']), reasons: 'EntNameFlag' },
  { ...verdict('2', 'mismatch', ['legal-representative']), reasons: 'LegalPersonNameFlag' },
  { ...verdict('2', 'mismatch', ['number', 'legal-representative']), reasons: 'LicenseNoFlag,LegalPersonCertNoFlag' },
  verdict('2', 'mismatch'),
  verdict('3', 'not-found'),
  ...ofTheGateway,
];

/** Actions by name, each with its version and the fields that it cannot do without. */
const actions = {
  ContrastFaceVerify: {
    version: '2019-03-07',
    required: ['SceneId', 'OuterOrderNo', 'ProductCode', 'CertType', 'CertName', 'CertNo', 'FaceContrastPicture'],
    number: 'CertNo',
    cases: faceCases,
  },
  Id2MetaVerify: {
    version: '2019-03-07',
    required: ['ParamType', 'IdentifyNum', 'UserName'],
    number: 'IdentifyNum',
    cases: nameCases,
  },
  EntElementVerify: {
    version: '2022-11-25',
    required: [
      'SceneCode',
      'MerchantBizId',
      'MerchantUserId',
      'UserAuthorization',
      'InfoVerifyType',
      'LicenseNo',
      'EntName',
      'LegalPersonName',
    ],
    number: 'LicenseNo',
    cases: unitCases,
  },
} as const;
type Action = keyof typeof actions;
const isAction = (name: string | null): name is Action => name !== null && Object.hasOwn(actions, name);

/** How far a request's date may lie from the server's clock. */
const freshMs = 15 * 60_000;

/** @param nonces that were used, so that no request counts twice */
export async function aliyunAnswer(
  request: Request,
  troubled: Troubled,
  nonces: Set<string>,
  ports: SimulationPorts,
): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const refusal = refusalOf(request, body, nonces, ports.now());
  if (refusal) return failure(refusal.code, refusal.status);
  const action = request.headers.get('x-acs-action');
  if (!isAction(action) || request.headers.get('x-acs-version') !== actions[action].version) {
    return failure('InvalidAction.NotFound', 404);
  }
  const fields = { ...queryOf(request), ...Object.fromEntries(new URLSearchParams(new TextDecoder().decode(body))) };
  const { required, cases, number } = actions[action];
  if (required.some((name) => !fields[name])) return failure('MissingParameter', 400);
  const { FaceContrastPicture: portrait, ...shown } = fields;
  return play(
    {
      shape: 'aliyun',
      operation: action,
      number: fields[number]!,
      fields: shown,
      portrait,
      cases,
      matchCode: action === 'ContrastFaceVerify' ? '200' : '1',
      answer: (answer: AliyunCase | undefined) => answerOf(action, answer),
      undocumented: () => answerOf(action, { code: '999', gives: 'source-down', in: 'verdict' }),
    },
    troubled,
    ports,
  );
}

function answerOf(action: Action, answer: AliyunCase | undefined): Response {
  if (typeof answer?.in === 'number') return failure(answer.code, answer.in);
  const success = action === 'EntElementVerify' ? 'Success' : '200';
  const common = { RequestId: requestId, Message: 'sandbox', Code: answer?.in === 'answer' ? answer.code : success };
  if (answer?.in === 'answer') return jsonAnswer(common);
  if (action === 'ContrastFaceVerify') {
    const verifyScore = answer ? 41.27 : 92.41;
    const MaterialInfo = JSON.stringify({ faceAttack: 'F', facialPictureFront: { qualityScore: 88.36, verifyScore } });
    const result = { CertifyId: 'sandbox', Passed: answer ? 'F' : 'T', SubCode: answer?.code ?? '200', MaterialInfo };
    return jsonAnswer({ ...common, ResultObject: result });
  }
  const BizCode = answer?.code ?? '1';
  if (action === 'Id2MetaVerify') return jsonAnswer({ ...common, ResultObject: { BizCode } });
  const result = { BizCode, ReasonDetail: answer?.reasons, Status: '1', OpenTime: '2018-09-25/9999-09-09' };
  return jsonAnswer({ ...common, Result: result });
}

/** What the gateway checks before it passes a request on. */
function refusalOf(
  request: Request,
  body: Uint8Array,
  nonces: Set<string>,
  nowMs: number,
): { code: string; status: number } | undefined {
  const { headers } = request;
  const [, keyId, signedNames] =
    /^ACS3-HMAC-SHA256 Credential=([^,]*),SignedHeaders=([^,]*),Signature=/.exec(headers.get('authorization') ?? '') ??
    [];
  if (keyId === undefined || signedNames === undefined) return { code: 'IncompleteSignature', status: 400 };
  if (keyId !== sandboxAliyun.accessKeyId) return { code: 'InvalidAccessKeyId.NotFound', status: 404 };
  const url = new URL(request.url);
  const named = signedNames.split(';').map((name) => [name, name === 'host' ? url.host : (headers.get(name) ?? '')]);
  const contentDigest = bytesToHex(sha256(body));
  const expected = acs3Authorization(
    {
      method: request.method,
      path: url.pathname,
      query: queryOf(request),
      headers: Object.fromEntries(named) as Record<string, string>,
      contentDigest,
    },
    keyId,
    sandboxAliyun.accessKeySecret,
  );
  const isSigned = ['host', 'x-acs-action', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce'].every(
    (name) => signedNames.split(';').includes(name),
  );
  if (!isSigned || headers.get('x-acs-content-sha256') !== contentDigest) {
    return { code: 'IncompleteSignature', status: 400 };
  }
  if (headers.get('authorization') !== expected) return { code: 'SignatureDoesNotMatch', status: 400 };
  const atMs = Date.parse(headers.get('x-acs-date') ?? '');
  if (!(Math.abs(atMs - nowMs) <= freshMs)) return { code: 'InvalidTimeStamp.Expired', status: 400 };
  const nonce = headers.get('x-acs-signature-nonce') ?? '';
  if (nonces.has(nonce)) return { code: 'SignatureNonceUsed', status: 400 };
  nonces.add(nonce);
  return undefined;
}

const queryOf = (request: Request): Record<string, string> => Object.fromEntries(new URL(request.url).searchParams);

const requestId = '5A4E0F2B-0000-4000-8000-5A4DB0C5A4DB';

const failure = (code: string, status: number): Response =>
  jsonAnswer({ RequestId: requestId, HostId: 'sandbox', Code: code, Message: 'sandbox' }, status);
