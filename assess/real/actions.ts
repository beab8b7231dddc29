/** Whether the product sees each labelled action, and why not. */
import { answerAsk } from '#protocol/action/answer.ts';
import { foreignActions } from '#protocol/action/foreign.ts';
import { reachOf } from '#protocol/action/reach.ts';
import type { ActionPolicy, Ask, Movement, WindowSamples } from '#protocol/action/action.ts';
import type { Neutral, Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { letters, type ClipLabels, type Letter } from './labels.ts';
import type { Span } from './spans.ts';

/** Why an action is not done. */
export type Shortfall = 'too-short' | 'not-from-neutral' | 'not-returned';

export interface ActionJudgement {
  readonly letter: Letter;
  /** Milliseconds since the clip's start, of the label and of what was judged for it. */
  readonly peakMs: number;
  readonly window: Span;
  readonly done: boolean;
  /** Undefined if it is done. */
  readonly shortfall: Shortfall | undefined;
  /** The furthest that the action went, as a share of the policy's reach; undefined if nothing was measured. */
  readonly furthest: number | undefined;
  /** Frames of the window, and those of them without a face. */
  readonly frames: number;
  readonly lostFrames: number;
  /** The longest time without a face, in milliseconds. */
  readonly longestGapMs: number;
  /** Other actions that the product sees in the window, which would also be refused. */
  readonly foreign: readonly Movement[];
}

interface Label {
  readonly letter: Letter;
  readonly peakMs: number;
}

/** Judges every labelled action of a clip in a window of its own, against the clip's neutral face. */
export function judgeActions(
  { actions = [] }: ClipLabels,
  samples: readonly Sample[],
  neutral: Neutral,
  policy: Policy,
): ActionJudgement[] {
  const labels: Label[] = actions
    .map(([letter, seconds]) => ({ letter, peakMs: Math.round(seconds * 1000) }))
    .toSorted((a, b) => a.peakMs - b.peakMs);
  const borders = labels.slice(1).map((label, n) => borderOf(labels[n]!, label, samples, neutral, policy.action));
  return labels.map((label, n) => {
    const ask = letters[label.letter];
    const half = policy.challenge.windowMs[ask.kind] / 2;
    const window = {
      fromMs: Math.max(label.peakMs - half, borders[n - 1] ?? -Infinity),
      toMs: Math.min(label.peakMs + half, borders[n] ?? Infinity),
    };
    return judgeAction(label, window, samples, neutral, policy.action);
  });
}

/**
 * Where the windows of two neighbouring labels meet: at the moment between their peaks at which both actions are nearest to
 * neutral.
 */
function borderOf(
  before: Label,
  after: Label,
  samples: readonly Sample[],
  neutral: Neutral,
  policy: ActionPolicy,
): number {
  const asks: readonly Ask[] = [letters[before.letter], letters[after.letter]];
  let border = (before.peakMs + after.peakMs) / 2;
  let nearest = Infinity;
  for (const sample of samples) {
    if (sample.atMs <= before.peakMs || sample.atMs >= after.peakMs) continue;
    const reach = Math.max(...asks.map((ask) => Math.abs(reachOf(ask, sample, neutral, policy) ?? Infinity)));
    if (reach < nearest) [border, nearest] = [sample.atMs, reach];
  }
  return border;
}

function judgeAction(
  { letter, peakMs }: Label,
  span: Span,
  samples: readonly Sample[],
  neutral: Neutral,
  policy: ActionPolicy,
): ActionJudgement {
  const ask: Ask = letters[letter];
  const own = samples.filter(({ atMs }) => atMs >= span.fromMs && atMs <= span.toMs);
  const before = samples.filter(({ atMs }) => atMs < span.fromMs);
  const window: WindowSamples = { neutral, before, samples: own };
  // Nobody was prompted, so the action may begin at once.
  const { done, onset } = answerAsk(window, ask, { ...policy, minReactionMs: 0 });
  const reached = own.flatMap((sample) => reachOf(ask, sample, neutral, policy) ?? []);
  const furthest = reached.length > 0 ? Math.max(...reached) : undefined;
  return {
    letter,
    peakMs,
    window: span,
    done,
    shortfall: done ? undefined : shortfallOf(furthest, onset),
    furthest,
    ...lossOf(own),
    foreign: foreignActions(window, ask, policy),
  };
}

function shortfallOf(furthest: number | undefined, onset: number | undefined): Shortfall {
  if (furthest === undefined || furthest < 1) return 'too-short';
  return onset === undefined ? 'not-from-neutral' : 'not-returned';
}

function lossOf(samples: readonly Sample[]) {
  const found = samples.filter(({ yawDegrees }) => yawDegrees !== undefined);
  const gaps = found.slice(1).map(({ atMs }, n) => atMs - found[n]!.atMs);
  return {
    frames: samples.length,
    lostFrames: samples.length - found.length,
    longestGapMs: found.length < samples.length ? Math.max(0, ...gaps) : 0,
  };
}
