import type { Action } from './action.ts';
import { answerOf, away, shareOf } from './excursion.ts';

/** One nod: the head goes down from the person's neutral pose and comes back. */
export const nod: Action<'nod'> = {
  deformsSkin: false,
  asks: () => [{ kind: 'nod' }],
  movement: () => 'nod',
  answer(window, _ask, policy) {
    const { samples, neutral } = window;
    const lowered = samples.map(({ pitchDegrees }) => shareOf(away(pitchDegrees, neutral.pitchDegrees), -1));
    return answerOf(window, lowered, policy.nod.reachDegrees, policy);
  },
  reach: (_ask, { pitchDegrees }, neutral, policy) =>
    shareOf(away(pitchDegrees, neutral.pitchDegrees), -policy.nod.reachDegrees),
  deliberate: ({ samples, neutral }, bounds) =>
    samples.some(({ pitchDegrees }) => Math.abs(away(pitchDegrees, neutral.pitchDegrees) ?? 0) > bounds.pitchDegrees)
      ? ['nod']
      : [],
};
