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

/** What a check found. */
export interface Finding {
  readonly passed: boolean;
  /** Why it failed: codes for which the widget has advice for the person. Empty if it passed. */
  readonly causes: readonly Cause[];
  /** What was measured, for the relying party: numbers whose name contains the unit. */
  readonly measured: Readonly<Record<string, number>>;
}

export interface Check {
  readonly name: CheckName;
  readonly weight: CheckWeight;
  /** What its failure says about the capture. */
  readonly means: Exclude<Verdict, 'bona-fide'>;
  readonly judge: (context: CheckContext) => Finding;
}

/** @param causes why it failed, if it failed; the cause of an attack is always `evidence-unusable` */
export const finding = (passed: boolean, causes: readonly Cause[], measured: Finding['measured'] = {}): Finding => ({
  passed,
  causes: passed ? [] : causes,
  measured,
});
