/** Whether there is enough light to measure a face. The brightness of the skin does not tell: dark skin in good light is dark too (decision 0032). */
export interface FacialLight {
  /** From the dark to the light parts of an eye, in Rec. 601 luma, 0 to 255; of the two eyes, the one that shows less. */
  readonly contrast: number;
  /** Standard deviation of the noise on the skin, as a share of the contrast. */
  readonly noise: number;
  /** Share of the skin that is white, because the camera shows nothing brighter. */
  readonly clipped: number;
}
