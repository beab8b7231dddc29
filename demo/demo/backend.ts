/** The demo provider's own backend: it holds the API key, and the page asks it for sessions and outcomes. */
import type { Cause, Locale, ProviderSession, Verdict } from '#protocol/message.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { Ask } from '#protocol/action/action.ts';

export interface StartedSession {
  readonly id: string;
  readonly token: string;
}

/** How a challenge was appraised, as it comes over the wire: what could not be measured is absent. */
export interface AppraisalRecord {
  readonly verdict: Verdict;
  readonly causes: readonly Cause[];
  readonly checks: readonly {
    readonly name: string;
    readonly passed: boolean;
    /** What was measured; a number that could not be is null. */
    readonly measured: Readonly<Record<string, number | null>>;
  }[];
  readonly windows: readonly {
    readonly ask: Ask;
    readonly startMs: number;
    readonly endMs: number;
    /** Whether what it asked was done. */
    readonly done: boolean;
  }[];
  readonly samples: readonly (Pick<Sample, 'atMs'> & Partial<Sample>)[];
}

export interface Outcome {
  readonly session: ProviderSession;
  readonly appraisal?: AppraisalRecord;
}

/** @param seed fixes what the challenge asks, as an assessor may */
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
