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
import { baidu } from '../../../../worker/authority/connector/baidu.ts';
import { baiduErrors, verifyStatuses } from '../../../../worker/authority/connector/baidu-codes.ts';
import { ctid } from '../../../../worker/authority/connector/ctid.ts';
import { gateway, type GatewayConfig } from '../../../../worker/authority/connector/gateway.ts';
import { tencent } from '../../../../worker/authority/connector/tencent.ts';
import { imageResults, nameResults, tencentErrors } from '../../../../worker/authority/connector/tencent-codes.ts';
import type { ConnectorPorts } from '../../../../worker/authority/ports.ts';
import { faceCases, nameCases, sandboxAliyun, unitCases } from '../../../../worker/sandbox/authority/aliyun.ts';
import {
  fourFactorCases,
  idMatchCases,
  sandboxBaidu,
  verifyCases,
} from '../../../../worker/sandbox/authority/baidu.ts';
import { ctidCases, sandboxCtid } from '../../../../worker/sandbox/authority/ctid.ts';
import { gatewayCases, sandboxGateway, sandboxGatewayToken } from '../../../../worker/sandbox/authority/gateway.ts';
import { idCardCases, imageCases, sandboxTencent } from '../../../../worker/sandbox/authority/tencent.ts';
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
  /** Its own codes of troubles, where they differ from those of JSON. */
  readonly codes?: Readonly<Record<string, string>>;
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

type Connect = Pick<Operation, 'connector' | 'withWrongKey' | 'secrets'>;

const at = (origin: string, shape: string) => `${origin}/sandbox/authority/${shape}/`;

const ofAliyun: Connect = {
  connector: (origin, ports) => aliyun({ ...sandboxAliyun, endpoint: at(origin, 'aliyun') }, ports),
  withWrongKey: (origin, ports) =>
    aliyun({ ...sandboxAliyun, accessKeySecret: 'a wrong secret', endpoint: at(origin, 'aliyun') }, ports),
  secrets: [sandboxAliyun.accessKeySecret, 'a wrong secret'],
};

const ofTencent: Connect = {
  connector: (origin, ports) => tencent({ ...sandboxTencent, endpoint: at(origin, 'tencent') }, ports),
  withWrongKey: (origin, ports) =>
    tencent({ ...sandboxTencent, secretKey: 'a wrong secret', endpoint: at(origin, 'tencent') }, ports),
  secrets: [sandboxTencent.secretKey, 'a wrong secret'],
};

const ofBaidu: Connect = {
  connector: (origin, ports) => baidu({ ...sandboxBaidu, endpoint: at(origin, 'baidu') }, ports),
  withWrongKey: (origin, ports) =>
    baidu({ ...sandboxBaidu, secretKey: 'a wrong secret', endpoint: at(origin, 'baidu') }, ports),
  secrets: [sandboxBaidu.secretKey, 'a wrong secret'],
};

const ctidConfig = {
  ...sandboxCtid,
  codes: Object.fromEntries(ctidCases.map(({ code, gives }) => [code, gives as Exclude<typeof gives, 'match'>])),
};
const ofCtid: Connect = {
  connector: (origin, ports) => ctid({ ...ctidConfig, endpoint: at(origin, 'ctid') }, ports),
  withWrongKey: (origin, ports) =>
    ctid({ ...ctidConfig, appSecret: 'a wrong secret', endpoint: at(origin, 'ctid') }, ports),
  secrets: [sandboxCtid.appSecret, sandboxCtid.key, sandboxCtid.iv, 'a wrong secret'],
};
/** The text of such a body says nothing about its form until it is decrypted. */
const encryptedTroubles = { 'half-json': 'answer-undecryptable', 'content-type': 'answer-undecryptable' };

const bearer = { kind: 'bearer', token: sandboxGatewayToken } as const;
const gatewayWith = (auth: GatewayConfig['auth'], wrong: GatewayConfig['auth']): Connect => ({
  connector: (origin, ports) => gateway({ ...sandboxGateway, auth, endpoint: at(origin, 'gateway') }, ports),
  withWrongKey: (origin, ports) => gateway({ ...sandboxGateway, auth: wrong, endpoint: at(origin, 'gateway') }, ports),
  secrets: [sandboxGateway.auth.secret, sandboxGatewayToken, 'a wrong secret'],
});
const signed = gatewayWith(sandboxGateway.auth, { ...sandboxGateway.auth, secret: 'a wrong secret' });

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
  {
    ...ofTencent,
    name: 'tencent ImageRecognitionV2',
    question: person,
    cases: imageCases,
    tables: [imageResults, tencentErrors],
    match: { code: 'Success', billed: 'yes' },
  },
  {
    ...ofTencent,
    name: 'tencent IdCardVerification',
    question: nameOnly,
    cases: idCardCases,
    tables: [nameResults, tencentErrors],
    match: { code: '0', billed: 'yes' },
  },
  {
    ...ofBaidu,
    name: 'baidu verify V4',
    question: person,
    cases: verifyCases,
    tables: [verifyStatuses, baiduErrors],
    match: { code: '0', billed: 'yes' },
  },
  {
    ...ofBaidu,
    name: 'baidu idmatch',
    question: nameOnly,
    cases: idMatchCases,
    tables: [],
    match: { code: '0', billed: 'yes' },
  },
  {
    ...ofBaidu,
    name: 'baidu four factors',
    question: unit,
    cases: fourFactorCases,
    tables: [],
    match: { code: '1', billed: 'yes' },
  },
  {
    ...ofCtid,
    name: 'ctid 0x42',
    question: person,
    cases: ctidCases,
    tables: [],
    match: { code: '0', billed: 'yes' },
    codes: encryptedTroubles,
  },
  {
    ...ofCtid,
    name: 'ctid 0x40',
    question: nameOnly,
    cases: ctidCases,
    tables: [],
    match: { code: '0', billed: 'yes' },
    codes: encryptedTroubles,
  },
  {
    ...signed,
    name: 'gateway, person, signed',
    question: person,
    cases: gatewayCases,
    tables: [],
    match: { code: 'G0', billed: 'yes' },
  },
  {
    ...gatewayWith(bearer, { kind: 'bearer', token: 'a wrong secret' }),
    name: 'gateway, unit, bearer',
    question: unit,
    cases: gatewayCases,
    tables: [],
    match: { code: 'G0', billed: 'yes' },
  },
];
