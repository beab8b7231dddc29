/**
 * Baidu's codes. Codes of face groups, detection and search are left out.
 *
 * @see https://cloud.baidu.com/doc/FACE/s/5k37c1ujz
 */
import { rows, type CodeTable } from '../answer.ts';

/** `error_code` of every call. */
export const baiduErrors: CodeTable = {
  ...rows({ outcome: 'rate-limited', billed: 'no' }, '4', '17', '18', '19'),
  // No right, unknown application, or an access token that is not accepted even when it is new.
  ...rows({ outcome: 'unauthorised', billed: 'no' }, '6', '100', '110', '111', '216110'),
  ...rows(
    { outcome: 'source-down', billed: 'no' },
    '2',
    '216015',
    '216300',
    '216400',
    '216401',
    '216500',
    '222201',
    '222205',
    '222206',
    '222302',
    '222361',
    '222901',
    '222902',
    '222903',
    '222904',
    '222905',
    '222906',
    '222907',
    '222908',
    '222909',
    '222910',
    '222911',
    '222912',
    '222913',
    '222914',
    '222915',
    '222916',
    '282000',
    '282001',
  ),
  ...rows(
    { outcome: 'invalid-input', billed: 'no' },
    '216100',
    '216101',
    '216102',
    '216103',
    '216600',
    '222001',
    '222013',
    '222015',
    '222019',
    '222020',
    '222023',
    '222352',
    '222353',
    '222360',
    '223118',
    '223119',
    '282002',
  ),
  ...rows(
    { outcome: 'quality-failed', billed: 'no' },
    '216200',
    '216201',
    '216202',
    '222202',
    '222203',
    '222356',
    '223113',
    '223114',
    '223115',
    '223116',
    '223121',
    '223122',
    '223123',
    '223124',
    '223125',
    '223126',
    '223127',
    '282100',
    '282205',
  ),
  '223120': { outcome: 'liveness-failed', billed: 'no' },
  // "真正请求到公安验证这步并返回结果，才会进行计费": from here on the police database answered.
  ...rows({ outcome: 'mismatch', billed: 'yes', wrong: ['name', 'number'] }, '216601', '222351'),
  '222354': { outcome: 'not-found', billed: 'possibly' },
  ...rows({ outcome: 'photo-unavailable', billed: 'possibly' }, '222350', '222355'),
};

/** `verify_status` of a person's answer. */
export const verifyStatuses: CodeTable = {
  '1': { outcome: 'mismatch', billed: 'yes', wrong: ['name', 'number'] },
  '2': { outcome: 'photo-unavailable', billed: 'possibly' },
};

/** `error` of the answer about an access token. @see RFC 6749 §5.2 */
export const tokenErrors: CodeTable = rows(
  { outcome: 'unauthorised', billed: 'no' },
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'unauthorized_client',
  'unsupported_grant_type',
);
