/** The verifier's HTTP interface, as the filer may use it. Every call carries a DPoP proof (RFC 9449). */
import { generateProof, type KeyPair } from 'dpop';
import type {
  Appraised,
  AskWindow,
  BindKey,
  BoundKey,
  ConsentText,
  Evidence,
  FilerSession,
  GiveConsent,
  GivenConsent,
  IssuedChallenge,
  IssuedWindow,
  OpenFrames,
  Problem,
} from '#protocol/message.ts';
import type { z } from 'zod';
import { Failure, type FailureCode } from './failure.ts';

/** An answer that takes longer is lost. Convention; the challenge's own limits are shorter where it counts. */
const answerMs = 20_000;

/** What to send, if anything. */
type Body = { readonly json: unknown } | { readonly form: FormData } | undefined;

export class Verifier {
  readonly #sessionUrl: string;
  readonly #token: string;
  readonly #key: KeyPair;
  readonly #signal: AbortSignal;
  #nonce: string | undefined;

  /**
   * @param origin of the verifier
   * @param session the session's id
   * @param signal ends all calls
   */
  constructor(origin: string, session: string, token: string, key: KeyPair, signal: AbortSignal) {
    this.#sessionUrl = new URL(`/v1/sessions/${encodeURIComponent(session)}`, origin).href;
    this.#token = token;
    this.#key = key;
    this.#signal = signal;
  }

  readonly session = () => this.#call<FilerSession>('GET', '');
  readonly bindKey = (json: z.infer<typeof BindKey>) => this.#call<z.infer<typeof BoundKey>>('POST', '/key', { json });
  readonly consentText = () => this.#call<z.infer<typeof ConsentText>>('GET', '/consents');
  readonly consent = (json: z.infer<typeof GiveConsent>) =>
    this.#call<z.infer<typeof GivenConsent>>('POST', '/consents', { json });
  readonly challenge = () => this.#call<z.infer<typeof IssuedChallenge>>('POST', '/challenges', { json: {} });
  readonly window = (challenge: string, n: number, json: z.infer<typeof AskWindow>) =>
    this.#call<z.infer<typeof IssuedWindow>>('POST', `/challenges/${challenge}/windows/${n}`, { json });
  readonly evidence = (json: Evidence) => this.#call<z.infer<typeof OpenFrames>>('POST', '/evidence', { json });

  /** Open frames: each as a file field named `frame-<index>`. */
  readonly open = (frames: ReadonlyMap<number, Uint8Array<ArrayBuffer>>) => {
    const form = new FormData();
    for (const [index, jpeg] of frames) {
      form.append(`frame-${index}`, new Blob([jpeg], { type: 'image/jpeg' }), `frame-${index}.jpg`);
    }
    return this.#call<Appraised>('POST', '/attestations', { form });
  };

  /** @throws Failure with the refusal's code; network-lost, verifier-failed */
  async #call<T>(method: 'GET' | 'POST', path: string, body?: Body): Promise<T> {
    const first = await this.#send(method, path, body);
    if (first.ok) return (await first.json()) as T;
    const problem = await problemOf(first);
    if (problem.code !== 'dpop-nonce-required') throw toFailure(problem);
    const second = await this.#send(method, path, body);
    if (second.ok) return (await second.json()) as T;
    throw toFailure(await problemOf(second));
  }

  async #send(method: 'GET' | 'POST', path: string, body: Body): Promise<Response> {
    const url = this.#sessionUrl + path;
    const proof = await generateProof(this.#key, url, method, this.#nonce, this.#token);
    const headers = new Headers({ authorization: `DPoP ${this.#token}`, dpop: proof });
    const init: RequestInit = {
      method,
      headers,
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(answerMs)]),
    };
    if (body && 'json' in body) {
      headers.set('content-type', 'application/json');
      init.body = JSON.stringify(body.json);
    } else if (body) {
      init.body = body.form;
    }
    const response = await fetch(url, init).catch((cause: unknown) => {
      throw this.#signal.aborted ? cause : new Failure('network-lost', { cause });
    });
    this.#nonce = response.headers.get('DPoP-Nonce') ?? this.#nonce;
    return response;
  }
}

/** The problem document of a refused answer; a server that fails otherwise has none. */
async function problemOf(response: Response): Promise<Partial<z.infer<typeof Problem>>> {
  const problem: unknown = await response.json().catch(() => undefined);
  return typeof problem === 'object' && problem !== null ? problem : {};
}

const toFailure = ({ code, retryAfterMs }: Partial<z.infer<typeof Problem>>) =>
  new Failure((code as FailureCode | undefined) ?? 'verifier-failed', { retryAfterMs });
