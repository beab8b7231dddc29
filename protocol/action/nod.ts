import { answerOf, type ActionPolicy, type Answer, type WindowSamples } from './action.ts';

/** One nod: the head goes down from the person's rest and comes back. */
export function answerNod(window: WindowSamples, policy: ActionPolicy): Answer {
  const lowered = window.samples.map(({ pitchDegrees }) =>
    pitchDegrees === undefined ? undefined : window.neutral.pitchDegrees - pitchDegrees,
  );
  return answerOf(window, lowered, policy.nod.reachDegrees, policy);
}
