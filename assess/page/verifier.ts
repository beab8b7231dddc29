/** The verifier's API for an assessor, called from the browser with the assessor's API key. */
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Locale } from '#protocol/locale.ts';
import type { PolicyName } from '#protocol/policy/policy.ts';
import type { Problem } from '#protocol/problem.ts';
import type { CreatedSession, ProviderSession } from '#protocol/session/session.ts';

/** Where an appraisal and its evidence can be read. */
export interface Source {
  readonly session: string;
  readonly challenge: string;
}

/** The appraisal of a session's newest challenge. */
export interface Appraised extends Source {
  /** It is another than the session was created under if the person asked for more time. */
  readonly policy: PolicyName;
  readonly appraisal: AppraisalRecord;
}

/** The verifier refused, or did not answer. `code` is a `RefusalCode`, or `network` if there was no answer. */
export class VerifierError extends Error {
  readonly code: string;
  /** What is wrong with the request, if the verifier says so. */
  readonly detail: string | undefined;

  /** When another try may succeed. */
  readonly retryAfterMs: number | undefined;

  constructor(code: string, message: string, detail?: string, retryAfterMs?: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
    this.code = code;
    this.detail = detail;
  }
}

export interface Health {
  readonly version: string;
  readonly sandbox: boolean;
}

export class Verifier {
  readonly #apiKey: string;

  constructor(apiKey: string) {
    this.#apiKey = apiKey;
  }

  /** The verifier's version, and whether it is a sandbox, where the assessor's key is public. @throws VerifierError */
  static health(): Promise<Health> {
    return read('/healthz');
  }

  /**
   * @param policy name of the policy that the session is judged by
   * @param seed fixes the challenge; without a seed it is random
   */
  createSession(locale: Locale, policy: string, seed: string | undefined): Promise<CreatedSession> {
    return this.#send('/v1/sessions', { locale, policy, ...(seed !== undefined && { seed }) });
  }

  /** @returns undefined if no challenge was answered */
  async appraised(session: string): Promise<Appraised | undefined> {
    const path = `/v1/sessions/${session}`;
    const { challenges, policy } = await this.#send<ProviderSession>(path);
    const challenge = challenges.at(-1);
    if (challenge === undefined) return undefined;
    return { session, challenge, policy, appraisal: await this.#send(`${path}/appraisals/${challenge}`) };
  }

  bundle({ session, challenge }: Source): Promise<EvidenceBundle> {
    return this.#send(`/v1/sessions/${session}/bundles/${challenge}`);
  }

  /** Has a bundle appraised again, when the verifier is not busy. @param bundle content of a file, not yet validated */
  async replay(bundle: unknown): Promise<Replayed> {
    for (;;) {
      try {
        return await this.#send('/v1/replays', bundle);
      } catch (error) {
        if (!(error instanceof VerifierError && error.retryAfterMs !== undefined)) throw error;
        await new Promise((resolve) => setTimeout(resolve, error.retryAfterMs));
      }
    }
  }

  #send<T>(path: string, body?: unknown): Promise<T> {
    return read(path, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${this.#apiKey}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
}

async function read<T>(path: string, init?: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new VerifierError('network', 'no answer');
  });
  if (response.ok) return (await response.json()) as T;
  const { code, title, detail, retryAfterMs } = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new VerifierError(code ?? `${response.status}`, title ?? response.statusText, detail, retryAfterMs);
}
