/** Calls to the demo provider's backend, which has the API keys of the provider and of its reviewers. */
import type { Channel, CreatedCase, ProviderCase } from '#protocol/case/case.ts';
import type { DocumentKind, PutDocument } from '#protocol/case/document.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import type { DraftRecord } from '#protocol/filing/draft.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Problem } from '#protocol/problem.ts';
import type { BureauScene, ShortMessage } from './bureau.ts';
import type { ReceivedWebhook } from './inbox.ts';
import type { Filed } from './subject.ts';

/** A reviewer of the sandbox. The key is published, so that the page can sign. */
export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly jwk: JsonWebKey;
}

/** The backend's answer, where it is a problem. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export const createCase = (filing: DraftRecord, channel: Channel): Promise<CreatedCase> =>
  call('POST', '/cases', { filing, channel });

export async function readCase(id: string): Promise<Filed> {
  const [filed, record] = await Promise.all([
    call<ProviderCase>('GET', `/cases/${id}`),
    call<FilingRecord>('GET', `/cases/${id}/filing`),
  ]);
  return { filed, record };
}

export const changeRecord = (id: string, version: number, filing: DraftRecord): Promise<ProviderCase> =>
  call('PUT', `/cases/${id}/filing`, filing, { 'If-Match': `"${version}"` });

export const sendDocument = (id: string, kind: DocumentKind, document: PutDocument): Promise<ProviderCase> =>
  call('PUT', `/cases/${id}/documents/${kind}`, document);

export const startSession = (of: {
  case: string;
  subject: string;
  locale: Locale;
}): Promise<{ id: string; token: string }> => call('POST', '/sessions', of);

/** @param key the same for a repeated request, so that nothing is asked twice */
export const askAuthority = (id: string, key: string): Promise<ProviderCase> =>
  call('POST', `/cases/${id}/submit`, undefined, { 'Idempotency-Key': key });

export const listReviewers = (): Promise<readonly Reviewer[]> => call('GET', '/reviewers');

export const sendReview = (id: string, reviewer: string, key: string, review: SubmitReview): Promise<ProviderCase> =>
  call('POST', `/reviewers/${reviewer}/cases/${id}/reviews`, review, { 'Idempotency-Key': key });

/** @param key the same for a repeated request */
export const handOver = (id: string, key: string): Promise<ProviderCase> =>
  call('POST', `/cases/${id}/submissions`, undefined, { 'Idempotency-Key': key });

/** After an administrator has mended the account. */
export const resumeAccount = (account: string): Promise<unknown> => call('POST', `/accounts/${account}/resume`);

export const listMessages = async (): Promise<readonly ShortMessage[]> =>
  (await call<{ messages: readonly ShortMessage[] }>('GET', '/bureau/messages')).messages;

export const answerMessage = (code: string, lastSix: string): Promise<unknown> =>
  call('POST', '/bureau/messages', { code, lastSix });

/** Sets what the sandbox's bureau does next. */
export const setScene = (scene: BureauScene): Promise<unknown> =>
  call('POST', '/bureau/switch', scene === 'accepted' ? { clear: true } : { fault: scene });

export const listWebhooks = async (): Promise<readonly ReceivedWebhook[]> =>
  (await call<{ webhooks: readonly ReceivedWebhook[] }>('GET', '/webhooks')).webhooks;

/** Each view is in the case's timeline, with its reason. */
export const pictureUrl = (id: string, digest: string, reason: string): string =>
  `/demo/api/cases/${id}/pictures/${digest}?reason=${encodeURIComponent(reason)}`;

/** @param page from 1 */
export const pageUrl = (id: string, service: string, page: number): string =>
  formUrl(id, page === 1 ? service : `${service}-${page}`, 'jpg');

export const formUrl = (id: string, service: string, kind: 'pdf' | 'json' | 'jpg'): string =>
  `/demo/api/cases/${id}/forms/${encodeURIComponent(service)}.${kind}`;

export const xmlUrl = (id: string): string => `/demo/api/cases/${id}/record.xml`;

async function call<T>(
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> {
  const response = await fetch(`/demo/api${path}`, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  if (response.headers.get('Content-Type')?.startsWith('application/problem+json')) {
    throw new Refused((await response.json()) as Problem);
  }
  throw new Error(`the demo's backend answered ${response.status}`);
}
