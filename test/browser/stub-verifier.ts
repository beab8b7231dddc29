/**
 * A verifier in place of the page's `fetch`. It answers according to DESIGN §10, checks little, and keeps what it
 * receives.
 */
import type { Ask } from '#protocol/action/action.ts';
import type { EvidenceInParts } from '#protocol/capture/evidence.ts';
import type { Cause } from '#protocol/capture/verdict.ts';
import type { Locale } from '#protocol/locale.ts';
import type { ConsentFiling, ConsentText, GiveConsent } from '#protocol/session/consent.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import type { IssueChallenge } from '#protocol/capture/challenge.ts';
import type { FilerSession, SessionStatus } from '#protocol/session/session.ts';
import type { SignRecord } from '#protocol/session/signature.ts';

const encode = (value: unknown): string => {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
};

/** A compact JWS with a false signature, which nothing here verifies. */
export const jwsOf = (payload: unknown): string => `${encode({ alg: 'none' })}.${encode(payload)}.c2ln`;

/** A token for this session. */
export const tokenOf = (session: string): string => jwsOf({ sub: session, exp: Math.floor(Date.now() / 1000) + 3600 });

/** How long the stub's data is kept. */
export const keptMs = 8 * 24 * 3_600_000;

const withdrawalTokenOf = (session: string): string => jwsOf({ sub: session, exp: 4_102_444_800 });

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs?: number;
}

export interface StubOptions {
  /** Refusals by `METHOD /path` after the session, used up one by one. */
  readonly refuse?: Readonly<Record<string, readonly Refused[]>>;
  readonly causes?: readonly Cause[];
  readonly state?: SessionStatus;
  readonly sandbox?: boolean;
  readonly locale?: Locale;
  readonly purposes?: ConsentText['purposes'];
  /** Whether the session belongs to a case. */
  readonly isBound?: boolean;
  /** The record has changed what the person was shown. */
  readonly isStale?: boolean;
  readonly asks?: readonly Ask[];
  readonly windowMs?: number;
  readonly leadInMs?: number;
  readonly gapMs?: number;
  /** Whether more time is offered or given. */
  readonly moreTime?: FilerSession['moreTime'];
  /** Never answer this call. */
  readonly hang?: string;
  /** What the network loses at each call, used up one by one. */
  readonly lose?: Readonly<Record<string, readonly ('request' | 'answer' | 'gateway')[]>>;
}

type Known = NonNullable<FilerSession['challenge']>;

const stubPurposes: ConsentText['purposes'] = [
  { id: 'face', required: true, text: { 'zh-CN': '采集人脸：用于核验', en: 'Face: to verify' } },
  { id: 'improve', required: false, text: { 'zh-CN': '改进质量：可不选', en: 'Improve: optional' } },
];

/** A company with two services. */
export const stubFiling: ConsentFiling = {
  subjectDigest: 's'.repeat(43),
  person: { name: '欧阳志远', documentNumber: '110************018' },
  organiser: { kind: 'unit', name: '北京示例科技有限公司', documentNumber: '911************X2K' },
  services: [
    { kind: 'website', name: '示例商城', domains: ['example.cn', 'shop.example.cn'] },
    { kind: 'app', name: '示例', domains: ['api.example.cn'] },
  ],
  authority: { 'zh-CN': '沙盒比对服务', en: 'Sandbox comparison service' },
  bureau: '北京市通信管理局',
};

/** Calls that come at any time: what is asked first is of no importance. */
const besideRun = ['POST /reports', 'POST /withdrawals', 'POST /probes', 'POST /challenges/c/parts/'];

