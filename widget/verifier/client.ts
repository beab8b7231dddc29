/** The part of the verifier's HTTP interface that the filer uses. Every call has a DPoP proof (RFC 9449). */
import { generateProof, type KeyPair } from 'dpop';
import type {
  AskWindow,
  EndedTrace,
  EndTrace,
  IssueChallenge,
  IssuedChallenge,
  IssuedWindow,
} from '#protocol/capture/challenge.ts';
import type { Appraised, EvidenceInParts, FramesToReveal, TakenParts } from '#protocol/capture/evidence.ts';
import type { Problem } from '#protocol/problem.ts';
import type { ConsentText, GiveConsent, GivenConsent } from '#protocol/session/consent.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import type { BindKey, BoundKey } from '#protocol/session/key.ts';
import type { SignedRecord, SignRecord } from '#protocol/session/signature.ts';
import type { FilerSession } from '#protocol/session/session.ts';
import type { WithdrawalLink } from '#protocol/session/withdrawal.ts';
import type { z } from 'zod';
import { Failure, type FailureCode } from '../page/failure.ts';
import { endedOnPurpose } from '../page/abort.ts';

/** An answer that takes longer counts as lost. Convention. A challenge has shorter time limits. */
const answerMs = 20_000;

/** For the revealed frames: the longest upload that the verifier waits for, and then the appraisal. Convention. */
const appraisedMs = 110_000;

/** How long a busy verifier is asked again. The verifier moves the deadline on meanwhile. Convention. */
const busyMs = 120_000;

/** After this time the person reads that the verifier is busy. Convention: a shorter wait looks like a slow answer. */
const saidAfterMs = 3_000;

/** Wait before a busy verifier is asked again, if it names no time. Convention. */
const busyAgainMs = 2_000;

/**
 * Waits before a lost request is sent again. Convention: their sum is less than the policy's grace period after the windows,
 * so that a short network failure does not cost an attempt.
 */
export const againAfterMs = [250, 750, 1_500];

/** For evidence: the longest upload that the verifier waits for, and its answer. Convention. */
const drawnMs = 70_000;

/** After this time no request is sent again, because the attempt is over. Policy: `challenge.evidenceGraceMs`. */
const patienceMs = 5_000;

/** The same for evidence and frames, which may take longer. Policy: `limits.upload.mostMs`. */
const uploadPatienceMs = 60_000;

/** An answer whose body has been read. */
interface Answer {
  readonly status: number;
  /** Whether the answer is a problem document, which only the verifier sends. */
  readonly isProblem: boolean;
  /** Whether the answer says that the call succeeded, in JSON. */
  readonly isSuccess: boolean;
  readonly answer: unknown;
}

/** Body of a request; undefined for none. */
type Body =
  { readonly json: unknown } | { readonly form: FormData } | { readonly bytes: Uint8Array<ArrayBuffer> } | undefined;

export class Verifier {
  /** Called after each successful call. */
  onAnswered: () => void = () => undefined;
  /** Called when the person has waited for a busy verifier for a while, and when that is over. */
  onBusy: (isBusy: boolean) => void = () => undefined;
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

  readonly session = () => this.#call<FilerSession>('GET', '', ['id', 'state']);
  readonly bindKey = (json: z.infer<typeof BindKey>) =>
    this.#call<z.infer<typeof BoundKey>>('POST', '/key', ['jkt'], { json });
  readonly consentText = () => this.#call<z.infer<typeof ConsentText>>('GET', '/consents', ['textVersion', 'purposes']);
  readonly consent = (json: z.infer<typeof GiveConsent>) =>
    this.#call<z.infer<typeof GivenConsent>>('POST', '/consents', ['acceptedAtMs'], { json });
  readonly sign = (json: SignRecord) => this.#call<SignedRecord>('POST', '/signatures', ['recordDigest'], { json });
  /** @param signal ends this call, because a late challenge would replace a newer one */
  readonly challenge = (json: IssueChallenge, signal: AbortSignal) =>
    this.#call<z.infer<typeof IssuedChallenge>>('POST', '/challenges', ['challenge'], { json }, signal);
  /**
   * A lost request is not sent again here. `capture.ts` sends another with a newer hash, so that the person loses no
   * time.
   */
  readonly window = (challenge: string, n: number, json: z.infer<typeof AskWindow>) =>
    this.#callOnce<z.infer<typeof IssuedWindow>>('POST', `/challenges/${challenge}/windows/${n}`, ['window'], { json });

