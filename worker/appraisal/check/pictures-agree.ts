import { areEyesReadable, isMouthReadable } from '#protocol/action/readable.ts';
import { sampleOf, type Sample } from '#protocol/measure/sample.ts';
import type { PictureDifferences } from '#protocol/policy/policy.ts';
import { isProfile } from '../profile.ts';
import { disagreement, type Disagreement } from '../disagreement.ts';
import { atMost, defineCheck } from './check.ts';

/**
 * If a record has a face, the verifier reads it in the picture too: in the same place, with the same measures and colours.
 * This shows that the models made the trace from these pictures. Of a face in profile only the colours are compared, and eyes and
 * mouth only where actions read them: elsewhere two runs of the mesh give different points. Because profiles are compared so little,
 * no picture may be claimed to be one in a window that asks for no turn.
 */
export const picturesAgree = defineCheck({
  name: 'pictures-agree',
  weight: 'mandatory',
  bounds: ({ pictures }) => [
    ...atMost({ profiles: 0 }, 'undetermined', 'evidence-unusable'),
    ...atMost<keyof PictureDifferences>(pictures.apart, 'undetermined', 'evidence-unusable'),
    ...atMost<keyof PictureDifferences>(pictures.impossible, 'attack', 'evidence-unusable'),
  ],
  measure({ capture, reading: { neutral }, windows, revealed, policy }) {
    const { action } = policy;
    const claimed = revealed.flatMap(({ index, reading }) => {
      const record = capture.trace.records[index];
      return record?.face ? [{ claim: sampleOf(record), apart: reading && disagreement(record, reading) }] : [];
    });
    const compared = claimed.filter((each): each is Compared => each.apart !== undefined);
    const turns = windows.filter(({ ask }) => ask.kind === 'turn-head');
    const isTurning = ({ atMs }: Sample) => turns.some(({ startMs, endMs }) => atMs >= startMs && atMs <= endMs);
    const isFacing = ({ claim }: Pick<Compared, 'claim'>) => !isProfile(claim, policy);
    const facing = compared.filter(isFacing);
    const withEyes = facing.filter(({ claim }) => areEyesReadable(claim, action));
    const withMouth = facing.filter(({ claim }) => isMouthReadable(claim, neutral ?? level, action));
    const most = (of: (apart: Disagreement) => number, among = facing) =>
      Math.max(0, ...among.map(({ apart }) => of(apart)));
    // Without a neutral face the eyes agree; neutral-plain refuses such a capture.
    const open = neutral?.eyes ?? { right: Infinity, left: Infinity };
    return {
      profiles: claimed.filter((each) => !isFacing(each) && !isTurning(each.claim)).length,
      unseen: claimed.filter(isFacing).length - facing.length,
      found: most(({ found }) => found),
      distance: most(({ distance }) => distance),
      openness: most(({ signals }) => signals.eyeAspectRatio, withEyes) / (neutral?.eyeAspectRatio ?? Infinity),
      oneEye: most(({ eyes }) => Math.max(eyes.right / open.right, eyes.left / open.left), withEyes),
      mouthAperture: most(({ signals }) => signals.mouthAperture, withMouth),
      yawDegrees: most(({ signals }) => signals.yawDegrees),
      pitchDegrees: most(({ signals }) => signals.pitchDegrees),
      rollDegrees: most(({ signals }) => signals.rollDegrees),
      skin: most(({ skin }) => skin, compared),
      background: most(({ background }) => background, compared),
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