export class StubVerifier {
  /** `METHOD /path` of every successful call, in order, except those beside the run. */
  readonly calls: string[] = [];
  readonly runningHashes: string[] = [];
  /** Failure reports that arrived. */
  readonly reports: FailureReport[] = [];
  /** Methods of the calls with a withdrawal token. */
  readonly withdrawals: string[] = [];
  /** The purposes that the person agreed to. */
  consented: readonly string[] = [];
  /** Bodies of the requests for a challenge. */
  readonly issued: IssueChallenge[] = [];
  /** The whole consent, and the signature of the record, in a session of a case. */
  consent: GiveConsent | undefined;
  signed: SignRecord | undefined;
  /** Of the case's record. The provider may change it at any time. */
  recordDigest = 'r'.repeat(43);
  evidence: EvidenceInParts | undefined;
  /** The parts of the trace before it. */
  readonly parts: Uint8Array[] = [];
  /** Names and sizes of the revealed frames. */
  revealed: [name: string, bytes: number][] = [];
  readonly #options: StubOptions;
  readonly #refuse: Map<string, Refused[]>;
  readonly #lose: Map<string, ('request' | 'answer' | 'gateway')[]>;
  /** The newest challenge of each session. Its evidence and frames are accepted once. */
  readonly #challenges = new Map<string, Known>();
  readonly #fetch = window.fetch;

