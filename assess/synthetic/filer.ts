import { base64url, calculateJwkThumbprint, CompactSign, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Ask } from '#protocol/action/action.ts';
import { askOf } from '#protocol/capture/ask.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { Challenge, Window } from '#protocol/capture/challenge.ts';
import type { Evidence, EvidenceStatement } from '#protocol/capture/evidence.ts';
import type { ConsentText } from '#protocol/session/consent.ts';
import type { PublicJwk } from '#protocol/session/key.ts';
import type { CreatedSession, CreateSession } from '#protocol/session/session.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies } from '#protocol/policy/registry.ts';
import { captureOf, synthetically, type SyntheticCapture } from './capture.ts';
import type { Shot } from './picture.ts';
import { sandboxKeys } from '../../worker/tenant/tenant.ts';

/** Where a filer's requests go: the app in this process, or a server. */
export interface Site {
  readonly origin: string;
  readonly app: { readonly request: (url: string, init?: RequestInit) => Promise<Response> };
  readonly clock: { readonly nowMs: number };
  readonly waitUntil: (nowMs: number) => Promise<void>;
}

export interface KeyPair {
  readonly privateKey: CryptoKey;
  readonly jwk: PublicJwk;
  readonly privateJwk: JWK;
}

export async function createKeyPair(): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  return { privateKey, jwk: { kty, crv, x, y } as PublicJwk, privateJwk: await exportJWK(privateKey) };
}

/** What one proof has different from a right one. */
export interface ProofChange {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: KeyPair;
}

export interface Call {
  readonly json?: unknown;
  readonly form?: FormData;
  readonly proof?: ProofChange;
  /** Replaces headers; undefined leaves one out. */
  readonly headers?: Record<string, string | undefined>;
}

/** A filer's browser: one key, one session, real proofs. */
export class Filer<Where extends Site = Site> {
  readonly host: Where;
  readonly session: CreatedSession;
  readonly keyPair: KeyPair;
  /** What the phone's clock is off by. */
  clockOffsetMs = 0;
  #nonce: string | undefined;

  constructor(host: Where, session: CreatedSession, keyPair: KeyPair) {
    this.host = host;
    this.session = session;
    this.keyPair = keyPair;
  }

  path(neutral = ''): string {
    return `${this.host.origin}/v1/sessions/${this.session.id}${neutral}`;
  }

