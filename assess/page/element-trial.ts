/** One trial through the `<beihe-verify>` element on this page. */
import { picturesOf, withPictures } from '../report/pictures.ts';
import { conclusionOf, unanswered, type Conclusion, type Presentation, type Trial } from '../count/trial.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { reencode } from './judged-pixels.ts';
import { VerifierError, type Appraised, type Verifier } from './verifier.ts';

/** The phases that end an attempt. */
const settled: readonly PhaseDetail['phase'][] = ['done', 'retry', 'failed'];

export interface TrialResult {
  readonly trial: Trial;
  /** Undefined if no challenge was answered. */
  readonly appraised: Appraised | undefined;
}

/**
 * Waits for the end of the element's first attempt.
 *
 * @returns the failure code if it failed, or `stopped` if the signal ended it
 */
export const attempt = (element: HTMLElement, signal: AbortSignal): Promise<string | undefined> =>
  new Promise((resolve) => {
    element.addEventListener(
      'beihe-phase',
      (event) => {
        const { phase, code } = (event as CustomEvent<PhaseDetail>).detail;
        if (settled.includes(phase)) resolve(phase === 'failed' ? code : undefined);
      },
      { signal },
    );
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
    if (signal.aborted) resolve('stopped');
  });

/** Consents as soon as the element asks, because the assessor has agreed to this on the page. */
export function consentWhenAsked(element: HTMLElement, signal: AbortSignal): void {
  const consent = (event: Event) => {
    if ((event as CustomEvent<PhaseDetail>).detail.phase !== 'consent') return;
    const step = element.shadowRoot!.querySelector('[part~="consent"]')!;
    for (const box of step.querySelectorAll<HTMLInputElement>('input[required]')) box.click();
    step.querySelector<HTMLButtonElement>('[part~="button"]')!.click();
  };
  element.addEventListener('beihe-phase', (event) => void setTimeout(() => consent(event)), { signal });
}

/**
 * Reads the result of a session from the verifier, with the pictures if the trial failed. If the verifier refuses, the
 * trial is unfinished, with the refusal's code.
 */
export async function concludeTrial(
  presentation: Presentation,
  session: string,
  code: string | undefined,
  verifier: Verifier,
): Promise<TrialResult> {
  const trialOf = (conclusion: Conclusion): Trial => ({ ...presentation, way: 'live', ...conclusion });
  try {
    const appraised = await verifier.appraised(session);
    if (!appraised) return { trial: trialOf(unanswered(code)), appraised };
    const trial = trialOf(conclusionOf(appraised.appraisal));
    const read = async () => picturesOf(await verifier.bundle(appraised), reencode);
    return { trial: await withPictures(trial, read), appraised };
  } catch (error) {
    if (!(error instanceof VerifierError)) throw error;
    return { trial: trialOf(unanswered(error.code)), appraised: undefined };
  }
}
