import type { Neutral, Sample } from '../measure/sample.ts';
import type { Action, ActionPolicy } from './action.ts';
import { answerOf, away, goesBeyond, shareOf } from './excursion.ts';
import { readableMouth } from './readable.ts';

const openedBy = (neutral: Neutral, policy: ActionPolicy) => (sample: Sample) =>
  away(readableMouth(sample, neutral, policy), neutral.mouthAperture);

/** The mouth opens once and closes again. */
export const openMouth: Action<'open-mouth'> = {
  deformsSkin: true,
  asks: () => [{ kind: 'open-mouth' }],
  movement: () => 'open-mouth',
  answer(window, _ask, policy) {
    const opened = window.samples.map(openedBy(window.neutral, policy));
    return answerOf(window, opened, policy.openMouth, policy);
  },
  reach: (_ask, sample, neutral, policy) => shareOf(openedBy(neutral, policy)(sample), policy.openMouth.reach),
  deliberate(window, bounds, policy) {
    const opened = [...window.before, ...window.samples].map(openedBy(window.neutral, policy));
    const isAnswer = openMouth.answer(window, { kind: 'open-mouth' }, policy).done;
    return goesBeyond(window, opened, bounds.mouthAperture, isAnswer, policy) ? ['open-mouth'] : [];
  },
};
