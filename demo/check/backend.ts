/** Calls to the demo provider's backend, which has the API key: start a session, read its outcome. */
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';
import type { ProviderSession } from '#protocol/session/session.ts';

export interface StartedSession {
  readonly id: string;
  readonly token: string;
}

export interface Outcome {
  readonly session: ProviderSession;
  readonly appraisal?: AppraisalRecord;
}

/** @param seed fixes the prompts of the challenge; only for assessors */
export const startSession = (locale: Locale, seed: string | undefined): Promise<StartedSession> =>
  answerOf(
    fetch('/demo/api/sessions', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ locale, ...(seed && { seed }) }),
    }),
  );

export const readOutcome = (id: string): Promise<Outcome> =>
  answerOf(fetch(`/demo/api/sessions/${encodeURIComponent(id)}`));

async function answerOf<T>(request: Promise<Response>): Promise<T> {
  const response = await request;
  if (!response.ok) throw new Error(`the demo's backend answered ${response.status}`);
  return (await response.json()) as T;
}
