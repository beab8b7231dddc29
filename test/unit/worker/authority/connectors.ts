/** Every connector beside the simulated database that it asks: what the contract suite runs through. */
import type { Authority, Question } from '../../../../worker/authority/authority.ts';
import type { CodeTable } from '../../../../worker/authority/answer.ts';
import { aliyun } from '../../../../worker/authority/connector/aliyun.ts';
import {
  faceCodes,
  faceVerdicts,
  gatewayCodes,
  nameCodes,
  nameVerdicts,
  unitVerdicts,
} from '../../../../worker/authority/connector/aliyun-codes.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';
import { faceCases, nameCases, sandboxAliyun, unitCases } from '../../../../worker/sandbox/authority/aliyun.ts';
import { testCreditCode, testResidentId, type Case } from '../../../../worker/sandbox/authority/test-number.ts';
import { portrait } from './portrait.ts';

/** One operation of a database. */
export interface Operation {
  readonly name: string;
  readonly connector: (origin: string, ports: ConnectorPorts) => Authority;
  /** The connector with a wrong secret. */
  readonly withWrongKey: (origin: string, ports: ConnectorPorts) => Authority;
  /** Everything secret in its configuration. */
  readonly secrets: readonly string[];
  readonly question: (scene: number) => Question;
  readonly cases: readonly Case[];
  /** The connector's tables: each code of them is a case. */
  readonly tables: readonly CodeTable[];
  readonly match: { readonly code: string; readonly billed: string };
}

export const person = (scene: number): Question => ({
  kind: 'person',
  name: '张三',
  number: testResidentId(scene),
  portrait,
});

const nameOnly = (scene: number): Question => ({ kind: 'person', name: '张三', number: testResidentId(scene) });

const unit = (scene: number): Question => ({
  kind: 'unit',
  name: '示例（北京）科技有限公司',
  creditCode: testCreditCode(scene),
  legalRepresentative: '李四',
  legalRepresentativeNumber: testResidentId(0),
});

const aliyunAt = (origin: string) => ({ ...sandboxAliyun, endpoint: `${origin}/sandbox/authority/aliyun/` });

const ofAliyun = {
  connector: (origin: string, ports: ConnectorPorts) => aliyun(aliyunAt(origin), ports),
  withWrongKey: (origin: string, ports: ConnectorPorts) =>
    aliyun({ ...aliyunAt(origin), accessKeySecret: 'a wrong secret' }, ports),
  secrets: [sandboxAliyun.accessKeySecret],
};

export const operations: readonly Operation[] = [
  {
    ...ofAliyun,
    name: 'aliyun ContrastFaceVerify',
    question: person,
    cases: faceCases,
    tables: [faceVerdicts, faceCodes, gatewayCodes],
    match: { code: '200', billed: 'yes' },
  },
  {
    ...ofAliyun,
    name: 'aliyun Id2MetaVerify',
    question: nameOnly,
    cases: nameCases,
    tables: [nameVerdicts, nameCodes, gatewayCodes],
    match: { code: '1', billed: 'yes' },
  },
  {
    ...ofAliyun,
    name: 'aliyun EntElementVerify',
    question: unit,
    cases: unitCases,
    tables: [unitVerdicts, gatewayCodes],
    match: { code: '1', billed: 'yes' },
  },
];
