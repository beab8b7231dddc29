import type { Neutral, Sample } from '../measure/sample.ts';
import type { ActionPolicy, Ask } from './action.ts';

/**
 * How far an action is carried in one sample, as a share of what it has to reach: 1 is just enough.
 *
 * @returns undefined if its signal was not measured
 */
export function reachOf(ask: Ask, sample: Sample, neutral: Neutral, policy: ActionPolicy): number | undefined {
  switch (ask.kind) {
    case 'blink':
      return share(
        sample.eyeAspectRatio,
        neutral.eyeAspectRatio,
        (policy.blink.closedBelow - 1) * neutral.eyeAspectRatio,
      );
    case 'turn-head':
      return share(
        sample.yawDegrees,
        neutral.yawDegrees,
        policy.turnHead.reachDegrees * (ask.direction === 'left' ? 1 : -1),
      );
    case 'nod':
      return share(sample.pitchDegrees, neutral.pitchDegrees, -policy.nod.reachDegrees);
    case 'open-mouth':
      return share(sample.mouthAperture, neutral.mouthAperture, policy.openMouth.reach);
  }
}

const share = (value: number | undefined, from: number, reach: number) =>
  value === undefined ? undefined : (value - from) / reach;
