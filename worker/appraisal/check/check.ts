/**
 * One check per file, named as its check. A check is pure. It may import protocol/, capture/ and the files of appraisal/ that
 * measure, but no other check.
 *
 * To add one: name it in `checkNames` (protocol/capture/appraisal-record.ts), write its file, and put it in the list of
 * ../appraise.ts. The compiler then demands its words in assess/report/, and test/unit/worker/appraisal/refused.test.ts a
 * capture that it alone refuses.
 */
import type { CheckName, CheckWeight } from '#protocol/capture/appraisal-record.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Capture, SeenFrame } from '../../capture/capture.ts';
import type { Reading, ReadWindow } from '../../capture/reading.ts';

/** Everything that checks look at. */
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

/** What a check found. */
export interface Finding {
  readonly passed: boolean;
  /** Why it failed, in words for the person; empty if it passed. */
  readonly causes: readonly Cause[];
  /** What was measured, for the relying party: numbers with the unit in their name. */
  readonly measured: Readonly<Record<string, number>>;
}

export interface Check {
  readonly name: CheckName;
  readonly weight: CheckWeight;
  /** What its failure says about the capture. */
  readonly means: Exclude<Verdict, 'bona-fide'>;
  readonly judge: (context: CheckContext) => Finding;
}

/** @param causes why it failed, if it did; the cause of an attack is always `evidence-unusable` */
export const finding = (passed: boolean, causes: readonly Cause[], measured: Finding['measured'] = {}): Finding => ({
  passed,
  causes: passed ? [] : causes,
  measured,
});
