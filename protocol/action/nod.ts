import type { Neutral, Sample } from '../measure/sample.ts';
import type { Action, ActionPolicy, Span, WindowSamples } from './action.ts';
import { answerOf, away, excursions, goesBeyond, shareOf, type Reach } from './excursion.ts';

const loweredBy = (neutral: Neutral) => (sample: Sample) =>
  shareOf(away(sample.pitchDegrees, neutral.pitchDegrees), -1);

const reachOf = ({ nod: { reachDegrees, enoughDegrees } }: ActionPolicy): Reach => ({
  reach: reachDegrees,
  enough: enoughDegrees,
});

/** One nod: the head goes down from the person's neutral pose and comes back. */
export const nod: Action<'nod'> = {
  deformsSkin: false,
  asks: () => [{ kind: 'nod' }],
  movement: () => 'nod',
  answer(window, _ask, policy) {
    return answerOf(window, window.samples.map(loweredBy(window.neutral)), reachOf(policy), policy);
  },
  reach: (_ask, sample, neutral, policy) => shareOf(loweredBy(neutral)(sample), policy.nod.reachDegrees),
  deliberate(window, { loweredDegrees, raisedDegrees }, policy) {
    const lowered = [...window.before, ...window.samples].map(loweredBy(window.neutral));
    const raised = lowered.map((degrees) => degrees && -degrees);
    const isAnswer = nod.answer(window, { kind: 'nod' }, policy).done;
    const isBeyond =
      goesBeyond(window, lowered, loweredDegrees, isAnswer, policy) ||
      // A head that only rises answers no ask.
      goesBeyond(window, raised, raisedDegrees, false, policy);
    return isBeyond ? ['nod'] : [];
  },
  hidden,
};

/**
 * The time at the bottom of a nod in which the face is lost, because the camera sees the crown: from the last face before to the first
 * face after. The head is lowered by the nod's reach before it and not back yet after it, and it comes back in the window. Single frames
 * in between may show the face.
 *
 * @returns undefined also if the time is longer than the policy allows
 */
function hidden(window: WindowSamples, policy: ActionPolicy): Span | undefined {
  const { samples, neutral } = window;
  const lowered = samples.map(loweredBy(neutral));
  const [first] = excursions(lowered, reachOf(policy), policy.returnShare);
  if (first?.end === undefined) return undefined;
  const { onset, end } = first;
  const isIn = (n: number) => n > onset && n < end;
  const last = lowered.findIndex(
    (degrees, n) => isIn(n + 1) && (degrees ?? 0) >= policy.nod.reachDegrees && lowered[n + 1] === undefined,
  );
  const lost = lowered.findLastIndex((degrees, n) => isIn(n) && degrees === undefined);
  // A face that is found again only where the nod has ended was not at its bottom.
  if (last < 0 || lost + 1 === end) return undefined;
  const span = { startMs: samples[last]!.atMs, endMs: samples[lost + 1]!.atMs };
  return span.endMs - span.startMs <= policy.nod.maxHiddenMs ? span : undefined;
}
