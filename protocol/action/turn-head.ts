import type { Action, Ask } from './action.ts';
import { answerOf, away, shareOf } from './excursion.ts';

/** Yaw is positive to the person's left. */
const signOf = ({ direction }: Ask<'turn-head'>) => (direction === 'left' ? 1 : -1);

/** One turn of the head to the person's left or right, away from their neutral pose and back. */
export const turnHead: Action<'turn-head'> = {
  deformsSkin: false,
  asks: () => [
    { kind: 'turn-head', direction: 'left' },
    { kind: 'turn-head', direction: 'right' },
  ],
  movement: ({ direction }) => `turn-${direction}`,
  mirrored: ({ kind, direction }) => ({ kind, direction: direction === 'left' ? 'right' : 'left' }),
  answer(window, ask, policy) {
    const { samples, neutral } = window;
    const turned = samples.map(({ yawDegrees }) => shareOf(away(yawDegrees, neutral.yawDegrees), signOf(ask)));
    return answerOf(window, turned, policy.turnHead.reachDegrees, policy);
  },
  reach: (ask, { yawDegrees }, neutral, policy) =>
    shareOf(away(yawDegrees, neutral.yawDegrees), signOf(ask) * policy.turnHead.reachDegrees),
  deliberate({ samples, neutral }, bounds) {
    const yaw = samples.map(({ yawDegrees }) => away(yawDegrees, neutral.yawDegrees) ?? 0);
    return [
      ...(yaw.some((degrees) => degrees > bounds.yawDegrees) ? (['turn-left'] as const) : []),
      ...(yaw.some((degrees) => degrees < -bounds.yawDegrees) ? (['turn-right'] as const) : []),
    ];
  },
  // On a turned head, pitch and mouth aperture are measured as slightly changed, although the person did not change them.
  widened: (bounds) => ({
    ...bounds,
    pitchDegrees: 2 * bounds.pitchDegrees,
    mouthAperture: 2 * bounds.mouthAperture,
  }),
};
