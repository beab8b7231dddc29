import type { Neutral, Sample } from '../measure/sample.ts';
import type { Action, ActionPolicy } from './action.ts';
import { answerOf, away, goesBeyond, shareOf, type Reach } from './excursion.ts';
import { hiddenIn } from './hidden-face.ts';

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
  hidden: ({ samples, neutral }, _ask, policy) =>
    hiddenIn(samples, samples.map(loweredBy(neutral)), policy.nod, policy.returnShare),
};
