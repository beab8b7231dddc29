import type { Rest, Sample } from '../measure/sample.ts';
import type { ActionPolicy, Ask } from './action.ts';

/**
 * How far an action is carried in one sample, as a share of what it has to reach: 1 is just enough.
 *
 * @returns undefined if its signal was not measured
 */
export function reachOf(ask: Ask, sample: Sample, rest: Rest, policy: ActionPolicy): number | undefined {
  switch (ask.kind) {
    case 'blink':
      return share(sample.eyeAspectRatio, rest.eyeAspectRatio, (policy.blink.closedBelow - 1) * rest.eyeAspectRatio);
    case 'turn-head':
      return share(
        sample.yawDegrees,
        rest.yawDegrees,
        policy.turnHead.reachDegrees * (ask.direction === 'left' ? 1 : -1),
      );
    case 'nod':
      return share(sample.pitchDegrees, rest.pitchDegrees, -policy.nod.reachDegrees);
    case 'open-mouth':
      return share(sample.mouthAperture, rest.mouthAperture, policy.openMouth.reach);
  }
}

const share = (value: number | undefined, from: number, reach: number) =>
  value === undefined ? undefined : (value - from) / reach;
