/** What the verifier concludes from a capture: pure, and the file to read. */
import { foreignActions } from '#protocol/action/foreign.ts';
import type { Ask, Movement } from '#protocol/action/action.ts';
import { faceBox } from '#protocol/measure/face-box.ts';
import { luma } from '#protocol/measure/luma.ts';
import { reachOf } from '#protocol/action/reach.ts';
import type { CheckName } from '#protocol/capture/appraisal-record.ts';
import { neutralOf, sampleOf, type Neutral, type Sample } from '#protocol/measure/sample.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import { faceBytes, type TraceRecord } from '#protocol/capture/trace.ts';
import type { Capture, SeenFrame } from '../capture/capture.ts';
import { isPromised } from '../capture/revealed-frames.ts';
import { disagreement, type Disagreement } from './disagreement.ts';
import { portraitCandidates } from '../capture/drawn-frames.ts';
import { read, type Reading, type ReadWindow } from '../capture/reading.ts';

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

/** One window as it was found. */
export interface AppraisedWindow {
  readonly ask: Ask;
  /** On the trace's clock. */
  readonly startMs: number;
  readonly endMs: number;
  /** Whether what it asked was done. */
  readonly done: boolean;
  /** What else was done in it. */
  readonly foreign: readonly Movement[];
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
 * @param opened one for each frame that was drawn, with what the verifier's own eyes see in it
 */
export function appraise(capture: Capture, revealed: readonly SeenFrame[], policy: Policy): Appraisal {
  const reading = read(capture, policy);
  const windows = reading.windows ?? [];
  const watched = capture.trace.records.slice(0, reading.judged);
  const checks = [
    windowsBound(reading, capture),
    framesMatch(capture, revealed),
    picturesAgree(capture, reading, revealed, policy),
    notFrozen(watched, capture, policy),
    clockAgrees(capture, windows, policy),
    rateEnough(windows, policy),
    facePresent(watched, reading, policy),
    oneFace(watched, revealed),
    faceSteady(watched, policy),
    facePlaced(watched, capture, policy),
    lightEnough(watched, policy),
    neutralPlain(reading, policy),
    neutralSeen(reading, revealed, policy),
    portraitFound(capture, reading, policy),
    actionsDone(windows, capture),
    actionsSeen(reading, revealed, policy),
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
function framesMatch(capture: Capture, revealed: readonly SeenFrame[]): Check {
  const matching = revealed.filter((frame) => isPromised(frame, capture));
  const passed = revealed.length > 0 && matching.length === revealed.length;
  return check('frames-match', 'attack', ['evidence-unusable'], passed, {
    revealed: revealed.length,
    matching: matching.length,
  });
}

/**
 * Where a record has a face, the verifier sees it in the picture too, where the record says, with its measures and its
 * colours: the models made the trace of these very pictures.
 */
function picturesAgree(
  { trace }: Capture,
  { neutral }: Reading,
  revealed: readonly SeenFrame[],
  { pictures }: Policy,
): Check {
  const claimed = revealed.flatMap(({ index, reading }) => {
    const record = trace.records[index];
    return record?.face ? [reading && disagreement(record, reading)] : [];
  });
  const compared = claimed.filter((each) => each !== undefined);
  const most = (of: (each: Disagreement) => number) => Math.max(0, ...compared.map(of));
  const measured = {
    unseen: claimed.length - compared.length,
    found: most(({ found }) => found),
    distance: most(({ distance }) => distance),
    // Without a rest nothing can be a blink, and another check refuses.
    openness: most(({ signals }) => signals.eyeAspectRatio) / (neutral?.eyeAspectRatio ?? Infinity),
    mouthAperture: most(({ signals }) => signals.mouthAperture),
    yawDegrees: most(({ signals }) => signals.yawDegrees),
    pitchDegrees: most(({ signals }) => signals.pitchDegrees),
    rollDegrees: most(({ signals }) => signals.rollDegrees),
    skin: most(({ skin }) => skin),
    background: most(({ background }) => background),
  };
  const passed = Object.entries(pictures.apart).every(([name, bound]) => measured[name as keyof Bounds] <= bound);
  return check('pictures-agree', 'attack', ['evidence-unusable'], passed && measured.unseen === 0, measured);
}

type Bounds = Policy['pictures']['apart'];

/**
 * No picture, and no face to the last 1/16 pixel, stands still for longer than the policy allows, whether or not frames
 * without a face stand between; and enough of them are different from all others.
 */
function notFrozen(watched: readonly TraceRecord[], { trace, frameDigests }: Capture, policy: Policy): Check {
  const { frozenMs, minDistinct } = policy.trace;
  const pictures = watched.map((_, n) => textOf(frameDigests[n]!));
  const faces = watched.map(({ face }, n) => face && textOf(faceBytes(trace.recordBytes[n]!)));
  const longestMs = Math.max(stillMs(watched, pictures), stillMs(watched, faces));
  const seen = faces.filter((face) => face !== undefined);
  const distinct = Math.min(distinctShare(pictures), distinctShare(seen));
  const passed = longestMs < frozenMs && distinct >= minDistinct;
  return check('not-frozen', 'attack', ['evidence-unusable'], passed, { longestMs, distinct });
}

/** The same text for the same bytes; spread instead of applied, they would take six times as long. */
const textOf = (bytes: Uint8Array): string => Reflect.apply(String.fromCharCode, undefined, bytes);

const distinctShare = (values: readonly string[]) => (values.length === 0 ? 1 : new Set(values).size / values.length);

/** Longest time over which a value, where there is one, is the same. */
function stillMs(records: readonly TraceRecord[], values: readonly (string | undefined)[]): number {
  let longestMs = 0;
  let last: { readonly value: string; readonly sinceMs: number } | undefined;
  records.forEach(({ atMs }, n) => {
    const value = values[n];
    if (value === undefined) return;
    if (value !== last?.value) last = { value, sinceMs: atMs };
    longestMs = Math.max(longestMs, atMs - last.sinceMs);
  });
  return longestMs;
}

/**
 * Over the whole challenge, from its issue to the evidence, the trace's clock ran as the server's did: the lead-in is not
 * older than the challenge, the disclosures do not drift, and the last window was over when the evidence came. Sending it may
 * take as long again.
 */
function clockAgrees(
  { windows: disclosed, issuedAtMs, receivedAtMs }: Capture,
  windows: readonly ReadWindow[],
  { trace: { clockToleranceMs } }: Policy,
): Check {
  const offsets = windows.map(({ startMs }, n) => disclosed[n]!.disclosedAtMs - startMs);
  const [least, most] = [Math.min(...offsets), Math.max(...offsets)];
  const leadMs = issuedAtMs - least;
  const driftMs = most - least;
  const evidenceOffset = receivedAtMs - (windows.at(-1)?.endMs ?? 0);
  const earlyMs = most - evidenceOffset;
  const lateMs = evidenceOffset - least;
  const passed =
    windows.length > 0 && Math.max(leadMs, driftMs, earlyMs) <= clockToleranceMs && lateMs <= clockToleranceMs * 2;
  const measured = windows.length > 0 ? { leadMs, driftMs, earlyMs, lateMs } : {};
  return check('clock-agrees', 'undetermined', ['connection-slow'], passed, measured);
}

/** Enough frames with a face in every window. */
function rateEnough(windows: readonly ReadWindow[], { trace }: Policy): Check {
  const rates = windows.map(({ samples, startMs, endMs }) => {
    const seen = samples.filter(({ yawDegrees }) => yawDegrees !== undefined).length;
    return (seen * 1000) / (endMs - startMs);
  });
  const lowestHz = Math.min(...rates);
  const passed = windows.length > 0 && lowestHz >= trace.minRateHz;
  return check('rate-enough', 'undetermined', ['frames-too-few'], passed, windows.length > 0 ? { lowestHz } : {});
}

/**
 * A face throughout: never away for longer than the policy's gap, and there before the first window. Where no frame at all stands in the
 * gap, it was not the face that was missing.
 */
function facePresent(
  watched: readonly TraceRecord[],
  { neutral, windows }: Reading,
  { trace, challenge }: Policy,
): Check {
  const seen = watched.filter(({ face }) => face).map(({ atMs }) => atMs);
  const marks = [0, ...seen, windows?.at(-1)?.endMs ?? 0];
  const gaps = marks.slice(1).map((endMs, n) => ({ startMs: marks[n]!, endMs, gapMs: endMs - marks[n]! }));
  const longest = gaps.reduce((a, b) => (b.gapMs > a.gapMs ? b : a));
  const isFrameless = !watched.some(({ atMs, face }) => !face && atMs >= longest.startMs && atMs <= longest.endMs);
  const leadInMs = windows?.[0]?.startMs ?? 0;
  const isThere = neutral !== undefined && leadInMs >= challenge.leadInMs - trace.maxGapMs;
  const passed = isThere && longest.gapMs <= trace.maxGapMs;
  const cause = isThere && isFrameless ? 'frames-too-few' : 'face-missing';
  return check('face-present', 'undetermined', [cause], passed, { longestGapMs: longest.gapMs, leadInMs });
}

/** Never more than one face, in the trace and in the pictures. */
function oneFace(watched: readonly TraceRecord[], revealed: readonly SeenFrame[]): Check {
  const mostFaces = Math.max(
    ...watched.map(({ faces }) => faces),
    ...revealed.map(({ reading }) => reading?.faces ?? 0),
  );
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

/** The face is large enough to measure, small enough to be whole, and inside the frame. */
function facePlaced(watched: readonly TraceRecord[], { trace: { header } }: Capture, { face }: Policy): Check {
  const { widthPx, heightPx } = header;
  const inside = Math.min(
    ...watched.flatMap((record) => (record.face ? [insideShare(record.face, widthPx, heightPx)] : [])),
  );
  const width = median(
    watched.flatMap((record) => (record.face ? [faceBox(record.face).widthPx / Math.min(widthPx, heightPx)] : [])),
  );
  if (width === undefined) return check('face-placed', 'undetermined', ['face-missing'], false);
  const causes: readonly Cause[] = [
    ...(width < face.minWidth ? (['face-too-small'] as const) : []),
    ...(width > face.maxWidth ? (['face-too-close'] as const) : []),
    ...(inside < face.minInside ? (['face-missing'] as const) : []),
  ];
  return check('face-placed', 'undetermined', causes, causes.length === 0, { width, inside });
}

const insideShare = (face: TracedFace, widthPx: number, heightPx: number) =>
  face.filter(({ x, y }) => x >= 0 && y >= 0 && x <= widthPx && y <= heightPx).length / face.length;

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

/** The rest that actions are measured against is a face's that looks at the screen with open eyes. */
function neutralPlain({ neutral }: Reading, { face: { neutral: bounds } }: Policy): Check {
  const passed = neutral !== undefined && isPlain(neutral, bounds);
  return check('neutral-plain', 'undetermined', ['portrait-missing'], passed, neutral ?? {});
}

/** Whether it is a face's that looks at the screen with open eyes. */
export const isPlain = (neutral: Neutral, bounds: Policy['face']['neutral']): boolean =>
  Math.abs(neutral.yawDegrees) <= bounds.yawDegrees &&
  Math.abs(neutral.pitchDegrees) <= bounds.pitchDegrees &&
  Math.abs(neutral.rollDegrees) <= bounds.rollDegrees &&
  neutral.eyeAspectRatio >= bounds.minEyeAspectRatio &&
  neutral.mouthAperture <= bounds.maxMouthAperture;

/** The rest that the trace claims is the one that the verifier sees in the opened frames of the lead-in. */
function neutralSeen(
  { neutral, windows = [] }: Reading,
  revealed: readonly SeenFrame[],
  { pictures: { apart } }: Policy,
): Check {
  const seen = seenNeutral(windows, revealed, 'face');
  if (!neutral || !seen) return check('neutral-seen', 'undetermined', ['portrait-missing'], false);
  const measured = {
    openness: Math.abs(neutral.eyeAspectRatio - seen.eyeAspectRatio) / seen.eyeAspectRatio,
    mouthAperture: Math.abs(neutral.mouthAperture - seen.mouthAperture),
    yawDegrees: Math.abs(neutral.yawDegrees - seen.yawDegrees),
    pitchDegrees: Math.abs(neutral.pitchDegrees - seen.pitchDegrees),
    rollDegrees: Math.abs(neutral.rollDegrees - seen.rollDegrees),
  };
  const passed = Object.entries(measured).every(([name, value]) => value <= apart[name as keyof typeof measured]);
  return check('neutral-seen', 'undetermined', ['portrait-missing'], passed, measured);
}

/** Some frame shows the person straight on and at rest: the portrait that comparison and form use. */
function portraitFound(capture: Capture, reading: Reading, policy: Policy): Check {
  const candidates = portraitCandidates(capture, reading, policy).length;
  return check('portrait-found', 'undetermined', ['portrait-missing'], candidates > 0, { candidates });
}

/** Every window was answered with what it asked. */
function actionsDone(windows: readonly ReadWindow[], { windows: disclosed }: Capture): Check {
  const done = windows.filter(({ answer }) => answer.done).length;
  const passed = done === disclosed.length && done > 0;
  return check('actions-done', 'undetermined', ['action-missed'], passed, { asked: disclosed.length, done });
}

/**
 * What was done is in the verifier's own readings: at every peak the mesh, run where the face is claimed, has left the rest that it
 * gives in the opened frames of the lead-in; and where the verifier finds the face by itself, it has at the furthest peak too. No
 * number that the trace claims is in either, so that one still cannot be rest and peak at once.
 */
function actionsSeen(
  { windows = [] }: Reading,
  revealed: readonly SeenFrame[],
  { action, pictures: { minReach } }: Policy,
): Check {
  const done = windows.filter(({ answer }) => answer.done);
  const [claimed, found] = (['face', 'found'] as const).map((by) => {
    const neutral = seenNeutral(windows, revealed, by);
    return done.map(({ ask, answer, first }) =>
      answer.peaks.map((peak) => {
        const face = revealed.find(({ index }) => index === first + peak)?.reading?.[by];
        return (face && neutral && reachOf(ask, sampleOf({ atMs: 0, face }), neutral, action)) ?? 0;
      }),
    );
  });
  const measured = {
    furthest: Math.min(...claimed!.map((reaches) => Math.max(...reaches))),
    every: Math.min(...claimed!.flat()),
    found: Math.min(...found!.map((reaches) => Math.max(...reaches))),
  };
  const passed =
    measured.furthest >= minReach.furthest && measured.every >= minReach.every && measured.found >= minReach.found;
  return check('actions-seen', 'undetermined', ['action-missed'], passed, done.length > 0 ? measured : {});
}

/** The rest that the verifier itself sees: the median over the opened frames of the lead-in. */
const seenNeutral = (windows: readonly ReadWindow[], revealed: readonly SeenFrame[], by: 'face' | 'found') =>
  neutralOf(
    revealed
      .filter(({ index }) => index < (windows[0]?.first ?? 0))
      .map(({ reading }) => sampleOf({ atMs: 0, face: reading?.[by] })),
  );

/** No window holds a deliberate action that it did not ask for. */
function nothingElseDone(windows: readonly ReadWindow[], { action }: Policy): Check {
  const foreign = windows.flatMap((window) => foreignActions(window, window.ask, action)).length;
  return check('nothing-else-done', 'undetermined', ['action-other'], foreign === 0, { foreign });
}
