import { median } from '#protocol/measure/median.ts';
import { leadInOf } from '../lead-in.ts';
import { atLeast, atMost, defineCheck } from './check.ts';

/**
 * The light shows the parts of the face in the pictures of the lead-in, as the verifier itself reads them. There the eyes are
 * open and face the camera.
 */
export const lightEnough = defineCheck({
  name: 'light-enough',
  weight: 'mandatory',
  bounds: ({ face: { light } }) => [
    ...atLeast({ contrast: light.minContrast }, 'undetermined', 'too-dark'),
    ...atMost({ noise: light.maxNoise }, 'undetermined', 'too-dark'),
    ...atMost({ clipped: light.maxClipped }, 'undetermined', 'too-bright'),
  ],
  measure({ windows, revealed }) {
    const lights = leadInOf(windows, revealed).map(({ reading }) => reading?.light);
    const contrast = median(lights.map((light) => light?.contrast));
    const noise = median(lights.map((light) => light?.noise));
    const clipped = median(lights.map((light) => light?.clipped));
    // All three are measured, or none.
    if (contrast === undefined || noise === undefined || clipped === undefined) return 'portrait-missing';
    return { contrast, noise, clipped };
  },
});
