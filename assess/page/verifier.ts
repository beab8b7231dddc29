/** The verifier as an assessor reaches it: with the assessor's own API key, from the browser. */
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { EvidenceBundle, Replayed } from '#protocol/capture/evidence-bundle.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Problem } from '#protocol/problem.ts';
import type { CreatedSession, ProviderSession } from '#protocol/session/session.ts';

/** Where an appraisal came from. */
export interface Source {
  readonly session: string;
  readonly challenge: string;
}

/** How the newest challenge of a session was appraised. */
export interface Appraised extends Source {
  readonly appraisal: AppraisalRecord;
}

/** Why the verifier refused; `code` is of protocol/refusal.ts, or `network` where there was no answer. */
export class VerifierError extends Error {
  readonly code: string;
  /** Where the request is wrong, if the verifier says so. */
  readonly detail: string | undefined;

  constructor(code: string, message: string, detail?: string) {
    super(message);
    this.code = code;
    this.detail = detail;
  }
}

export class Verifier {
  readonly #apiKey: string;

  constructor(apiKey: string) {
    this.#apiKey = apiKey;
  }

  /** Whether this one is a sandbox, where the assessor's key is known. @throws VerifierError */
  static async isSandbox(): Promise<boolean> {
    const { sandbox } = await read<{ sandbox: boolean }>('/healthz');
    return sandbox;
  }

  /** @param seed fixes what is asked; undefined leaves it to chance */
  createSession(locale: Locale, seed: string | undefined): Promise<CreatedSession> {
    return this.#send('/v1/sessions', { locale, ...(seed !== undefined && { seed }) });
  }

  /** @returns undefined if no challenge was answered */
  async appraised(session: string): Promise<Appraised | undefined> {
    const path = `/v1/sessions/${session}`;
    const { challenges } = await this.#send<ProviderSession>(path);
    const challenge = challenges.at(-1);
    if (challenge === undefined) return undefined;
    return { session, challenge, appraisal: await this.#send(`${path}/appraisals/${challenge}`) };
  }

  bundle({ session, challenge }: Source): Promise<EvidenceBundle> {
    return this.#send(`/v1/sessions/${session}/bundles/${challenge}`);
  }

  /** Have a bundle appraised again. @param bundle as it was read from a file */
  replay(bundle: unknown): Promise<Replayed> {
    return this.#send('/v1/replays', bundle);
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
  const { code, title, detail } = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw new VerifierError(code ?? `${response.status}`, title ?? response.statusText, detail);
}
