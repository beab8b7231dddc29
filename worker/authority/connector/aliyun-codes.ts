/**
 * Alibaba Cloud's codes. Codes of calls that the connector does not make (liveness in an app, results by CertifyId) are left out.
 *
 * @see https://help.aliyun.com/zh/id-verification/financial-grade-id-verification/code-collection
 * @see https://help.aliyun.com/en/id-verification/information-verification/developer-reference/error-code-info-check
 * @see https://help.aliyun.com/zh/id-verification/enterprise-identity-authentication/developer-reference/enterprise-element-verification
 */
import { rows, type CodeTable } from '../answer.ts';

/** Of every call: the gateway refused it before the service saw it. */
export const gatewayCodes: CodeTable = {
  ...rows(
    { outcome: 'unauthorised', billed: 'no' },
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
    'InvalidAccessKeySecret',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'SignatureNonceUsed',
    'InvalidTimeStamp.Expired',
    'NoPermission',
    'Forbidden.RAM',
    'Forbidden.AccountAccessDenied',
    'Forbidden.RAMUserAccessDenied',
  ),
  ...rows({ outcome: 'rate-limited', billed: 'no' }, 'Throttling', 'Throttling.User', 'Throttling.Api'),
  ...rows({ outcome: 'source-down', billed: 'possibly' }, 'ServiceUnavailable', 'InternalError'),
  ...rows({ outcome: 'invalid-input', billed: 'no' }, 'MissingParameter', 'InvalidParameter'),
};

/** `SubCode` of ContrastFaceVerify where `Passed` is F. */
export const faceVerdicts: CodeTable = {
  '201': { outcome: 'mismatch', billed: 'yes', wrong: ['name', 'number'] },
  '202': { outcome: 'not-found', billed: 'possibly' },
  '203': { outcome: 'photo-unavailable', billed: 'possibly' },
  '204': { outcome: 'mismatch', billed: 'yes', wrong: ['portrait'] },
  '205': { outcome: 'liveness-failed', billed: 'possibly' },
  // The account's own security rules stopped it (业务策略限制).
  '206': { outcome: 'unauthorised', billed: 'possibly' },
  '207': { outcome: 'mismatch', billed: 'possibly', wrong: ['portrait'] },
  '209': { outcome: 'source-down', billed: 'possibly' },
};

/** `Code` of ContrastFaceVerify. */
export const faceCodes: CodeTable = {
  ...rows({ outcome: 'invalid-input', billed: 'no' }, '400', '401'),
  // No application, no scene, service not activated, RAM user without rights, account overdue.
  ...rows({ outcome: 'unauthorised', billed: 'no' }, '402', '404', '410', '411', '412'),
  // No source for this identity, as after an earlier 201, 202 or 203. A person decides, and asking again does not help.
  '417': { outcome: 'photo-unavailable', billed: 'no' },
  '418': { outcome: 'rate-limited', billed: 'no' },
  ...rows({ outcome: 'quality-failed', billed: 'no' }, '419', '421'),
  // Risk control stopped this identity (业务策略限制).
  '427': { outcome: 'unauthorised', billed: 'no' },
  '500': { outcome: 'source-down', billed: 'possibly' },
};

/** `BizCode` of Id2MetaVerify. */
export const nameVerdicts: CodeTable = {
  '2': { outcome: 'mismatch', billed: 'yes', wrong: ['name', 'number'] },
  '3': { outcome: 'not-found', billed: 'possibly' },
};

/** `Code` of Id2MetaVerify. */
export const nameCodes: CodeTable = {
  ...rows({ outcome: 'invalid-input', billed: 'no' }, '400', '401'),
  '402': { outcome: 'source-down', billed: 'no' },
  '403': { outcome: 'rate-limited', billed: 'no' },
  ...rows({ outcome: 'unauthorised', billed: 'no' }, '410', '411', '412'),
  '500': { outcome: 'source-down', billed: 'possibly' },
};

/** `BizCode` of EntElementVerify; `ReasonDetail` says which facts are wrong. */
export const unitVerdicts: CodeTable = {
  '2': { outcome: 'mismatch', billed: 'yes' },
  '3': { outcome: 'not-found', billed: 'possibly' },
};
