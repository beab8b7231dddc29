/** What the verifier concludes from a capture: pure, and the file to read. */
import { foreignActions, type ForeignAction } from '#protocol/action/foreign.ts';
import type { Ask } from '#protocol/action/action.ts';
import { sha256 } from '#protocol/frame.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { luma } from '#protocol/measure/luma.ts';
import type { Sample } from '#protocol/measure/sample.ts';
import type { Cause, Verdict } from '#protocol/message.ts';
import type { Policy } from '#protocol/policy.ts';
import type { TraceRecord } from '#protocol/trace.ts';
import type { Capture, OpenedFrame } from './capture.ts';
import { jpegSize } from './jpeg-size.ts';
import { neutralFrames } from './opening.ts';
import { read, type Reading, type ReadWindow } from './reading.ts';

/** One mandatory check: failed alone, it decides. No other check makes up for it. */
export interface Check {
  readonly name: CheckName;
  readonly passed: boolean;
  /** What its failure means. */
  readonly means: Exclude<Verdict, 'bona-fide'>;
  /** Why it failed, in words for the person; what an attack was caught by is `evidence-unusable`. */
  readonly causes: readonly Cause[];
  /** What was measured, for the relying party: numbers with the unit in their name. */
  readonly measured: Readonly<Record<string, number>>;
}

export type CheckName =
  | 'windows-bound'
  | 'openings-match'
  | 'not-frozen'
  | 'clock-agrees'
  | 'rate-enough'
  | 'face-present'
  | 'one-face'
  | 'face-steady'
  | 'face-placed'
  | 'light-enough'
  | 'portrait-found'
  | 'actions-done'
  | 'nothing-else-done';

/** One window as it was found. */
export interface AppraisedWindow {
  readonly ask: Ask;
  /** On the trace's clock. */
  readonly startMs: number;
  readonly endMs: number;
  /** Whether what it asked was done. */
  readonly done: boolean;
  /** What else was done in it. */
  readonly foreign: readonly ForeignAction[];
}

/** The verifier's conclusion with everything it rests on. */
export interface Appraisal {
  readonly verdict: Verdict;
  /** All causes at once, each once; empty when bona fide. */
  readonly causes: readonly Cause[];
  readonly checks: readonly Check[];
  readonly windows: readonly AppraisedWindow[];
  readonly samples: readonly Sample[];
}

/**
 * Appraise a capture whose statement, digests and root have been checked.
 *
 * @param opened one for each frame that was drawn
 */
