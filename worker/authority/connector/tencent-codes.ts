/**
 * Tencent Cloud's codes, of an error or in `Result`. Codes of videos, cards and apps are left out.
 *
 * @see https://cloud.tencent.com/api/error-center?product=faceid
 */
import { rows, type CodeTable } from '../answer.ts';

/** Of every call. */
export const tencentErrors: CodeTable = {
  ...rows(
    { outcome: 'unauthorised', billed: 'no' },
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
  ...rows({ outcome: 'rate-limited', billed: 'no' }, 'RequestLimitExceeded', 'FailedOperation.RequestLimitExceeded'),
  ...rows({ outcome: 'invalid-input', billed: 'no' }, 'InvalidParameter', 'InvalidParameterValue', 'MissingParameter'),
  ...rows(
    { outcome: 'source-down', billed: 'no' },
    'FailedOperation.DbError',
    'FailedOperation.DecryptSystemError',
    'FailedOperation.UnKnown',
    'InternalError',
    'InternalError.UnKnown',
    'ResourceUnavailable',
  ),
};

/** `Result` of ImageRecognitionV2, which also come as errors. */
export const imageResults: CodeTable = {
  'FailedOperation.CompareLowSimilarity': { outcome: 'mismatch', billed: 'yes', wrong: ['portrait'] },
  'FailedOperation.IdNameMisMatch': { outcome: 'mismatch', billed: 'possibly', wrong: ['name', 'number'] },
  'FailedOperation.IdNoExistSystem': { outcome: 'not-found', billed: 'no' },
  'FailedOperation.IdPhotoNoExist': { outcome: 'photo-unavailable', billed: 'no' },
  'FailedOperation.IdPhotoPoorQuality': { outcome: 'photo-unavailable', billed: 'no' },
  'FailedOperation.LifePhotoDetectFake': { outcome: 'liveness-failed', billed: 'no' },
  ...rows(
    { outcome: 'quality-failed', billed: 'no' },
    'FailedOperation.CoveredFace',
    'FailedOperation.EmptyImageError',
    'FailedOperation.ImageBlur',
    'FailedOperation.ImageDecodeFailed',
    'FailedOperation.ImageSizeTooLarge',
    'FailedOperation.LifePhotoDetectFaces',
    'FailedOperation.LifePhotoDetectNoFaces',
    'FailedOperation.LifePhotoPoorQuality',
    'FailedOperation.LifePhotoSizeError',
  ),
  ...rows(
    { outcome: 'invalid-input', billed: 'no' },
    'FailedOperation.IdFormatError',
    'FailedOperation.NameFormatError',
  ),
  ...rows(
    { outcome: 'source-down', billed: 'no' },
    'FailedOperation.CompareFail',
    'FailedOperation.CompareLibServiceUnavailable',
    'FailedOperation.CompareSystemError',
    'FailedOperation.IdPhotoSystemNoanswer',
    'InternalError.CompareFail',
  ),
};

/** `Result` of IdCardVerification. */
export const nameResults: CodeTable = {
  '-1': { outcome: 'mismatch', billed: 'yes', wrong: ['name', 'number'] },
  ...rows({ outcome: 'invalid-input', billed: 'no' }, '-2', '-3'),
  // The source fails, or is being upgraded.
  ...rows({ outcome: 'source-down', billed: 'no' }, '-4', '-6'),
  '-5': { outcome: 'not-found', billed: 'no' },
  '-7': { outcome: 'rate-limited', billed: 'no' },
};
