/** A filer without a browser. It follows the protocol with a real key and real proofs. */
import { base64url, calculateJwkThumbprint, CompactSign, decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JWK } from 'jose';
import type { Ask } from '#protocol/action/action.ts';
import { askOf } from '#protocol/capture/ask.ts';
import { schedule } from '#protocol/policy/schedule.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { Challenge, IssueChallenge, Window } from '#protocol/capture/challenge.ts';
import type { Evidence, EvidenceInParts, EvidenceStatement } from '#protocol/capture/evidence.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';
import { consentTyp } from '#protocol/session/consent-typ.ts';
import type { ConsentText, GiveConsent, SignedConsent } from '#protocol/session/consent.ts';
import type { PublicJwk } from '#protocol/session/key.ts';
import type { CreatedSession, CreateSession, FilerSession } from '#protocol/session/session.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { policies, type Policies } from '#protocol/policy/registry.ts';
import { captureOf, synthetically, type SyntheticCapture } from './capture.ts';
import type { Shot } from './picture.ts';
import { coveredBy, packed, runningHashes } from './trace-parts.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';

/** The verifier that gets a filer's requests (the app in this process, or a server), and its clock. */
export interface Site {
  readonly origin: string;
  readonly app: { readonly request: (url: string, init?: RequestInit) => Promise<Response> };
  readonly clock: { readonly nowMs: number };
  readonly waitUntil: (nowMs: number) => Promise<void>;
  /** The site's registry of policies, if it is not the present one. */
  readonly policies?: Policies;
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

/** What to change in a valid proof. */
export interface ProofChange {
  readonly claims?: Record<string, unknown>;
  readonly header?: Record<string, unknown>;
  readonly key?: KeyPair;
}

export interface Call {
  readonly json?: unknown;
  readonly form?: FormData;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** A body that is sent as it is made. */
  readonly stream?: ReadableStream<Uint8Array>;
  readonly proof?: ProofChange;
  /** Headers to replace. The value undefined removes a header. */
  readonly headers?: Record<string, string | undefined>;
}

const strokes: Signature['strokes'] = [
  [
    [80, 500],
    [400, 120],
    [520, 900],
  ],
];

/** A signature with strokes. @param digest of what is signed */
export async function drawnSignature(
  { privateKey, jwk }: Pick<KeyPair, 'privateKey' | 'jwk'>,
  signer: Pick<Signature, 'role' | 'name' | 'atMs'>,
  documentDigest: string,
): Promise<Signature> {
  const unsigned = { ...signer, strokes };
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const bytes = Uint8Array.from(signedBytes(documentDigest, unsigned));
  const value = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes));
  return { ...unsigned, value: base64url.encode(value), jwk };
}

/** One filer: one session, one key, real DPoP proofs. */
export class Filer<Where extends Site = Site> {
  readonly host: Where;
  readonly session: CreatedSession;
  readonly keyPair: KeyPair;
  /** How far the phone's clock is ahead of the server's. */
  clockOffsetMs = 0;
  #nonce: string | undefined;

  constructor(host: Where, session: CreatedSession, keyPair: KeyPair) {
    this.host = host;
    this.session = session;
    this.keyPair = keyPair;
  }

