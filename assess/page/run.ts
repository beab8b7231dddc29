/** One trial through the element on this page. */
import { picturesOf, withPictures } from '../report/pictures.ts';
import { concluded, unanswered, type Conclusion, type Presentation, type Trial } from '../count/trial.ts';
import type { PhaseDetail } from '../../widget/contract.ts';
import { Refused, type Appraised, type Verifier } from './verifier.ts';

/** After these the first attempt is over, one way or another. */
const settled: readonly PhaseDetail['phase'][] = ['done', 'retry', 'failed'];

export interface Ran {
  readonly trial: Trial;
  /** Undefined where no challenge was answered. */
  readonly appraised: Appraised | undefined;
}

/** Wait until the element's first attempt is over. @returns the widget's code if it failed; `stopped` if the signal stopped it */
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

/** Consent in the assessor's name, who has said so on the page, as soon as the element asks. */
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
 * What came of a session, read from the verifier; the pictures too if the trial failed. A verifier that does not tell
 * leaves it unfinished, for that reason.
 */
export async function concludeTrial(
  presentation: Presentation,
  session: string,
  code: string | undefined,
  verifier: Verifier,
): Promise<Ran> {
  const trialOf = (conclusion: Conclusion): Trial => ({ ...presentation, way: 'live', ...conclusion });
  try {
    const appraised = await verifier.appraised(session);
    if (!appraised) return { trial: trialOf(unanswered(code)), appraised };
    const trial = trialOf(concluded(appraised.appraisal));
    return { trial: await withPictures(trial, async () => picturesOf(await verifier.bundle(appraised))), appraised };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { trial: trialOf(unanswered(error.code)), appraised: undefined };
  }
}