  constructor(options: StubOptions = {}) {
    this.#options = options;
    this.#refuse = new Map(Object.entries(options.refuse ?? {}).map(([call, refused]) => [call, [...refused]]));
    this.#lose = new Map(Object.entries(options.lose ?? {}).map(([call, lost]) => [call, [...lost]]));
    window.fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, document.baseURI);
      const [, session, path] = /^\/v1\/sessions\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
      return session ? this.#answer(session, path!, init ?? {}) : this.#fetch.call(window, input, init);
    };
  }

  /** The network is back. */
  mend(): void {
    this.#lose.clear();
  }

  restore(): void {
    window.fetch = this.#fetch;
  }

  async #answer(session: string, path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (headers.get('authorization')?.startsWith('Withdrawal ')) return this.#withdraw(session, init.method!, headers);
    if (!headers.get('authorization')?.startsWith('DPoP ') || !headers.get('dpop')) return problem(401, 'dpop-missing');
    const call = `${init.method} ${path.replace(/\/challenges\/[^/]+/, '/challenges/c')}`;
    if (call === this.#options.hang) return new Promise(() => undefined);
    const lost = this.#lose.get(call)?.shift();
    if (lost === 'request') throw new TypeError('Failed to fetch');
    if (lost === 'gateway') return new Response('<h1>502 Bad Gateway</h1>', { status: 502 });
    const answer = this.#admit(session, call, headers, init);
    if (lost === 'answer') throw new TypeError('Failed to fetch');
    return answer;
  }

  /** Answers a call with a withdrawal token: another session's token is refused. */
  #withdraw(session: string, method: string, headers: Headers): Response {
    if (headers.get('authorization') !== `Withdrawal ${withdrawalTokenOf(session)}`)
      return problem(403, 'token-foreign');
    const refused = this.#refuse.get(`${method} withdrawal`)?.shift();
    if (refused) return problem(refused.status, refused.code, refused.retryAfterMs);
    this.withdrawals.push(method);
    return new Response(null, { status: 204 });
  }

  #admit(session: string, call: string, headers: Headers, init: RequestInit): Response {
    const refused = this.#refuse.get(call)?.shift();
    if (refused) return problem(refused.status, refused.code, refused.retryAfterMs);
    const nonce = (JSON.parse(atob(headers.get('dpop')!.split('.')[1]!)) as { nonce?: string }).nonce;
    if (nonce !== 'stub-nonce') return problem(401, 'dpop-nonce-required');
    const known = this.#challenges.get(session);
    const isTaken = call === 'POST /evidence' ? known : known?.appraised;
    if (['POST /evidence', 'POST /attestations'].includes(call) && isTaken) return problem(409, 'challenge-replayed');
    if (!besideRun.some((beside) => call.startsWith(beside))) this.calls.push(call);
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, never>) : init.body;
    return Response.json(this.#reply(session, call, body), { headers: { 'DPoP-Nonce': 'stub-nonce' } });
  }

  #reply(session: string, call: string, body: unknown): unknown {
    const { asks = [{ kind: 'nod' }], causes = [], sandbox = true, isBound = false, isStale = false } = this.#options;
    const isVerified = this.#challenges.get(session)?.appraised?.done ?? false;
    const state = isVerified ? 'verified' : (this.#options.state ?? 'bound');
    const { leadInMs = 300, gapMs = 100, windowMs = 500 } = this.#options;
    switch (call) {
      case 'POST /key':
        return { jkt: 'x'.repeat(43) };
      case 'GET ':
        return {
          id: session,
          state,
          sandbox,
          expiresAtMs: Date.now() + 3_600_000,
          done: state === 'verified' && (!isBound || this.signed !== undefined),
          ...(isBound &&
            !isStale &&
            !this.signed && { toSign: { recordDigest: this.recordDigest, nowMs: Date.now() } }),
          locale: this.#options.locale,
          moreTime: this.#options.moreTime,
          challenge: this.#challenges.get(session),
        };
      case 'GET /consents':
        return {
          textVersion: '1',
          provider: '示例服务商',
          ...(isBound ? { filing: stubFiling } : { organiser: '示例公司', domains: ['example.cn'] }),
          purposes: this.#options.purposes ?? stubPurposes,
        };
      case 'POST /consents':
        this.consent = body as GiveConsent;
        this.consented = this.consent.purposes;
        return { acceptedAtMs: Date.now() };
      case 'POST /signatures':
        this.signed = body as SignRecord;
        return { recordDigest: this.signed.recordDigest };
      case 'POST /challenges': {
        this.issued.push(body as IssueChallenge);
        this.#challenges.delete(session);
        const limits = { leadInMs, gapMs, windowMs, evidenceGraceMs: 5000, revealMs: 15_000 };
        const payload = { v: 1, id: 'c', nonce: 'n', windows: asks.length, policy: { name: 'stub', version: 1 } };
        return {
          challenge: jwsOf({ ...payload, limits: { ...limits, minRateHz: 10, maxRecords: 1200 }, session, jkt: 'x' }),
        };
      }
      case 'POST /reports':
        this.reports.push(body as FailureReport);
        return { receivedAtMs: Date.now() };
      case 'POST /withdrawals':
        return { token: withdrawalTokenOf(session), keptUntilMs: Date.now() + keptMs };
      case 'POST /probes':
        return { bytes: (body as Uint8Array).length };
      case 'POST /challenges/c/end':
        this.runningHashes.push((body as { runningHash: string }).runningHash);
        return { endedAtMs: Date.now() };
      case 'POST /evidence':
        this.evidence = body as EvidenceInParts;
        this.#challenges.set(session, { id: 'c', open: [0, 2] });
        return { open: [0, 2] };
      case 'POST /attestations':
        this.revealed = [...(body as FormData)].map(([name, file]) => [name, (file as File).size]);
        this.#challenges.set(session, { id: 'c', appraised: { done: causes.length === 0, causes: [...causes] } });
        return this.#challenges.get(session)!.appraised;
      default: {
        const part = /\/parts\/(\d+)$/.exec(call)?.[1];
        if (part !== undefined) {
          this.parts[Number(part)] ??= body as Uint8Array;
          return { parts: this.parts.length };
        }
        const n = Number(/\/windows\/(\d+)$/.exec(call)?.[1]);
        const { runningHash } = body as { runningHash: string };
        this.runningHashes.push(runningHash);
        return { window: jwsOf({ challenge: 'c', n, windowMs, runningHash, ...asks[n] }) };
      }
    }
  }
}

const problem = (status: number, code: string, retryAfterMs?: number): Response =>
  Response.json(
    { type: 'about:blank', title: code, status, code, ...(retryAfterMs && { retryAfterMs }) },
    { status, headers: { 'content-type': 'application/problem+json', 'DPoP-Nonce': 'stub-nonce' } },
  );
