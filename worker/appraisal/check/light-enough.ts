import { luma } from '#protocol/measure/luma.ts';
import { median } from '#protocol/measure/median.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/** The light on the skin is good enough to recognise facial features. */
export const lightEnough = defineCheck({
  name: 'light-enough',
  weight: 'mandatory',
  bounds: ({ face }) => [
    ...atLeast({ skin: face.minLuma }, 'undetermined', 'too-dark'),
    ...atMost({ skin: face.maxLuma }, 'undetermined', 'too-bright'),
  ],
  measure({ watched }) {
    const skin = median(watched.flatMap((record) => (record.face ? [luma(record.skin)] : [])));
    return skin === undefined ? 'too-dark' : { skin };
  },
});
