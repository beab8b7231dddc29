import { answerOf, type ActionPolicy, type Answer, type WindowSamples } from './action.ts';

/** One turn of the head to the person's left or right, away from their rest and back. */
export function answerTurnHead(window: WindowSamples, direction: 'left' | 'right', policy: ActionPolicy): Answer {
  const sign = direction === 'left' ? 1 : -1;
  const turned = window.samples.map(({ yawDegrees }) =>
    yawDegrees === undefined ? undefined : sign * (yawDegrees - window.neutral.yawDegrees),
  );
  return answerOf(window, turned, policy.turnHead.reachDegrees, policy);
}
