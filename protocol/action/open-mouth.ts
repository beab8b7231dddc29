import { answerOf, type ActionPolicy, type Answer, type WindowSamples } from './action.ts';

/** One opening of the mouth, and closed again. */
export function answerOpenMouth(window: WindowSamples, policy: ActionPolicy): Answer {
  const opened = window.samples.map(({ mouthAperture }) =>
    mouthAperture === undefined ? undefined : mouthAperture - window.neutral.mouthAperture,
  );
  return answerOf(window, opened, policy.openMouth.reach, policy);
}
