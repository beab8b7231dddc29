import { luma } from '#protocol/measure/luma.ts';
import { median } from '#protocol/measure/median.ts';
import { finding, type Check } from './check.ts';

/** The light on the skin is good enough to recognise facial features. */
export const lightEnough: Check = {
  name: 'light-enough',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ watched, policy: { face } }) {
    const skin = median(watched.flatMap((record) => (record.face ? [luma(record.skin)] : [])));
    if (skin === undefined || skin < face.minLuma)
      return finding(false, ['too-dark'], skin === undefined ? {} : { skin });
    return finding(skin <= face.maxLuma, ['too-bright'], { skin });
  },
};