export function appraise(capture: Capture, opened: readonly OpenedFrame[], policy: Policy): Appraisal {
  const reading = read(capture, policy);
  const windows = reading.windows ?? [];
  const watched = watchedRecords(capture.trace.records, windows);
  const checks = [
    windowsBound(reading, capture),
    openingsMatch(capture, opened),
    notFrozen(watched, capture, policy),
    clockAgrees(capture, windows, policy),
    rateEnough(windows, policy),
    facePresent(watched, reading, policy),
    oneFace(watched),
    faceSteady(watched, policy),
    facePlaced(watched, capture, policy),
    lightEnough(watched, policy),
    portraitFound(reading, policy),
    actionsDone(windows, capture),
    nothingElseDone(windows, policy),
  ];
  const failed = checks.filter(({ passed }) => !passed);
  const verdict = failed.some(({ means }) => means === 'attack')
    ? 'attack'
    : failed.length > 0
      ? 'undetermined'
      : 'bona-fide';
  return {
    verdict,
    causes: verdict === 'attack' ? ['evidence-unusable'] : [...new Set(failed.flatMap(({ causes }) => causes))],
    checks,
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

/** Records from the first to the end of the last window: what is judged. */
function watchedRecords(records: readonly TraceRecord[], windows: readonly ReadWindow[]): readonly TraceRecord[] {
  const endMs = windows.at(-1)?.endMs ?? Infinity;
  return records.filter(({ atMs }) => atMs <= endMs);
}

const check = (
  name: CheckName,
  means: Check['means'],
  causes: readonly Cause[],
  passed: boolean,
  measured: Check['measured'] = {},
): Check => ({ name, means, passed, causes: passed ? [] : causes, measured });

/** Each window was disclosed for a hash of this very trace, in order, none before the last had ended. */
function windowsBound({ windows }: Reading, { windows: disclosed }: Capture): Check {
  return check('windows-bound', 'attack', ['evidence-unusable'], windows !== undefined && disclosed.length > 0);
}

/** Every drawn frame was opened, is the picture its digest promised, and has the trace's size. */
function openingsMatch({ trace, frameDigests }: Capture, opened: readonly OpenedFrame[]): Check {
  const matching = opened.filter(({ index, jpeg }) => {
    const size = jpeg && jpegSize(jpeg);
    return (
      size?.widthPx === trace.header.widthPx &&
      size.heightPx === trace.header.heightPx &&
      equal(sha256(jpeg!), frameDigests[index])
    );
  });
  const passed = opened.length > 0 && matching.length === opened.length;
  return check('openings-match', 'attack', ['evidence-unusable'], passed, {
    opened: opened.length,
    matching: matching.length,
  });
}

const equal = (a: Uint8Array, b: Uint8Array | undefined) =>
  a.length === b?.length && a.every((byte, n) => byte === b[n]);

/** No picture, and no face to the last 1/16 pixel, stands still for longer than the policy allows. */
function notFrozen(watched: readonly TraceRecord[], { frameDigests }: Capture, { trace }: Policy): Check {
  let longestMs = 0;
  let pictureSinceMs = 0;
  let faceSinceMs = 0;
  watched.forEach((record, n) => {
    const before = watched[n - 1];
    if (!before || !equal(frameDigests[n]!, frameDigests[n - 1])) pictureSinceMs = record.atMs;
    if (!before || !sameFace(record, before)) faceSinceMs = record.atMs;
    longestMs = Math.max(longestMs, record.atMs - pictureSinceMs, record.atMs - faceSinceMs);
  });
  return check('not-frozen', 'attack', ['evidence-unusable'], longestMs < trace.frozenMs, { longestMs });
}

const sameFace = (a: TraceRecord, b: TraceRecord) =>
  a.face !== undefined &&
  b.face !== undefined &&
  a.face.every(({ x, y }, n) => x === b.face![n]!.x && y === b.face![n]!.y);

/** Between two disclosures, and from the last to the evidence, the trace's clock ran as the server's did. */
function clockAgrees(
  { windows: disclosed, receivedAtMs, trace }: Capture,
  windows: readonly ReadWindow[],
  { trace: { clockToleranceMs } }: Policy,
): Check {
  const marks = [
    ...windows.map(({ startMs }, n) => ({ traceMs: startMs, serverMs: disclosed[n]!.disclosedAtMs })),
    { traceMs: trace.records.at(-1)!.atMs, serverMs: receivedAtMs },
  ];
  const driftMs = marks
    .slice(1)
    .map(({ traceMs, serverMs }, n) => Math.abs(traceMs - marks[n]!.traceMs - (serverMs - marks[n]!.serverMs)));
  const worstMs = Math.max(0, ...driftMs.slice(0, -1));
  const lastMs = driftMs.at(-1) ?? 0;
  // The evidence itself takes time to send: its arrival is bounded by the route, here only twice as loosely.
  const passed = worstMs <= clockToleranceMs && lastMs <= clockToleranceMs * 2;
  return check('clock-agrees', 'undetermined', ['connection-slow'], passed, { worstMs, lastMs });
}

/** Enough frames in every window. */
function rateEnough(windows: readonly ReadWindow[], { trace }: Policy): Check {
  const rates = windows.map(({ samples, startMs, endMs }) => (samples.length * 1000) / (endMs - startMs));
  const lowestHz = Math.min(...rates);
  const passed = windows.length > 0 && lowestHz >= trace.minRateHz;
  return check('rate-enough', 'undetermined', ['frames-too-few'], passed, windows.length > 0 ? { lowestHz } : {});
}

/** A face throughout: never away for longer than the policy's gap, and there before the first window. */
function facePresent(watched: readonly TraceRecord[], { rest, windows }: Reading, { trace, challenge }: Policy): Check {
  const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
  const marks = [0, ...seen, windows?.at(-1)?.endMs ?? 0];
  const longestGapMs = Math.max(...marks.slice(1).map((atMs, n) => atMs - marks[n]!));
  const leadInMs = windows?.[0]?.startMs ?? 0;
  const passed =
    rest !== undefined && longestGapMs <= trace.maxGapMs && leadInMs >= challenge.leadInMs - trace.maxGapMs;
  return check('face-present', 'undetermined', ['face-missing'], passed, { longestGapMs, leadInMs });
}

/** Never more than one face. */
function oneFace(watched: readonly TraceRecord[]): Check {
  const mostFaces = Math.max(...watched.map(({ faces }) => faces));
  return check('one-face', 'undetermined', ['faces-several'], mostFaces <= 1, { mostFaces });
}

/** From frame to frame the face neither jumps nor swells: it is the same head all along. */
function faceSteady(watched: readonly TraceRecord[], { face }: Policy): Check {
  const boxes = watched.flatMap((record) => (record.face ? [faceBox(record.face)] : []));
  let shift = 0;
  let growth = 1;
  boxes.slice(1).forEach(({ centre, widthPx }, n) => {
    const before = boxes[n]!;
    shift = Math.max(shift, Math.hypot(centre.x - before.centre.x, centre.y - before.centre.y) / before.widthPx);
    growth = Math.max(growth, widthPx / before.widthPx, before.widthPx / widthPx);
  });
  const passed = shift <= face.maxShift && growth <= face.maxGrowth;
  return check('face-steady', 'undetermined', ['moved-too-fast'], passed, { shift, growth });
}

/** The face is large enough to measure and small enough to be whole. */
function facePlaced(watched: readonly TraceRecord[], { trace: { header } }: Capture, { face }: Policy): Check {
  const shortSidePx = Math.min(header.widthPx, header.heightPx);
  const widths = watched.flatMap((record) => (record.face ? [faceBox(record.face).widthPx / shortSidePx] : []));
  const width = median(widths);
  const tooSmall = width === undefined || width < face.minWidth;
  const tooClose = width !== undefined && width > face.maxWidth;
  const cause = tooSmall ? 'face-too-small' : 'face-too-close';
  return check('face-placed', 'undetermined', [cause], !tooSmall && !tooClose, width === undefined ? {} : { width });
}

/** The skin is lit well enough to tell features. */
function lightEnough(watched: readonly TraceRecord[], { face }: Policy): Check {
  const skin = median(watched.flatMap((record) => (record.face ? [luma(record.skin)] : [])));
  const tooDark = skin === undefined || skin < face.minLuma;
  const tooBright = skin !== undefined && skin > face.maxLuma;
  const cause = tooDark ? 'too-dark' : 'too-bright';
  return check('light-enough', 'undetermined', [cause], !tooDark && !tooBright, skin === undefined ? {} : { skin });
}

const median = (values: readonly number[]): number | undefined =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Some frame shows the person straight on and at rest: the portrait that comparison and form use. */
function portraitFound({ samples, rest }: Reading, policy: Policy): Check {
  const candidates = rest ? neutralFrames(samples, rest, policy).length : 0;
  return check('portrait-found', 'undetermined', ['portrait-missing'], candidates > 0, { candidates });
}

/** Every window was answered with what it asked. */
function actionsDone(windows: readonly ReadWindow[], { windows: disclosed }: Capture): Check {
  const done = windows.filter(({ answer }) => answer.done).length;
  const passed = done === disclosed.length && done > 0;
  return check('actions-done', 'undetermined', ['action-missed'], passed, { asked: disclosed.length, done });
}

/** No window holds a deliberate action that it did not ask for. */
function nothingElseDone(windows: readonly ReadWindow[], { action }: Policy): Check {
  const foreign = windows.flatMap((window) => foreignActions(window, window.ask, action)).length;
  return check('nothing-else-done', 'undetermined', ['action-other'], foreign === 0, { foreign });
}
