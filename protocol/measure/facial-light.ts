/**
 * How the light shows a face. Its brightness does not say that, because it is also a property of the skin (decision 0032).
 *
 * Lumas are Rec. 601, 0 to 255, of cells of about 1/64 of the face's width.
 */
export interface FacialLight {
  /** From the dark to the light parts of an eye, in luma; of the two eyes, the one that shows less. */
  readonly contrast: number;
  /** Standard deviation from cell to cell on the skin, in luma. */
  readonly noise: number;
  /** Share of the skin's cells that are white, because the camera shows nothing brighter. */
  readonly clipped: number;
}

/** The light in which faces can be measured. */
export interface LightBounds {
  readonly minContrast: number;
  /** Noise as a share of the contrast. */
  readonly maxNoise: number;
  readonly maxClipped: number;
}

/** What is wrong with the light. */
export type LightFault = 'too-dark' | 'too-bright';

/** What is wrong with the light, if the parts of the face cannot be told from each other or from noise. */
export function lightFault({ contrast, noise, clipped }: FacialLight, bounds: LightBounds): LightFault | undefined {
  if (clipped > bounds.maxClipped) return 'too-bright';
  return contrast < bounds.minContrast || noise > bounds.maxNoise * contrast ? 'too-dark' : undefined;
}
