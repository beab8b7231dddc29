import type { Neutral, Sample } from '../measure/sample.ts';
import type { Action, Ask } from './action.ts';
import { answerOf, away, goesBeyond, shareOf } from './excursion.ts';
import { hiddenIn } from './hidden-face.ts';

type Turn = Ask<'turn-head'>;

const asks: readonly Turn[] = [
  { kind: 'turn-head', direction: 'left' },
  { kind: 'turn-head', direction: 'right' },
];

const movement = ({ direction }: Turn) => `turn-${direction}` as const;

/** Yaw is positive to the person's left. */
const turnedBy =
  ({ direction }: Turn, neutral: Neutral) =>
  ({ yawDegrees }: Sample) =>
    shareOf(away(yawDegrees, neutral.yawDegrees), direction === 'left' ? 1 : -1);

/** One turn of the head to the person's left or right, away from their neutral pose and back. */
export const turnHead: Action<'turn-head'> = {
  deformsSkin: false,
  asks: () => asks,
  movement,
  mirrored: ({ kind, direction }) => ({ kind, direction: direction === 'left' ? 'right' : 'left' }),
  answer(window, ask, policy) {
    const { reachDegrees: reach, enoughDegrees: enough } = policy.turnHead;
    return answerOf(window, window.samples.map(turnedBy(ask, window.neutral)), { reach, enough }, policy);
  },
  reach: (ask, sample, neutral, policy) => shareOf(turnedBy(ask, neutral)(sample), policy.turnHead.reachDegrees),
  deliberate: (window, bounds, policy) =>
    asks
      .filter((ask) => {
        const turned = [...window.before, ...window.samples].map(turnedBy(ask, window.neutral));
        return goesBeyond(window, turned, bounds.yawDegrees, turnHead.answer(window, ask, policy).done, policy);
      })
      .map(movement),
  hidden: ({ samples, neutral }, ask, policy) =>
    hiddenIn(samples, samples.map(turnedBy(ask, neutral)), policy.turnHead, policy.returnShare),
};
