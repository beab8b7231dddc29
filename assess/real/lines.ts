/** How clips were judged, as lines of text. */
import type { ActionJudgement } from './actions.ts';
import { blinkToleranceMs } from './blinks.ts';
import { letterNames } from './labels.ts';
import { spanKinds, type Span } from './spans.ts';
import { totalOf, type JudgedClip } from './total.ts';

const seconds = (ms: number): string => (ms / 1000).toFixed(2);

const spanText = ({ fromMs, toMs }: Span): string => `${seconds(fromMs)} to ${seconds(toMs)}`;

const shortfallWords = {
  'too-short': 'did not go far enough',
  'not-from-neutral': 'did not begin at the neutral face',
  'not-returned': 'did not return in its window',
} as const;

/** One clip: a line for the whole, and one for everything that went wrong. */
export function clipLines({ name, labels, judgement }: JudgedClip): string[] {
  const { frames, framesFound, skinLuma, neutral, isPlain, blinks, actions, foreign } = judgement;
  const facts = [
    `face in ${framesFound} of ${frames} frames`,
    ...(skinLuma === undefined ? [] : [`skin ${Math.round(skinLuma)}`]),
    ...(neutral ? [`open eye ${neutral.eyeAspectRatio.toFixed(3)}`] : []),
    ...(blinks ? [`blinks ${blinks.seen.length} of ${labels.blinks!.length}, ${blinks.falselySeen.length} false`] : []),
    ...(actions.length > 0 ? [`actions ${actions.filter(({ done }) => done).length} of ${actions.length}`] : []),
    ...spanKinds.flatMap((kind) => {
      const windows = foreign.filter((each) => each.kind === kind);
      const some = windows.filter((each) => each.foreign.length > 0);
      return windows.length > 0 ? [`foreign ${kind} ${some.length} of ${windows.length}`] : [];
    }),
  ];
  return [
    `${name}: ${facts.join(' · ')}`,
    ...(neutral ? [] : ['    no face in the lead-in: nothing else was judged']),
    ...(neutral && !isPlain ? ['    the neutral face would be refused (neutral-plain)'] : []),
    ...(blinks?.missed.map((atMs) => `    blink at ${seconds(atMs)} not seen`) ?? []),
    ...(blinks?.falselySeen.map((atMs) => `    blink seen at ${seconds(atMs)}, not labelled`) ?? []),
    ...actions.filter((action) => !action.done || action.foreign.length > 0).map(actionLine),
  ];
}

function actionLine(action: ActionJudgement): string {
  const { letter, peakMs, window, shortfall, furthest, foreign, lostFrames, frames, longestGapMs } = action;
  return [
    `    ${letter} at ${seconds(peakMs)} (${spanText(window)}): ${shortfall ? shortfallWords[shortfall] : 'done'}`,
    `furthest ${furthest === undefined ? 'not measured' : `${furthest.toFixed(2)} of its reach`}`,
    ...(foreign.length > 0 ? [`foreign: ${foreign.join(' ')}`] : []),
    ...(lostFrames > 0 ? [`no face in ${lostFrames} of ${frames} frames, longest ${longestGapMs} ms`] : []),
  ].join(' · ');
}

/** All clips together. */
export function totalLines(clips: readonly JudgedClip[]): string[] {
  const { frames, framesFound, notPlain, blinks, actions, foreign } = totalOf(clips);
  return [
    `${clips.length} clips: face in ${framesFound} of ${frames} frames; neutral face refused in ${notPlain}`,
    `blinks: ${blinks.seen} of ${blinks.labelled} seen within ${blinkToleranceMs} ms, ${blinks.falselySeen} false`,
    ...letterNames
      .filter((letter) => actions[letter].labelled > 0)
      .map((letter) => {
        const { labelled, done, withForeign } = actions[letter];
        return `action ${letter}: ${done} of ${labelled} done, ${withForeign} with a foreign action`;
      }),
    ...spanKinds
      .filter((kind) => foreign[kind].windows > 0)
      .map((kind) => {
        const { windows, withForeign, ...movements } = foreign[kind];
        return `${kind}: foreign in ${withForeign} of ${windows} windows${listed(movements.foreign)}; answers unasked${listed(movements.answered)}`;
      }),
  ];
}

const listed = (counts: Readonly<Partial<Record<string, number>>>): string =>
  Object.keys(counts).length === 0
    ? ' none'
    : ` (${Object.entries(counts)
        .map(([movement, count]) => `${movement} ${count}`)
        .join(', ')})`;