  /** Send bytes that are not kept, to see how long they take. */
  readonly probe = (bytes: Uint8Array<ArrayBuffer>) => this.#callOnce<object>('POST', '/probes', [], { bytes });

  /** Send the first frames of a trace, before the evidence. */
  readonly part = (challenge: string, n: number, bytes: Uint8Array<ArrayBuffer>) =>
    this.#call<z.infer<typeof TakenParts>>('POST', `/challenges/${challenge}/parts/${n}`, ['parts'], { bytes });

  /** End the trace by the running hash over all its frames. */
  readonly endTrace = (challenge: string, json: z.infer<typeof EndTrace>) =>
    this.#call<z.infer<typeof EndedTrace>>('POST', `/challenges/${challenge}/end`, ['endedAtMs'], { json });

  /** Spend the challenge of this id. */
  readonly evidence = (challenge: string, json: EvidenceInParts) =>
    this.#deliver<z.infer<typeof FramesToReveal>>(
      '/evidence',
      ['open'],
      { json },
      challenge,
      drawnMs,
      ({ open }) => open && { open },
    );

  /** Send the frames that the verifier asked for, each as a file field named `frame-<index>`. */
  readonly reveal = (challenge: string, frames: ReadonlyMap<number, Uint8Array<ArrayBuffer>>) => {
    const form = new FormData();
    for (const [index, jpeg] of frames) {
      form.append(`frame-${index}`, new Blob([jpeg], { type: 'image/jpeg' }), `frame-${index}.jpg`);
    }
    return this.#deliver<Appraised>(
      '/attestations',
      ['done', 'causes'],
      { form },
      challenge,
      appraisedMs,
      ({ appraised }) => appraised,
    );
  };

  /** Report a failure. The report is sent once, also while the page is being left and after the run has ended. */
  readonly report = (json: FailureReport): Promise<unknown> =>
    this.#callOnce<object>('POST', '/reports', [], { json }, null);

  /** Get the token with which the person can withdraw later. The call continues after the run has ended. */
  readonly withdrawalLink = () =>
    this.#callOnce<WithdrawalLink>('POST', '/withdrawals', ['token', 'keptUntilMs'], { json: {} }, null);

  /**
   * Send a request that does no harm if it arrives twice.
   *
   * @param fields of the answer that are read. An answer without one of them is not the verifier's
   * @throws Failure with the refusal's code; network-lost, verifier-failed
   */
  async #call<T>(
    method: 'GET' | 'POST',
    path: string,
    fields: readonly (keyof T)[],
    body?: Body,
    signal = this.#signal,
  ): Promise<T> {
    const isOver = this.#patience();
    for (const waitMs of againAfterMs) {
      try {
        return await this.#callOnce<T>(method, path, fields, body, signal);
      } catch (error) {
        if (!isLost(error) || isOver()) throw error;
        await wait(waitMs, signal);
      }
    }
    return this.#callOnce<T>(method, path, fields, body, signal);
  }

  /**
   * Send a request that the verifier accepts only once. If the answer is lost, the session shows whether the request arrived.
   *
   * @param withinMs how long its answer may take
   * @param answerOf reads the answer from the session's challenge; undefined if the request has not arrived
   */
  async #deliver<T>(
    path: string,
    fields: readonly (keyof T)[],
    body: Body,
    challenge: string,
    withinMs: number,
    answerOf: (known: NonNullable<FilerSession['challenge']>) => T | undefined,
  ): Promise<T> {
    const isOver = this.#patience(uploadPatienceMs);
    const send = () => this.#callOnce<T>('POST', path, fields, body, this.#signal, withinMs);
    let lost: unknown;
    for (const waitMs of againAfterMs) {
      try {
        // After `isOver` the request is not sent again, but the session is still read.
        if (lost === undefined || !isOver()) return await this.#whenFree(send);
      } catch (error) {
        // This code means that the lost request has arrived.
        const hasArrived = lost !== undefined && error instanceof Failure && error.code === 'challenge-replayed';
        if (!hasArrived && !isLost(error)) throw error;
        lost ??= error;
      }
      await wait(waitMs, this.#signal);
      const { challenge: known } = await this.session();
      const answer = known?.id === challenge ? answerOf(known) : undefined;
      if (answer !== undefined) return answer;
    }
    throw lost;
  }

  /** Send a request again while the verifier is busy. The verifier has not looked at it yet, so this costs no attempt. */
  async #whenFree<T>(send: () => Promise<T>): Promise<T> {
    let waitedMs = 0;
    try {
      for (;;) {
        try {
          return await send();
        } catch (error) {
          if (!isBusy(error) || waitedMs >= busyMs) throw error;
          const waitMs = error.retryAfterMs ?? busyAgainMs;
          waitedMs += waitMs;
          if (waitedMs > saidAfterMs) this.onBusy(true);
          await wait(waitMs, this.#signal);
        }
      }
    } finally {
      if (waitedMs > saidAfterMs) this.onBusy(false);
    }
  }

  /** @param signal ends the call; null for a call that continues after all others have ended and the page is left */
  async #callOnce<T>(
    method: 'GET' | 'POST',
    path: string,
    fields: readonly (keyof T)[],
    body: Body,
    signal: AbortSignal | null = this.#signal,
    withinMs = answerMs,
  ): Promise<T> {
    const first = await this.#send(method, path, body, signal, withinMs);
    const isNonceOld = problemOf(first).code === 'dpop-nonce-required';
    const last = isNonceOld ? await this.#send(method, path, body, signal, withinMs) : first;
    if (isOurs<T>(last, fields)) return last.answer;
    const { code, retryAfterMs } = problemOf(last);
    const isRefused = code !== undefined && last.status >= 400 && last.status < 500;
    throw new Failure(isRefused ? (code as FailureCode) : 'verifier-failed', { retryAfterMs, cause: code });
  }

  async #send(
    method: 'GET' | 'POST',
    path: string,
    body: Body,
    signal: AbortSignal | null,
    withinMs: number,
  ): Promise<Answer> {
    const url = this.#sessionUrl + path;
    const proof = await generateProof(this.#key, url, method, this.#nonce, this.#token);
    // A plain object: a page's own wrapper of `fetch` may copy the headers with `...`, which copies none of a `Headers`.
    const headers: Record<string, string> = { authorization: `DPoP ${this.#token}`, dpop: proof };
    const ended = new AbortController();
    const init: RequestInit = { method, headers, keepalive: !signal, signal: ended.signal };
    if (body && 'json' in body) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body.json);
    } else if (body && 'bytes' in body) {
      headers['content-type'] = 'application/octet-stream';
      init.body = body.bytes;
    } else if (body) {
      init.body = body.form;
    }
    const end = () => ended.abort();
    const timer = setTimeout(end, withinMs);
    signal?.addEventListener('abort', end);
    try {
      if (signal?.aborted) throw endedOnPurpose();
      const response = await fetch(url, init);
      this.#nonce = response.headers.get('DPoP-Nonce') ?? this.#nonce;
      const { status, ok } = response;
      const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json') ?? false;
      const answer = parsed(await response.text());
      const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
      if (ok && isJson) this.onAnswered();
      return { status, isProblem, isSuccess: ok && isJson, answer };
    } catch (cause) {
      throw signal?.aborted ? endedOnPurpose() : new Failure('network-lost', { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    }
  }

  /** @returns a function that says whether it is too late to send again */
  #patience(ms = patienceMs): () => boolean {
    const startedMs = performance.now();
    return () => performance.now() - startedMs > ms;
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
  if (signal.aborted) throw endedOnPurpose();
}

