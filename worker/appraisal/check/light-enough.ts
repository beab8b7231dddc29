import { lightFault } from '#protocol/measure/facial-light.ts';
import { median } from '#protocol/measure/median.ts';
import { leadInOf } from '../lead-in.ts';
import { finding, type Check } from './check.ts';

/**
 * The light shows the parts of the face in the pictures of the lead-in, as the verifier itself reads them. There the eyes are
 * open and face the camera.
 */
export const lightEnough: Check = {
  name: 'light-enough',
  weight: 'mandatory',
  means: 'undetermined',
  judge({ windows, revealed, policy: { face } }) {
    const lights = leadInOf(windows, revealed).map(({ reading }) => reading?.light);
    const contrast = median(lights.map((light) => light?.contrast));
    const noise = median(lights.map((light) => light?.noise));
    const clipped = median(lights.map((light) => light?.clipped));
    // All three are measured, or none.
    if (contrast === undefined || noise === undefined || clipped === undefined)
      return finding(false, ['portrait-missing']);
    const measured = { contrast, noise, clipped };
    const fault = lightFault(measured, face.light);
    return finding(!fault, fault ? [fault] : [], measured);
  },
};
