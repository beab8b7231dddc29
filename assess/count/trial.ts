/** One presentation in an assessment, and how it ended. Names after ISO/IEC 30107-3. */
import type { Ask } from '#protocol/action/action.ts';
import type { CheckWeight } from '#protocol/capture/appraisal-record.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';

/** What was presented: somebody who is who they say, or an attack instrument of some species. */
export interface Presentation {
  readonly label: 'bona-fide' | 'attack';
  readonly species: string;
  /** Who or what plays, or the clip. */
  readonly player: string;
  /** Of everything that is drawn by chance in it; empty where nothing is fixed. */
  readonly seed: string;
  /** Known not to be held by what is built: reported, never claimed refused. */
  readonly isBeyond?: boolean | undefined;
}

/**
 * `too-slow`: this machine played or looked at too few frames to judge it. `unfinished`: no challenge was answered, such as
 * where no face stood well.
 */
export type Outcome = Verdict | 'too-slow' | 'unfinished';

/** A picture that the verifier looked at. */
export interface Picture {
  /** Of its record in the trace. */
  readonly index: number;
  /** Base64. */
  readonly jpeg: string;
}

export interface FailedCheck {
  readonly name: string;
  /** A number that could not be measured is null. */
  readonly measured: Readonly<Record<string, number | null>>;
}

export interface TrialWindow {
  readonly ask: Ask;
  readonly done: boolean;
  /** What else was done in it. */
  readonly foreign: readonly string[];
}

export interface Trial extends Presentation {
  /**
   * `offline`: models and appraisal without a browser. `live`: widget in a browser, worker in workerd. `simulated`: the
   * appraisal alone, of traces without pictures.
   */
  readonly way: 'offline' | 'live' | 'simulated';
  readonly outcome: Outcome;
  readonly causes: readonly Cause[];
  /** The mandatory checks that failed, with what they measured. */
  readonly failed: readonly FailedCheck[];
  /** The risk checks that failed, if any did: they send to review and leave the outcome as it is. */
  readonly risks?: readonly FailedCheck[] | undefined;
  /** What each window asked, and whether it was done. */
  readonly windows: readonly TrialWindow[];
  /** Why the widget failed, where no challenge was answered. */
  readonly code?: string | undefined;
  /** Whether a recording happened to answer just what was asked. */
  readonly isCollision?: boolean | undefined;
  /** What the verifier looked at, kept where the trial failed. */
  readonly pictures?: readonly Picture[] | undefined;
}

/** How a trial went, without what was presented. */
export type Conclusion = Omit<Trial, keyof Presentation | 'way'>;

/**
 * Whether the verifier came to a verdict on it. What was never presented, and what no challenge was answered of, shows
 * nothing of its errors: ISO/IEC 30107-3 counts non-responses by themselves.
 */
export const isAppraised = ({ outcome, code }: Pick<Trial, 'outcome' | 'code'>): boolean =>
  outcome !== 'unfinished' && !(outcome === 'too-slow' && code !== undefined);

/** Whether it was appraised as it must not be: a person who is not accepted, or an attack that is. */
export const isError = (trial: Pick<Trial, 'label' | 'outcome' | 'code'>): boolean =>
  isAppraised(trial) && (trial.outcome === 'bona-fide') !== (trial.label === 'bona-fide');

/** Whether it is to be looked into. What actions alone do not hold fails as expected, every time. */
export const isFailure = (trial: Trial): boolean => isError(trial) && !trial.isBeyond;

/** What an appraisal says of a trial. */
export function concluded({ verdict, causes, checks, windows }: Judged): Conclusion {
  const failedOf = (weight: CheckWeight): FailedCheck[] =>
    checks
      .filter((check) => check.weight === weight && !check.passed)
      .map(({ name, measured }) => ({ name, measured }));
  const failed = failedOf('mandatory');
  const risks = failedOf('risk');
  const isSlow = failed.length > 0 && failed.every(({ name }) => name === 'rate-enough');
  return {
    outcome: isSlow ? 'too-slow' : verdict,
    causes,
    failed,
    ...(risks.length > 0 && { risks }),
    windows: windows.map(({ ask, done, foreign }) => ({ ask, done, foreign })),
  };
}

/** An appraisal, as the verifier makes it or as it travels. */
interface Judged {
  readonly verdict: Verdict;
  readonly causes: readonly Cause[];
  readonly checks: readonly (FailedCheck & { readonly weight: CheckWeight; readonly passed: boolean })[];
  readonly windows: readonly TrialWindow[];
}

/** Failures of the widget that say of the machine that it is too slow. */
const slowCodes: readonly (string | undefined)[] = ['device-too-slow', 'camera-slow'];

/** Code of a trial that ended in neither verdict nor failure of the widget, such as where the browser crashed. */
export const trialBroken = 'trial-broken';

/** A trial in which no challenge was answered. @param code why the widget failed, if it did */
export const unanswered = (code: string | undefined, causes: readonly Cause[] = []): Conclusion => ({
  outcome: slowCodes.includes(code) ? 'too-slow' : 'unfinished',
  causes,
  failed: [],
  windows: [],
  ...(code !== undefined && { code }),
});
