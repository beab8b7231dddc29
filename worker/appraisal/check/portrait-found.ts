import { portraitCandidates } from '../../capture/drawn-frames.ts';
import { atLeast, defineCheck } from './check.ts';

/** At least one frame shows the person straight on with a neutral face: a portrait for the comparison and the form. */
export const portraitFound = defineCheck({
  name: 'portrait-found',
  weight: 'mandatory',
  bounds: () => atLeast({ candidates: 1 }, 'undetermined', 'portrait-missing'),
  measure: ({ capture, reading, policy }) => ({ candidates: portraitCandidates(capture, reading, policy).length }),
});