  /** The URL of the session, or of a path below it. */
  path(below = ''): string {
    return `${this.host.origin}/v1/sessions/${this.session.id}${below}`;
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

  /** Sends a request, and sends it again if its nonce has expired, as every DPoP client does. */
  async send(method: string, path: string, call: Call = {}): Promise<Response> {
    const response = await this.#sendOnce(method, path, call);
    const isStale = response.headers.get('WWW-Authenticate')?.includes('use_dpop_nonce');
    return isStale && !call.proof ? this.#sendOnce(method, path, call) : response;
  }

  async #sendOnce(
    method: string,
    path: string,
    { json, form, bytes, stream, proof, headers }: Call,
  ): Promise<Response> {
    this.#nonce ??= (await this.host.app.request(this.path())).headers.get('DPoP-Nonce')!;
    const all = {
      Authorization: `DPoP ${this.session.token}`,
      DPoP: await this.proof(method, this.path(path), proof),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      ...headers,
    };
    const response = await this.host.app.request(this.path(path), {
      method,
      headers: Object.fromEntries(
        Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
      ),
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form && { body: form }),
      ...(bytes && { body: bytes }),
      ...(stream && { body: stream, duplex: 'half' }),
    });
    this.#nonce = response.headers.get('DPoP-Nonce') ?? this.#nonce;
    return response;
  }

  /** Sends a request that has to succeed, and returns the answer. */
  async expect<T>(method: string, path: string, call?: Call): Promise<T> {
    const response = await this.send(method, path, call);
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${await response.text()}`);
    return response.json();
  }

  async bind(): Promise<this> {
    await this.expect('POST', '/key', { json: { jwk: this.keyPair.jwk } });
    return this;
  }

  async consent(): Promise<this> {
    const { textVersion, purposes, filing } = await this.expect<ConsentText>('GET', '/consents');
    const required = purposes.filter((purpose) => purpose.required).map(({ id }) => id);
    const given = { textVersion, purposes: required };
    const json = filing ? await this.#signedConsent({ ...given, subjectDigest: filing.subjectDigest }) : given;
    await this.expect('POST', '/consents', { json });
    return this;
  }

  /** A consent for a case, signed by the session's key. */
  async #signedConsent(consent: SignedConsent): Promise<GiveConsent> {
    const signed = await new CompactSign(new TextEncoder().encode(JSON.stringify(consent)))
      .setProtectedHeader({ alg: 'ES256', typ: consentTyp, jwk: this.keyPair.jwk })
      .sign(this.keyPair.privateKey);
    return { ...consent, signed };
  }

  /** Signs the record of the case. @param name of the person, as the record has it */
  async sign(name: string): Promise<this> {
    const { toSign } = await this.expect<FilerSession>('GET', '');
    if (!toSign) throw new Error('there is nothing to sign');
    const { recordDigest, nowMs: atMs } = toSign;
    const signature = await drawnSignature(this.keyPair, { role: 'person-in-charge', name, atMs }, recordDigest);
    await this.expect('POST', '/signatures', { json: { recordDigest, signature } });
    return this;
  }

  async challenge(json: IssueChallenge = {}): Promise<Challenged> {
    const { challenge: jws } = await this.expect<{ challenge: string }>('POST', '/challenges', { json });
    return { jws, payload: decodeJwt(jws) as unknown as Challenge, issuedAtMs: this.host.clock.nowMs };
  }

  async window(challenge: Challenged, n: number, runningHash: string): Promise<Window> {
    const path = `/challenges/${challenge.payload.id}/windows/${n}`;
    const { window } = await this.expect<{ window: string }>('POST', path, { json: { runningHash } });
    return decodeJwt(window) as unknown as Window;
  }

  /**
   * Answers every window when it is disclosed, at the times of the challenge's policy.
   *
   * @param onDisclosed called after each disclosure with the capture so far, which is a beginning of the whole one
   */
  async capture(
    challenge: Challenged,
    act: Act = synthetically(),
    policy = (this.host.policies ?? policies).pinned(challenge.payload.policy),
    onDisclosed: (n: number, soFar: SyntheticCapture) => void = () => undefined,
  ): Promise<SyntheticCapture> {
    const asks: Ask[] = [];
    const disclosed: Disclosed[] = [];
    const captured = (all: readonly Ask[]) => {
      const slots = schedule(
        all,
        policy,
        disclosed.map(({ windowMs }) => windowMs),
      );
      return captureOf(act(all, policy, disclosed), { asks: all, challenge: challenge.jws, policy, slots });
    };
    await inTurn(challenge.payload.windows, async (n) => {
      const soFar = [...asks, { kind: 'nod' } as const];
      const beginning = captured(soFar);
      const { windows, slots } = beginning;
      const dueMs = challenge.issuedAtMs + slots[n]!.startMs;
      await this.host.waitUntil(dueMs);
      const window = await this.window(challenge, n, windows[n]!.runningHash);
      onDisclosed(n, beginning);
      asks.push(askOf(window));
      disclosed.push({ windowMs: window.windowMs, answeredMs: this.host.clock.nowMs - dueMs });
    });
    const capture = captured(asks);
    await this.host.waitUntil(challenge.issuedAtMs + capture.slots.at(-1)!.endMs + 300);
    return capture;
  }

  /** The evidence of a capture. @param changes to its statement */
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

  /** Sends the frames that a window's hash covers beyond the one before it. */
  part({ payload }: Challenged, capture: SyntheticCapture, n: number): Promise<Response> {
    const [from, to] = [n === 0 ? 0 : coveredBy(capture, n - 1), coveredBy(capture, n)];
    return this.send('POST', `/challenges/${payload.id}/parts/${n}`, { bytes: packed(capture, from, to) });
  }

  /** Ends the trace. */
  end(
    { payload }: Challenged,
    capture: SyntheticCapture,
    runningHash = runningHashes(capture).at(-1)!,
  ): Promise<Response> {
    return this.send('POST', `/challenges/${payload.id}/end`, { json: { runningHash } });
  }

  /** The evidence of a capture of which this number of parts was sent before. */
  async evidenceInParts(capture: SyntheticCapture, parts: number): Promise<EvidenceInParts> {
    const { statement } = await this.evidence(capture);
    const from = parts === 0 ? 0 : coveredBy(capture, parts - 1);
    const tail = packed(capture, from, capture.trace.records.length);
    return { statement, parts, tail: base64url.encode(tail) };
  }

  /** Sends the evidence, which spends the challenge. @returns the frames to reveal */
  async spend(capture: SyntheticCapture): Promise<number[]> {
    const { open } = await this.expect<{ open: number[] }>('POST', '/evidence', { json: await this.evidence(capture) });
    return open;
  }

  jkt(): Promise<string> {
    return calculateJwkThumbprint(this.keyPair.jwk);
  }
}

/**
 * What a filer's camera shows, from the first frame to the end of the last window, at the times of the policy. An ask
 * must not change a shot from before its disclosure.
 */
export type Act = (asks: readonly Ask[], policy: Policy, disclosed?: readonly Disclosed[]) => readonly Shot[];

/** A window that was disclosed. */
export interface Disclosed {
  readonly windowMs: number;
  /** From the moment at which the window was due to the verifier's answer. */
  readonly answeredMs: number;
}

/** Calls `act` `times` times, one call after another. */
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

/** The form that reveals these frames. */
export function revealForm({ jpegs }: Pick<SyntheticCapture, 'jpegs'>, reveal: readonly number[]): FormData {
  const form = new FormData();
  for (const index of reveal)
    form.set(`frame-${index}`, new File([Uint8Array.from(jpegs[index]!)], `${index}.jpg`, { type: 'image/jpeg' }));
  return form;
}

/** A filer with a new session. @param key API key of the tenant that creates it */
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
  if (response.status !== 201) throw new Error(`no session was created: ${await response.text()}`);
  return new Filer(host, await response.json(), await createKeyPair());
}

export const boundFiler = async <Where extends Site>(host: Where, request?: CreateSession, key?: string) =>
  (await createdFiler(host, request, key)).bind();
export const readyFiler = async <Where extends Site>(host: Where, request?: CreateSession, key?: string) =>
  (await boundFiler(host, request, key)).consent();

/** SHA-256 of a text, base64url. */
export const digest = (text: string): string => base64url.encode(sha256(new TextEncoder().encode(text)));
