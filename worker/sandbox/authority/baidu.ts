/** The simulated Baidu AI Cloud: access tokens, 人脸实名认证 V4, idmatch and 企业四要素核验. */
import { jsonAnswer, play, type SimulationPorts, type Troubled } from './play.ts';
import type { Case } from './test-number.ts';

export const sandboxBaidu = {
  kind: 'baidu',
  apiKey: 'sandbox-api-key',
  secretKey: 'sandbox-secret-key-known-to-everyone',
} as const;

interface BaiduCase extends Case {
  /** The fields of the verdict; without them the code is an `error_code`. */
  readonly verdict?: Readonly<Record<string, unknown>>;
}

const errors = (gives: Case['gives'], ...codes: number[]): BaiduCase[] =>
  codes.map((code) => ({ code: String(code), gives }));
const from = (first: number, last: number) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

const ofEveryCall: readonly BaiduCase[] = [
  ...errors('rate-limited', 18, 4, 17, 19),
  ...errors('unauthorised', 6, 100, 110, 111, 216110),
  ...errors('source-down', 2, 216015, 216300, 216400, 216401, 216500, 282000, 282001),
  ...errors('invalid-input', 216100, 216101, 216102, 216103, 282002),
];

const ofPersons: readonly BaiduCase[] = [
  { code: '222351', gives: 'mismatch', wrong: ['name', 'number'] },
  { code: '216601', gives: 'mismatch', wrong: ['name', 'number'] },
  ...errors('not-found', 222354),
  ...errors('source-down', 222361, 222201, 222205, 222206, 222302, ...from(222901, 222916)),
  ...errors('invalid-input', 222352, 222353, 222360, 216600, 222001, 222023),
  ...ofEveryCall,
];

export const verifyCases: readonly BaiduCase[] = [
  { code: '1', gives: 'mismatch', wrong: ['name', 'number'], verdict: { verify_status: 1, score: 0 } },
  { code: '0', gives: 'mismatch', wrong: ['portrait'], verdict: { verify_status: 0, score: 80 } },
  { code: '2', gives: 'photo-unavailable', verdict: { verify_status: 2, score: 0 } },
  ...errors('photo-unavailable', 222350, 222355),
  ...errors('liveness-failed', 223120),
  ...errors('quality-failed', 223114, 223113, 223115, 223116, ...from(223121, 223127)),
  ...errors('quality-failed', 216200, 216201, 216202, 222202, 222203, 222356, 282100, 282205),
  ...errors('invalid-input', 222013, 222015, 222019, 222020, 223118, 223119),
  ...ofPersons,
];

export const idMatchCases: readonly BaiduCase[] = ofPersons;

const facts = (companymatch: number, regnummatch: number, namematch: number, idcardmatch: number) => ({
  verifyresult: '0',
  companymatch: String(companymatch),
  regnummatch: String(regnummatch),
  namematch: String(namematch),
  idcardmatch: String(idcardmatch),
});

export const fourFactorCases: readonly BaiduCase[] = [
  { code: '0', gives: 'mismatch', wrong: ['name'], verdict: facts(0, 1, 1, 1) },
  { code: '0', gives: 'mismatch', wrong: ['legal-representative'], verdict: facts(1, 1, 0, 1) },
  { code: '0', gives: 'mismatch', wrong: ['number', 'legal-representative'], verdict: facts(1, 0, 1, 0) },
  { code: '0', gives: 'not-found', verdict: facts(2, 2, 2, 2) },
  ...ofEveryCall,
];

const paths = {
  '/rest/2.0/face/v4/mingjing/verify': { operation: 'verify', number: 'id_card_number', cases: verifyCases },
  '/rest/2.0/face/v3/person/idmatch': { operation: 'idmatch', number: 'id_card_number', cases: idMatchCases },
  '/rest/2.0/ocr/v1/four_factors_verification': {
    operation: 'four_factors_verification',
    number: 'regnum',
    cases: fourFactorCases,
  },
} as const;
type Path = keyof typeof paths;
const isPath = (path: string): path is Path => Object.hasOwn(paths, path);

/** Access tokens by when they expire. */
export type Tokens = Map<string, number>;

const tokenLifetimeS = 2_592_000;

/** @param path below the base of the simulation */
export async function baiduAnswer(
  path: string,
  request: Request,
  troubled: Troubled,
  tokens: Tokens,
  ports: SimulationPorts,
): Promise<Response> {
  if (path === '/oauth/2.0/token') return tokenAnswer(await request.text(), tokens, ports.now());
  if (!isPath(path)) return jsonAnswer({ error_code: 3, error_msg: 'Unsupported openapi method' });
  const token = new URL(request.url).searchParams.get('access_token') ?? '';
  const expiresAtMs = tokens.get(token);
  if (expiresAtMs === undefined) return failure(110);
  if (expiresAtMs <= ports.now()) return failure(111);
  const { operation, number, cases } = paths[path];
  const body = await request.text();
  const isUnit = operation === 'four_factors_verification';
  const given = isUnit
    ? Object.fromEntries(new URLSearchParams(body))
    : (JSON.parse(body) as Record<string, string | undefined>);
  const { image: portrait, ...rest } = given;
  const fields = Object.fromEntries(Object.entries(rest).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  if (!fields[number] || !fields['name'] || (operation === 'verify' && !portrait)) return failure(216100);
  return play(
    {
      shape: 'baidu',
      operation,
      number: fields[number],
      fields,
      portrait,
      cases,
      matchCode: isUnit ? '1' : '0',
      answer: (answer: BaiduCase | undefined) =>
        answer && !answer.verdict ? failure(Number(answer.code)) : verdictAnswer(isUnit, answer?.verdict),
      undocumented: () => failure(999_999),
    },
    troubled,
    ports,
  );
}

function verdictAnswer(isUnit: boolean, verdict: BaiduCase['verdict']): Response {
  if (!isUnit) {
    const result = verdict ?? { score: 91.4, verify_status: 0 };
    return jsonAnswer({ error_code: 0, error_msg: 'SUCCESS', log_id: logId, result });
  }
  const words_result = verdict ?? { ...facts(1, 1, 1, 1), verifyresult: '1' };
  return jsonAnswer({ log_id: logId, words_result_num: 5, words_result });
}

function tokenAnswer(form: string, tokens: Tokens, nowMs: number): Response {
  const { grant_type: grant, client_id: id, client_secret: secret } = Object.fromEntries(new URLSearchParams(form));
  if (grant !== 'client_credentials') return jsonAnswer({ error: 'unsupported_grant_type' }, 400);
  if (id !== sandboxBaidu.apiKey || secret !== sandboxBaidu.secretKey) {
    return jsonAnswer({ error: 'invalid_client', error_description: 'sandbox' }, 401);
  }
  const token = `24.sandbox.${tokens.size}`;
  tokens.set(token, nowMs + tokenLifetimeS * 1000);
  return jsonAnswer({ access_token: token, expires_in: tokenLifetimeS, scope: 'sandbox' });
}

const logId = 1_796_000_000_000;

const failure = (code: number): Response => jsonAnswer({ error_code: code, error_msg: 'sandbox', log_id: logId });
