import { areEyesReadable, isMouthReadable } from '#protocol/action/readable.ts';
import { sampleOf, type Sample } from '#protocol/measure/sample.ts';
import type { PictureDifferences } from '#protocol/policy/policy.ts';
import { disagreement, type Disagreement } from '../disagreement.ts';
import { atMost, defineCheck } from './check.ts';

/**
 * If a record has a face, the verifier reads it in the picture too: in the same place, with the same measures and colours.
 * This shows that the models made the trace from these pictures. Eyes and mouth are compared where actions read them: in
 * profile each run of the mesh guesses other lids, and no action is judged by them.
 */
export const picturesAgree = defineCheck({
  name: 'pictures-agree',
  weight: 'mandatory',
  bounds: ({ pictures }) => [
    ...atMost<keyof PictureDifferences>(pictures.apart, 'undetermined', 'evidence-unusable'),
    ...atMost<keyof PictureDifferences>(pictures.impossible, 'attack', 'evidence-unusable'),
  ],
  measure({ capture, reading: { neutral }, revealed, policy: { action } }) {
    const claimed = revealed.flatMap(({ index, reading }) => {
      const record = capture.trace.records[index];
      return record?.face ? [{ claim: sampleOf(record), apart: reading && disagreement(record, reading) }] : [];
    });
    const compared = claimed.filter((each): each is Compared => each.apart !== undefined);
    const most = (of: (apart: Disagreement) => number, among = compared) =>
      Math.max(0, ...among.map(({ apart }) => of(apart)));
    const withEyes = compared.filter(({ claim }) => areEyesReadable(claim, action));
    const withMouth = compared.filter(({ claim }) => isMouthReadable(claim, neutral ?? level, action));
    return {
      unseen: claimed.length - compared.length,
      found: most(({ found }) => found),
      distance: most(({ distance }) => distance),
      // 0 without a neutral face; neutral-plain refuses such a capture.
      openness: most(({ signals }) => signals.eyeAspectRatio, withEyes) / (neutral?.eyeAspectRatio ?? Infinity),
      mouthAperture: most(({ signals }) => signals.mouthAperture, withMouth),
      yawDegrees: most(({ signals }) => signals.yawDegrees),
      pitchDegrees: most(({ signals }) => signals.pitchDegrees),
      rollDegrees: most(({ signals }) => signals.rollDegrees),
      skin: most(({ skin }) => skin),
      background: most(({ background }) => background),
    };
  },
});

/** A claimed face, and how far it is from the one that the verifier reads. */
interface Compared {
  readonly claim: Sample;
  readonly apart: Disagreement;
}

/** The neutral pose of a capture without a neutral face; neutral-plain refuses it. */
const level = { pitchDegrees: 0 };
