/** Appraises a capture with a list of checks, each of which is a file in check/. Pure. Read this file first. */
import type { Ask, Movement } from '#protocol/action/action.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Capture, SeenFrame } from '../capture/capture.ts';
import { read } from '../capture/reading.ts';
import { actionsDone } from './check/actions-done.ts';
import { actionsSeen } from './check/actions-seen.ts';
import type { Check } from './check/check.ts';
import { clockAgrees } from './check/clock-agrees.ts';
import { facePlaced } from './check/face-placed.ts';
import { facePresent } from './check/face-present.ts';
import { faceSteady } from './check/face-steady.ts';
import { framesMatch } from './check/frames-match.ts';
import { lightEnough } from './check/light-enough.ts';
import { neutralPlain } from './check/neutral-plain.ts';
import { neutralSeen } from './check/neutral-seen.ts';
import { notFrozen } from './check/not-frozen.ts';
import { nothingElseDone } from './check/nothing-else-done.ts';
import { oneFace } from './check/one-face.ts';
import { picturesAgree } from './check/pictures-agree.ts';
import { portraitFound } from './check/portrait-found.ts';
import { rateEnough } from './check/rate-enough.ts';
import { windowsBound } from './check/windows-bound.ts';
import { conclude, type CheckResult, type Conclusion } from './conclude.ts';

/** Every check, in the order in which they are reported. */
export const checks: readonly Check[] = [
  windowsBound,
  framesMatch,
  picturesAgree,
  notFrozen,
  clockAgrees,
  rateEnough,
  facePresent,
  oneFace,
  faceSteady,
  facePlaced,
  lightEnough,
  neutralPlain,
  neutralSeen,
  portraitFound,
  actionsDone,
  actionsSeen,
  nothingElseDone,
];

/** One window as it was appraised. */
export interface AppraisedWindow {
  readonly ask: Ask;
  /** On the trace's clock. */
  readonly startMs: number;
  readonly endMs: number;
  /** Whether what it asked was done. */
  readonly done: boolean;
  /** The other movements in it. */
  readonly foreign: readonly Movement[];
}

/** The verifier's conclusion with everything that it is based on. */
export interface Appraisal extends Conclusion {
  readonly checks: readonly CheckResult[];
  readonly windows: readonly AppraisedWindow[];
  readonly samples: readonly Sample[];
}

/**
 * Appraises a capture whose statement, digests and root have been checked.
 *
 * @param revealed one for each frame that was drawn, with what the verifier itself reads in it
 */
export function appraise(capture: Capture, revealed: readonly SeenFrame[], policy: Policy): Appraisal {
  const reading = read(capture, policy);
  const windows = reading.windows ?? [];
  const watched = capture.trace.records.slice(0, reading.judged);
  const context = { capture, reading, windows, watched, revealed, policy };
  const results = checks.map(({ name, weight, judge }): CheckResult => ({ name, weight, ...judge(context) }));
  return {
    ...conclude(results),
    checks: results,
    windows: windows.map((window) => ({
      ask: window.ask,
      startMs: window.startMs,
      endMs: window.endMs,
      done: window.answer.done,
      foreign: foreignActions(window, window.ask, policy.action),
    })),
    samples: reading.samples,
  };
}
