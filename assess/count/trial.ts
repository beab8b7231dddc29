/** One presentation in an assessment, and how it ended. The terms are those of ISO/IEC 30107-3. */
import type { Ask } from '#protocol/action/action.ts';
import type { CheckWeight } from '#protocol/capture/appraisal-record.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { PersonTraits } from './person.ts';

/** What was presented: a person as themselves (`bona-fide`), or an attack of some species. */
export interface Presentation {
  readonly label: 'bona-fide' | 'attack';
  readonly species: string;
  /** Who or what was in front of the camera, or the clip's name. */
  readonly player: string;
  /** Seed of all random choices in the trial; empty if none was set. */
  readonly seed: string;
  /** A species that this version is known not to stop. The report lists it under the limits. */
  readonly isBeyond?: boolean | undefined;
  /** What is known about the person; absent for attacks, and for people about whom nothing was stated. */
  readonly traits?: PersonTraits | undefined;
  /** By how many milliseconds the player answered later than usual, if that was planned. */
  readonly lateMs?: number | undefined;
}

/**
 * `too-slow`: this machine played or tracked too few frames to judge the trial. `unfinished`: no challenge was
 * answered, for example because no face was in position.
 */
export type Outcome = Verdict | 'too-slow' | 'unfinished';

/** What the built-in actors are made from. */
export const actorMaterials = ['drawn-faces', 'animated-photos', 'recordings'] as const;
export type ActorMaterial = (typeof actorMaterials)[number];

/** A revealed frame as the verifier judged it: its pixels, without the metadata of the evidence. */
export interface Picture {
  /** Number of the picture's record in the trace. */
  readonly index: number;
  /** Base64. */
  readonly jpeg: string;
}

/** A check with what it measured. */
export interface MeasuredCheck {
  readonly name: string;
  /** Null if a number could not be measured. */
  readonly measured: Readonly<Record<string, number | null>>;
}

export interface TrialWindow {
  readonly ask: Ask;
  readonly done: boolean;
  /** Actions that were done in the window and not asked for. */
  readonly foreign: readonly string[];
}

export interface Trial extends Presentation {
  /**
   * `offline`: models and appraisal, without a browser. `live`: the widget in a browser and the worker in workerd.
   * `simulated`: the appraisal alone, on traces without pictures.
   */
  readonly way: 'offline' | 'live' | 'simulated';
  readonly outcome: Outcome;
  readonly causes: readonly Cause[];
  /** Every check; absent in trials from before this field existed, and without a verdict. */
  readonly checks?: readonly MeasuredCheck[] | undefined;
  /** The mandatory checks that failed. */
  readonly failed: readonly MeasuredCheck[];
  /** The risk checks that failed, if any. They send the session to review and do not change the outcome. */
  readonly risks?: readonly MeasuredCheck[] | undefined;
  /** What each window asked, and whether it was done. */
  readonly windows: readonly TrialWindow[];
  /** The widget's failure code, if no challenge was answered. */
  readonly code?: string | undefined;
  /** Whether a recording for another challenge happened to answer this one. */
  readonly isCollision?: boolean | undefined;
  /** The revealed pictures, stored if the trial failed. */
  readonly pictures?: readonly Picture[] | undefined;
}

/** How a trial ended, without what was presented. */
export type Conclusion = Omit<Trial, keyof Presentation | 'way'>;

/**
 * Whether the verifier reached a verdict. A trial without one says nothing about the verifier's errors, so it is
 * counted separately, as a non-response (ISO/IEC 30107-3).
 */
export const isAppraised = ({ outcome, code }: Pick<Trial, 'outcome' | 'code'>): boolean =>
  outcome !== 'unfinished' && !(outcome === 'too-slow' && code !== undefined);

/** Whether the verdict is wrong: a person was not accepted, or an attack was. */
export const isError = (trial: Pick<Trial, 'label' | 'outcome' | 'code'>): boolean =>
  isAppraised(trial) && (trial.outcome === 'bona-fide') !== (trial.label === 'bona-fide');

/**
 * Whether the trial has to be examined. A species beyond the limits is expected to be accepted, so it is not examined.
 */
export const isFailure = (trial: Trial): boolean => isError(trial) && !trial.isBeyond;

/** How a trial ended, according to its appraisal. */
export function conclusionOf({ verdict, causes, checks, windows }: Judged): Conclusion {
  const failedOf = (weight: CheckWeight): MeasuredCheck[] =>
    checks
      .filter((check) => check.weight === weight && !check.passed)
      .map(({ name, measured }) => ({ name, measured }));
  const failed = failedOf('mandatory');
  const risks = failedOf('risk');
  const isSlow = failed.length > 0 && failed.every(({ name }) => name === 'rate-enough');
  return {
    outcome: isSlow ? 'too-slow' : verdict,
    causes,
    checks: checks.map(({ name, measured }) => ({ name, measured: short(measured) })),
    failed,
    ...(risks.length > 0 && { risks }),
    windows: windows.map(({ ask, done, foreign }) => ({ ask, done, foreign })),
  };
}

/** Numbers with five digits: a set has some forty of them for each of thousands of trials. */
const short = (measured: MeasuredCheck['measured']): MeasuredCheck['measured'] =>
  Object.fromEntries(Object.entries(measured).map(([name, value]) => [name, value && Number(value.toPrecision(5))]));

/** What both an appraisal and the record of one contain. */
interface Judged {
  readonly verdict: Verdict;
  readonly causes: readonly Cause[];
  readonly checks: readonly (MeasuredCheck & { readonly weight: CheckWeight; readonly passed: boolean })[];
  readonly windows: readonly TrialWindow[];
}

/** Failure codes of the widget that mean the machine is too slow. */
const slowCodes: readonly (string | undefined)[] = ['device-too-slow', 'camera-slow'];

/** Code of a trial that broke before a verdict or a failure code, for example because the browser crashed. */
export const trialBroken = 'trial-broken';

/** How a trial without an answered challenge ended. @param code the widget's failure code, if it failed */
export const unanswered = (code: string | undefined, causes: readonly Cause[] = []): Conclusion => ({
  outcome: slowCodes.includes(code) ? 'too-slow' : 'unfinished',
  causes,
  failed: [],
  windows: [],
  ...(code !== undefined && { code }),
});
