import { portraitCandidates } from '../../capture/drawn-frames.ts';
import { finding, type Check } from './check.ts';

/** At least one frame shows the person straight on with a neutral face: a portrait for the comparison and the form. */
export const portraitFound: Check = {
  name: 'portrait-found',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ capture, reading, policy }) {
    const candidates = portraitCandidates(capture, reading, policy).length;
    return finding(candidates > 0, ['portrait-missing'], { candidates });
  },
};
