import type { Action } from './action.ts';
import { answerOf, away, shareOf } from './excursion.ts';

/** The mouth opens once and closes again. */
export const openMouth: Action<'open-mouth'> = {
  deformsSkin: true,
  asks: () => [{ kind: 'open-mouth' }],
  movement: () => 'open-mouth',
  answer(window, _ask, policy) {
    const { samples, neutral } = window;
    const opened = samples.map(({ mouthAperture }) => away(mouthAperture, neutral.mouthAperture));
    return answerOf(window, opened, policy.openMouth.reach, policy);
  },
  reach: (_ask, { mouthAperture }, neutral, policy) =>
    shareOf(away(mouthAperture, neutral.mouthAperture), policy.openMouth.reach),
  deliberate: ({ samples, neutral }, bounds) =>
    samples.some(({ mouthAperture }) => (away(mouthAperture, neutral.mouthAperture) ?? 0) > bounds.mouthAperture)
      ? ['open-mouth']
      : [],
};
