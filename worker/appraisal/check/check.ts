/**
 * One check per file, which has the check's name. A check is pure. It may import protocol/, capture/ and the files of
 * appraisal/ that measure, but no other check.
 *
 * To add one: name it in `checkNames` (protocol/capture/appraisal-record.ts), write its file, and put it in the list of
 * ../appraise.ts. The compiler then demands its words in assess/report/, and test/unit/worker/appraisal/refused.test.ts
 * demands a capture that no other check refuses.
 */
import type { CheckName, CheckWeight } from '#protocol/capture/appraisal-record.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Capture, SeenFrame } from '../../capture/capture.ts';
import type { Reading, ReadWindow } from '../../capture/reading.ts';

/** Everything that a check may use. */
export interface CheckContext {
  readonly capture: Capture;
  readonly reading: Reading;
  /** The reading's windows; empty if they are not bound to the trace. */
  readonly windows: readonly ReadWindow[];
  /** The trace's records up to the end of the last window. */
  readonly watched: readonly TraceRecord[];
  /** One for each frame that was drawn, with what the verifier itself reads in it. */
  readonly revealed: readonly SeenFrame[];
  readonly policy: Policy;
}

/**
 * One bound of a measure. A check decides by its bounds and by nothing else, so that an assessment can say how far people and
 * attacks are from each of them.
 */
export interface Bound<Measure extends string = string> {
  readonly of: Measure;
  readonly side: 'at-least' | 'at-most';
  readonly value: number;
  /**
   * What a measure beyond it says about the capture. `attack` only where no honest capture can be. Where honest people come
   * near, the bound means `undetermined`, and a second one further away may mean `attack`.
   */
  readonly means: Exclude<Verdict, 'bona-fide'>;
  /** A code for which the widget has advice for the person. */
  readonly cause: Cause;
}

/** What a check found. */
export interface Finding {
  readonly passed: boolean;
  /** What the check says about the capture: `bona-fide` if it passed. */
  readonly means: Verdict;
  /** Why it failed: the causes of the bounds that were not kept. Empty if it passed. */
  readonly causes: readonly Cause[];
  /** What was measured, for the relying party: numbers whose name contains the unit. */
  readonly measured: Readonly<Record<string, number>>;
}

export interface Check {
  readonly name: CheckName;
  readonly weight: CheckWeight;
  readonly bounds: (policy: Policy) => readonly Bound[];
  readonly judge: (context: CheckContext) => Finding;
}

interface Definition<Measure extends string> extends Pick<Check, 'name' | 'weight'> {
  readonly bounds: (policy: Policy) => readonly Bound<NoInfer<Measure>>[];
  /** @returns the cause of its failure if there is nothing to measure */
  readonly measure: (context: CheckContext) => Readonly<Record<Measure, number>> | Cause;
}

/** Makes a check of what it measures and of the bounds that it has to keep. */
export const defineCheck = <Measure extends string>({ name, weight, bounds, measure }: Definition<Measure>): Check => ({
  name,
  weight,
  bounds,
  judge(context) {
    const measured = measure(context);
    if (typeof measured === 'string') return { passed: false, means: 'undetermined', causes: [measured], measured: {} };
    const broken = bounds(context.policy).filter((bound) => !keeps(measured[bound.of], bound));
    return {
      passed: broken.length === 0,
      means: broken.some(({ means }) => means === 'attack')
        ? 'attack'
        : broken.length > 0
          ? 'undetermined'
          : 'bona-fide',
      causes: [...new Set(broken.map(({ cause }) => cause))],
      measured,
    };
  },
});

/** Whether a measure keeps a bound. NaN keeps none. */
export const keeps = (measured: number, { side, value }: Pick<Bound, 'side' | 'value'>): boolean =>
  side === 'at-least' ? measured >= value : measured <= value;

/** Bounds that must not be exceeded, of measures with the same names. */
export const atMost = <Measure extends string>(
  values: Readonly<Partial<Record<Measure, number>>>,
  means: Bound['means'],
  cause: Cause,
): Bound<Measure>[] => each(values).map(([of, value]) => ({ of, side: 'at-most', value, means, cause }));

/** The same for bounds that must be reached. */
export const atLeast = <Measure extends string>(
  values: Readonly<Partial<Record<Measure, number>>>,
  means: Bound['means'],
  cause: Cause,
): Bound<Measure>[] => each(values).map(([of, value]) => ({ of, side: 'at-least', value, means, cause }));

const each = <Measure extends string>(values: Readonly<Partial<Record<Measure, number>>>) =>
  Object.entries(values) as [Measure, number][];