/** Failures of the network, of a gateway, or of the way of a body to the verifier. */
const lossCodes: readonly FailureCode[] = ['network-lost', 'verifier-failed', 'upload-slow', 'upload-broken'];

/** Whether the request did not reach the verifier whole, so that it may be sent again. */
export const isLost = (error: unknown): boolean => error instanceof Failure && lossCodes.includes(error.code);

/** Whether the verifier has refused the request only for now: it is busy, or still reads an upload that broke off. */
const isBusy = (error: unknown): error is Failure =>
  error instanceof Failure && (error.code === 'verifier-busy' || error.code === 'upload-underway');

/**
 * Whether this is the verifier's answer to a call that succeeded. The page's service worker, or a gateway, may answer in its place,
 * for example with the page's start page.
 */
const isOurs = <T>(last: Answer, fields: readonly (keyof T)[]): last is Answer & { readonly answer: T } =>
  last.isSuccess &&
  typeof last.answer === 'object' &&
  last.answer !== null &&
  fields.every((field) => Object.hasOwn(last.answer as object, field));

/** The answer's JSON; undefined where a failing gateway answered with something else. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The problem document, if the answer is one. A gateway's codes are not the verifier's. */
const problemOf = ({ isProblem, answer }: Answer): Partial<z.infer<typeof Problem>> =>
  isProblem && typeof answer === 'object' && answer !== null ? answer : {};
