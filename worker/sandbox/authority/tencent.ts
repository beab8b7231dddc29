/** The simulated Tencent Cloud: ImageRecognitionV2 and IdCardVerification behind the signature TC3-HMAC-SHA256. */
import { tc3Authorization } from '../../authority/connector/tc3.ts';
import { jsonAnswer, play, type SimulationPorts, type Troubled } from './play.ts';
import type { Case } from './test-number.ts';

export const sandboxTencent = {
  kind: 'tencent',
  secretId: 'sandbox-secret-id',
  secretKey: 'sandbox-secret-key-known-to-everyone',
} as const;

interface TencentCase extends Case {
  /** Where the code is. */
  readonly in: 'Result' | 'Error';
  readonly score?: number;
}

const cases = (where: TencentCase['in'], gives: Case['gives'], ...codes: string[]): TencentCase[] =>
  codes.map((code) => ({ code, gives, in: where }));
const failed = (gives: Case['gives'], ...names: string[]) =>
  cases('Result', gives, ...names.map((name) => `FailedOperation.${name}`));

const errors: readonly TencentCase[] = [
  ...cases(
    'Error',
    'unauthorised',
    'AuthFailure.InvalidAuthorization',
    'AuthFailure.InvalidSecretId',
    'AuthFailure.SecretIdNotFound',
    'AuthFailure.SignatureExpire',
    'AuthFailure.SignatureFailure',
    'AuthFailure.TokenFailure',
    'AuthFailure.UnauthorizedOperation',
    'FailedOperation.StsUnAuthErrError',
    'OperationDenied',
    'UnauthorizedOperation',
    'UnauthorizedOperation.ActivateError',
    'UnauthorizedOperation.Activating',
    'UnauthorizedOperation.Arrears',
    'UnauthorizedOperation.NonAuthorize',
    'UnauthorizedOperation.Nonactivated',
    'UnsupportedOperation',
  ),
  ...cases('Error', 'rate-limited', 'RequestLimitExceeded', 'FailedOperation.RequestLimitExceeded'),
  ...cases('Error', 'invalid-input', 'InvalidParameter', 'InvalidParameterValue', 'MissingParameter'),
  ...cases(
    'Error',
    'source-down',
    'FailedOperation.DbError',
    'FailedOperation.DecryptSystemError',
    'FailedOperation.UnKnown',
    'InternalError',
    'InternalError.CompareFail',
    'InternalError.UnKnown',
    'ResourceUnavailable',
  ),
];

export const imageCases: readonly TencentCase[] = [
  { code: 'FailedOperation.IdNameMisMatch', gives: 'mismatch', wrong: ['name', 'number'], in: 'Result' },
  { code: 'FailedOperation.CompareLowSimilarity', gives: 'mismatch', wrong: ['portrait'], in: 'Result', score: 41.2 },
  { code: 'Success', gives: 'mismatch', wrong: ['portrait'], in: 'Result', score: 69.9 },
  ...failed('not-found', 'IdNoExistSystem'),
  ...failed('photo-unavailable', 'IdPhotoNoExist', 'IdPhotoPoorQuality'),
  ...failed('liveness-failed', 'LifePhotoDetectFake'),
  ...failed('quality-failed', 'LifePhotoPoorQuality', 'LifePhotoDetectFaces', 'LifePhotoDetectNoFaces'),
  ...failed('quality-failed', 'LifePhotoSizeError', 'CoveredFace', 'ImageBlur'),
  ...failed('quality-failed', 'ImageDecodeFailed', 'ImageSizeTooLarge', 'EmptyImageError'),
  ...failed('invalid-input', 'IdFormatError', 'NameFormatError'),
  ...failed('source-down', 'CompareFail', 'CompareLibServiceUnavailable', 'CompareSystemError'),
  ...failed('source-down', 'IdPhotoSystemNoanswer'),
  ...errors,
];

export const idCardCases: readonly TencentCase[] = [
  { code: '-1', gives: 'mismatch', wrong: ['name', 'number'], in: 'Result' },
  ...cases('Result', 'invalid-input', '-2', '-3'),
  ...cases('Result', 'source-down', '-4', '-6'),
  ...cases('Result', 'not-found', '-5'),
  ...cases('Result', 'rate-limited', '-7'),
  ...errors,
];

/** How far a request's time may lie from the server's clock: "5分钟". */
const freshS = 300;

export async function tencentAnswer(request: Request, troubled: Troubled, ports: SimulationPorts): Promise<Response> {
  const body = await request.text();
  const refusal = refusalOf(request, body, ports.now());
  if (refusal) return failure(refusal);
  const action = request.headers.get('x-tc-action') ?? '';
  if (!['ImageRecognitionV2', 'IdCardVerification'].includes(action)) return failure('InvalidAction');
  if (request.headers.get('x-tc-version') !== '2018-03-01') return failure('NoSuchVersion');
  const { ImageBase64: portrait, ...fields } = JSON.parse(body) as Record<string, string>;
  if (!fields['IdCard'] || !fields['Name'] || (action === 'ImageRecognitionV2' && !portrait)) {
    return failure('MissingParameter');
  }
  const hasPortrait = action === 'ImageRecognitionV2';
  const success = hasPortrait ? 'Success' : '0';
  const result = (code: string, score = hasPortrait ? 88.2 : undefined) =>
    jsonAnswer({ Response: { RequestId: requestId, Result: code, Sim: score, Description: 'sandbox' } });
  return play(
    {
      shape: 'tencent',
      operation: action,
      number: fields['IdCard'],
      fields,
      portrait,
      cases: hasPortrait ? imageCases : idCardCases,
      matchCode: success,
      answer: (answer: TencentCase | undefined) =>
        answer?.in === 'Error' ? failure(answer.code) : result(answer?.code ?? success, answer?.score),
      undocumented: () => result('FailedOperation.NobodyKnows'),
    },
    troubled,
    ports,
  );
}

function refusalOf(request: Request, body: string, nowMs: number): string | undefined {
  const { headers } = request;
  const authorization = headers.get('authorization') ?? '';
  const [, secretId] = /^TC3-HMAC-SHA256 Credential=([^/]+)\//.exec(authorization) ?? [];
  if (secretId === undefined) return 'AuthFailure.InvalidAuthorization';
  if (secretId !== sandboxTencent.secretId) return 'AuthFailure.SecretIdNotFound';
  const timestampS = Number(headers.get('x-tc-timestamp'));
  if (!(Math.abs(timestampS - nowMs / 1000) <= freshS)) return 'AuthFailure.SignatureExpire';
  const { hostname: host, pathname: path } = new URL(request.url);
  const contentType = headers.get('content-type') ?? '';
  const parts = { host, path, contentType, body, timestampS, service: 'faceid' };
  const expected = tc3Authorization(parts, secretId, sandboxTencent.secretKey);
  return authorization === expected ? undefined : 'AuthFailure.SignatureFailure';
}

const requestId = '5a4e0f2b-0000-4000-8000-5a4db0c5a4db';

const failure = (code: string): Response =>
  jsonAnswer({ Response: { RequestId: requestId, Error: { Code: code, Message: 'sandbox' } } });
