/** One presentation in an assessment, and how it ended. Names after ISO/IEC 30107-3. */
import type { Cause, Verdict } from '#protocol/message.ts';
import type { Appraisal, Check } from '../../worker/appraisal.ts';

/** What was presented: somebody who is who they say, or an attack instrument of some species. */
export interface Presentation {
  readonly label: 'bona-fide' | 'attack';
  readonly species: string;
  /** Who or what plays, or the clip. */
  readonly player: string;
  /** Of everything that is drawn by chance in it. */
  readonly seed: string;
  /** Known not to be held by what is built: reported, never claimed refused. */
  readonly isBeyond?: boolean;
}

/**
 * `too-slow`: this machine played or looked at too few frames to judge it. `unfinished`: no challenge was answered, such as
 * where no face stood well.
 */
export type Outcome = Verdict | 'too-slow' | 'unfinished';

export interface Trial extends Presentation {
  /**
   * `offline`: models and appraisal without a browser. `live`: widget in Chromium, worker in workerd. `simulated`: the
   * appraisal alone, of traces without pictures.
   */
  readonly way: 'offline' | 'live' | 'simulated';
  readonly outcome: Outcome;
  readonly causes: readonly Cause[];
  /** The checks that failed, with what they measured. */
  readonly failed: readonly Pick<Check, 'name' | 'measured'>[];
  /** What each window asked, and whether it was done. */
  readonly windows: Appraisal['windows'];
  /** Whether a recording happened to answer just what was asked. */
  readonly isCollision?: boolean;
}

/** Whether it went as it must not: a person who is not accepted, or an attack that is. */
export const isError = ({ label, outcome }: Trial): boolean => (outcome === 'bona-fide') !== (label === 'bona-fide');

/** What an appraisal says of a trial. */
export function concluded({ verdict, causes, checks, windows }: Appraisal): Omit<Trial, keyof Presentation | 'way'> {
  const failed = checks.filter(({ passed }) => !passed);
  const isSlow = failed.length > 0 && failed.every(({ name }) => name === 'rate-enough');
  return {
    outcome: isSlow ? 'too-slow' : verdict,
    causes,
    failed: failed.map(({ name, measured }) => ({ name, measured })),
    windows,
  };
}
