/** Judges a labelled clip by the product's own measures and actions. Pure. */
import { luma } from '#protocol/measure/luma.ts';
import { median } from '#protocol/measure/median.ts';
import { neutralOf, sampleOf, type Neutral } from '#protocol/measure/sample.ts';
import type { TraceRecord } from '#protocol/capture/trace.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { looksNeutral } from '../../worker/appraisal/check/neutral-plain.ts';
import { judgeActions, type ActionJudgement } from './actions.ts';
import { blinkTimes, judgeBlinks, type BlinkJudgement } from './blinks.ts';
import { judgeForeign, type ForeignJudgement } from './foreign.ts';
import type { ClipLabels } from './labels.ts';
import { leadInOf, lookedAt } from './spans.ts';

export interface ClipJudgement {
  /** Frames that were looked at, and those of them with a face. */
  readonly frames: number;
  readonly framesFound: number;
  /** Median luma of the skin, 0 to 255; undefined without a face. */
  readonly skinLuma: number | undefined;
  /** The face against which everything below is measured; undefined if the lead-in has none, and then nothing is judged. */
  readonly neutral: Neutral | undefined;
  /** Whether the check `neutral-plain` would accept it. */
  readonly isPlain: boolean;
  /** Undefined if the clip's blinks are not labelled. */
  readonly blinks: BlinkJudgement | undefined;
  readonly actions: readonly ActionJudgement[];
  readonly foreign: readonly ForeignJudgement[];
}

/**
 * @param records one per frame of the clip
 */
export function judgeClip(records: readonly TraceRecord[], labels: ClipLabels, policy: Policy): ClipJudgement {
  const { toMs } = lookedAt(labels, records.at(-1)?.atMs ?? 0);
  const watched = records.filter(({ atMs }) => atMs <= toMs);
  const samples = watched.map(sampleOf);
  const leadIn = leadInOf(labels, policy.challenge.leadInMs);
  const neutral = neutralOf(samples.filter(({ atMs }) => atMs >= leadIn.fromMs && atMs <= leadIn.toMs));
  const withFace = watched.filter(({ face }) => face);
  const labelledBlinks = labels.blinks?.map((seconds) => Math.round(seconds * 1000));
  return {
    frames: watched.length,
    framesFound: withFace.length,
    skinLuma: median(withFace.map(({ skin }) => luma(skin))),
    neutral,
    isPlain: neutral !== undefined && looksNeutral(neutral, policy.face.neutral),
    blinks:
      labelledBlinks &&
      judgeBlinks(labelledBlinks, neutral ? blinkTimes({ samples, before: [], neutral }, policy.action) : []),
    actions: neutral ? judgeActions(labels, samples, neutral, policy) : [],
    foreign: neutral ? judgeForeign(labels, samples, neutral, policy) : [],
  };
}
