import type { PictureDifferences } from '#protocol/policy/policy.ts';
import { disagreement, type Disagreement } from '../disagreement.ts';
import { atMost, defineCheck } from './check.ts';

/**
 * If a record has a face, the verifier reads it in the picture too: in the same place, with the same measures and colours.
 * This shows that the models made the trace from these pictures.
 */
export const picturesAgree = defineCheck({
  name: 'pictures-agree',
  weight: 'mandatory',
  bounds: ({ pictures }) => [
    ...atMost<keyof PictureDifferences>(pictures.apart, 'undetermined', 'evidence-unusable'),
    ...atMost<keyof PictureDifferences>(pictures.impossible, 'attack', 'evidence-unusable'),
  ],
  measure({ capture, reading: { neutral }, revealed }) {
    const claimed = revealed.flatMap(({ index, reading }) => {
      const record = capture.trace.records[index];
      return record?.face ? [reading && disagreement(record, reading)] : [];
    });
    const compared = claimed.filter((each) => each !== undefined);
    const most = (of: (each: Disagreement) => number) => Math.max(0, ...compared.map(of));
    const unseen = claimed.length - compared.length;
    return {
      unseen,
      found: most(({ found }) => found),
      distance: most(({ distance }) => distance),
      // 0 without a neutral face; neutral-plain refuses such a capture.
      openness: most(({ signals }) => signals.eyeAspectRatio) / (neutral?.eyeAspectRatio ?? Infinity),
      mouthAperture: most(({ signals }) => signals.mouthAperture),
      yawDegrees: most(({ signals }) => signals.yawDegrees),
      pitchDegrees: most(({ signals }) => signals.pitchDegrees),
      rollDegrees: most(({ signals }) => signals.rollDegrees),
      skin: most(({ skin }) => skin),
      background: most(({ background }) => background),
    };
  },
});