  /** A proof for one request. */
  async proof(method: string, url: string, { claims, header, key = this.keyPair }: ProofChange = {}): Promise<string> {
    return new SignJWT({
      htm: method,
      htu: url,
      jti: crypto.randomUUID(),
      ath: digest(this.session.token),
      iat: Math.floor((this.host.clock.nowMs + this.clockOffsetMs) / 1000),
      nonce: this.#nonce,
      ...claims,
    })
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.jwk, ...header })
      .sign(key.privateKey);
  }

  /** Send one request; once more if its nonce has died in the meantime, as every DPoP client does. */
  async send(method: string, neutral: string, call: Call = {}): Promise<Response> {
    const response = await this.#sendOnce(method, neutral, call);
    const isStale = response.headers.get('WWW-Authenticate')?.includes('use_dpop_nonce');
    return isStale && !call.proof ? this.#sendOnce(method, neutral, call) : response;
  }

  async #sendOnce(method: string, neutral: string, { json, form, proof, headers }: Call): Promise<Response> {
    this.#nonce ??= (await this.host.app.request(this.path())).headers.get('DPoP-Nonce')!;
    const all = {
      Authorization: `DPoP ${this.session.token}`,
      DPoP: await this.proof(method, this.path(neutral), proof),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const response = await this.host.app.request(this.path(neutral), {
      method,
      headers: Object.fromEntries(
        Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: form }),
    });
    this.#nonce = response.headers.get('DPoP-Nonce') ?? this.#nonce;
    return response;
  }

  /** Send a request that has to succeed, and read its answer. */
  async expect<T>(method: string, neutral: string, call?: Call): Promise<T> {
    const response = await this.send(method, neutral, call);
    if (!response.ok) throw new Error(`${method} ${neutral} answered ${response.status} ${await response.text()}`);
    return response.json();
  }

  async bind(): Promise<this> {
    await this.expect('POST', '/key', { json: { jwk: this.keyPair.jwk } });
    return this;
  }

  async consent(): Promise<this> {
    const { textVersion, purposes } = await this.expect<ConsentText>('GET', '/consents');
    const required = purposes.filter((purpose) => purpose.required).map(({ id }) => id);
    await this.expect('POST', '/consents', { json: { textVersion, purposes: required } });
    return this;
  }

  async challenge(): Promise<Challenged> {
    const { challenge: jws } = await this.expect<{ challenge: string }>('POST', '/challenges');
    return { jws, payload: decodeJwt(jws) as unknown as Challenge, issuedAtMs: this.host.clock.nowMs };
  }

  async window(challenge: Challenged, n: number, runningHash: string): Promise<Window> {
    const neutral = `/challenges/${challenge.payload.id}/windows/${n}`;
    const { window } = await this.expect<{ window: string }>('POST', neutral, { json: { runningHash } });
    return decodeJwt(window) as unknown as Window;
  }

  /** Answer every window as it is disclosed, at the pace of the challenge's policy. */
  async capture(
    challenge: Challenged,
    act: Act = synthetically(),
    policy = policies.pinned(challenge.payload.policy),
  ): Promise<SyntheticCapture> {
    const asks: Ask[] = [];
    const captured = (all: readonly Ask[]) =>
      captureOf(act(all, policy), { asks: all, challenge: challenge.jws, policy });
    await inTurn(challenge.payload.windows, async (n) => {
      const soFar = [...asks, { kind: 'nod' } as const];
      const { windows } = captured(soFar);
      await this.host.waitUntil(challenge.issuedAtMs + schedule(soFar, policy)[n]!.startMs);
      asks.push(askOf(await this.window(challenge, n, windows[n]!.runningHash)));
    });
    await this.host.waitUntil(challenge.issuedAtMs + schedule(asks, policy).at(-1)!.endMs + 300);
    return captured(asks);
  }

  /** Evidence for a capture; `changes` go into the statement. */
  async evidence(
    { challenge, traceBytes, frameDigests, trace, root }: SyntheticCapture,
    changes: Partial<EvidenceStatement> = {},
    { key = this.keyPair, typ = 'beihe-evidence+jws' }: { key?: KeyPair; typ?: string } = {},
  ): Promise<Evidence> {
    const statement: EvidenceStatement = {
      v: 1,
      challenge,
      traceDigest: base64url.encode(sha256(traceBytes)),
      root: base64url.encode(root),
      frames: trace.records.length,
      attester: {
        version: '0.1.0',
        backend: 'wasm',
        fallbacks: ['webgpu'],
        mesh: 'attention',
        models: digest('models'),
      },
      ...changes,
    };
    return {
      statement: await new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
        .setProtectedHeader({ alg: 'ES256', typ })
        .sign(key.privateKey),
      trace: base64url.encode(traceBytes),
      frameDigests: base64url.encode(Uint8Array.from(frameDigests.flatMap((bytes) => [...bytes]))),
    };
  }

  /** Spend the challenge. */
  async spend(capture: SyntheticCapture): Promise<number[]> {
    const { open } = await this.expect<{ open: number[] }>('POST', '/evidence', { json: await this.evidence(capture) });
    return open;
  }

  jkt(): Promise<string> {
    return calculateJwkThumbprint(this.keyPair.jwk);
  }
}

/**
 * What a filer's camera shows from the first frame to the end of the last window, asked this, at the policy's pace. More
 * asks change nothing of what was shown before they were disclosed.
 */
export type Act = (asks: readonly Ask[], policy: Policy) => readonly Shot[];

/** Do something so many times, each after the one before. */
export const inTurn = (times: number, act: (n: number) => Promise<unknown>): Promise<unknown> =>
  Array.from({ length: times }).reduce(
    (before: Promise<unknown>, _, n) => before.then(() => act(n)),
    Promise.resolve(),
  );

export interface Challenged {
  readonly jws: string;
  readonly payload: Challenge;
  readonly issuedAtMs: number;
}

/** The form that opens these frames. */
export function revealForm({ jpegs }: Pick<SyntheticCapture, 'jpegs'>, open: readonly number[]): FormData {
  const form = new FormData();
  for (const index of open)
    form.set(`frame-${index}`, new File([Uint8Array.from(jpegs[index]!)], `${index}.jpg`, { type: 'image/jpeg' }));
  return form;
}

/** A filer with a new session. @param key of the tenant whose session it is */
export async function createdFiler<Where extends Site>(
  host: Where,
  request: CreateSession = {},
  key: string = request.seed === undefined ? sandboxKeys.provider : sandboxKeys.assessor,
): Promise<Filer<Where>> {
  const response = await host.app.request(`${host.origin}/v1/sessions`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(request),
  });
  if (response.status !== 201) throw new Error(`no session: ${await response.text()}`);
  return new Filer(host, await response.json(), await createKeyPair());
}

export const boundFiler = async <Where extends Site>(host: Where, request?: CreateSession, key?: string) =>
  (await createdFiler(host, request, key)).bind();
export const readyFiler = async <Where extends Site>(host: Where, request?: CreateSession, key?: string) =>
  (await boundFiler(host, request, key)).consent();

/** SHA-256 of a text, base64url. */
export const digest = (text: string): string => base64url.encode(sha256(new TextEncoder().encode(text)));
