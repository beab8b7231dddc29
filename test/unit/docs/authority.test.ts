/** docs/authority.md has every code of the connectors with what it means, and every test number of the sandbox's own scenes. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as aliyun from '../../../worker/authority/connector/aliyun-codes.ts';
import * as baidu from '../../../worker/authority/connector/baidu-codes.ts';
import * as tencent from '../../../worker/authority/connector/tencent-codes.ts';
import { faceCases, unitCases } from '../../../worker/sandbox/authority/aliyun.ts';
import { firstCode, scenesOf, testCreditCode, testResidentId } from '../../../worker/sandbox/authority/test-number.ts';

const text = readFileSync('docs/authority.md', 'utf8');

/** The rows of each section: codes, outcome, wrong facts, billed. */
const sections = new Map(
  text.split(/^### /m).map((section) => {
    const [heading = ''] = section.split('\n');
    const rows = section.split('\n').filter((line) => line.startsWith('| `'));
    return [
      heading,
      rows.flatMap((row) => {
        const [, codes = '', outcome, wrong, billed] = row.split('|').map((cell) => cell.trim());
        return [...codes.matchAll(/`([^`]+)`/g)].map(([, code]) => ({ code, outcome, wrong, billed }));
      }),
    ];
  }),
);

const tables = {
  'Alibaba Cloud, `SubCode` of ContrastFaceVerify': aliyun.faceVerdicts,
  'Alibaba Cloud, `Code` of ContrastFaceVerify': aliyun.faceCodes,
  'Alibaba Cloud, `BizCode` of Id2MetaVerify': aliyun.nameVerdicts,
  'Alibaba Cloud, `Code` of Id2MetaVerify': aliyun.nameCodes,
  'Alibaba Cloud, `BizCode` of EntElementVerify': aliyun.unitVerdicts,
  'Alibaba Cloud, every call': aliyun.gatewayCodes,
  'Tencent Cloud, `Result` of ImageRecognitionV2': tencent.imageResults,
  'Tencent Cloud, `Result` of IdCardVerification': tencent.nameResults,
  'Tencent Cloud, every call': tencent.tencentErrors,
  'Baidu, `verify_status` of 人脸实名认证 V4': baidu.verifyStatuses,
  'Baidu, `error_code` of every call': baidu.baiduErrors,
  'Baidu, `error` of an access token': baidu.tokenErrors,
};

describe('docs/authority.md', () => {
  it.each(Object.entries(tables))('has the codes of %s', (heading, table) => {
    const expected = Object.entries(table).map(([code, { outcome, wrong, billed }]) => ({
      code,
      outcome,
      wrong: wrong?.join(', ') ?? '–',
      billed,
    }));
    const byCode = (a: { code?: string | undefined }, b: { code?: string | undefined }) => (a.code! < b.code! ? -1 : 1);
    expect(sections.get(heading)?.toSorted(byCode)).toEqual(expected.toSorted(byCode));
  });

  it('has the test numbers', () => {
    for (const { scene } of scenesOf(faceCases)) {
      if (scene < firstCode) expect(text).toContain(`| ${testResidentId(scene)}`);
    }
    for (const { scene } of scenesOf(unitCases))
      if (scene < firstCode) expect(text).toContain(`| ${testCreditCode(scene)}`);
  });
});
