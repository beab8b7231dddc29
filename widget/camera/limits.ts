/**
 * What the widget requires of a camera. These bounds serve only as feedback: the verifier judges by its own policy. Only
 * time in which the person can see the element counts.
 */
import { policy } from '#protocol/policy/registry.ts';

export const limits = {
  /** How the first frames are judged. */
  first: {
    /** Time for exposure and white balance. Convention; laptop cameras take some hundred milliseconds. */
    settledMs: 1_000,
    /**
     * A stream whose frames have all been one colour until this time is blank: some cameras send black frames while they
     * start. Convention.
     */
    blankMs: 2_500,
    /**
     * A stream of identical frames for this long is frozen: in a live camera noise changes some pixel of every frame.
     * Convention.
     */
    frozenMs: 3_000,
    /** A camera without a frame for this long after it was opened is silent. Convention: several times a slow start. */
    silentMs: 5_000,
    /**
     * Standard deviation of luma (0 to 255) below which a picture counts as one colour, for example a covered lens or the
     * green of a failed decoder. The noise of a real sensor in the dark is above it.
     */
    blankSpread: 1,
    /**
     * Mean luma (Rec. 601, 0 to 255) below which colour cannot be measured, so that the picture does not count as
     * infrared.
     */
    dimLuma: 20,
    /**
     * The largest difference between a pixel's channels (99th percentile) that a monochrome sensor gives: its Cb and Cr are
     * 128 everywhere, and conversion rounds by one or two. Skin in any light is far above it.
     */
    greyChroma: 4,
    /** Short side of the picture in pixels. AWS asks for 320×240. */
    minShortPx: 240,
  },
  /** How long the person may take to answer the browser's camera prompt, or to tap. Convention. */
  answerMs: 60_000,
  /** Wait before asking again for a camera that was in use: Android frees it late. Convention. */
  busyMs: 1_000,
  /** How long to wait for a camera that another app took. Convention. */
  mutedMs: 8_000,
  /**
   * The same wait once a window has been disclosed. After the policy's largest gap the trace is useless, and so is a
   * longer wait.
   */
  mutedHeldMs: policy.trace.maxGapMs + 100,
  /** A stream without a frame for this long is stuck: before the windows, and during them. Convention. */
  stalledMs: { before: 3_000, during: 2_000 },
  /**
   * Longest time to process one frame, after which the device counts as stuck. The first frame compiles shaders.
   * Convention.
   */
  lookMs: 15_000,
  /** If the camera gives fewer frames a second, the person gets a hint. The minimum of another product (AWS: 15). */
  cameraRateHz: 15,
  /** Frames a second that must be processed before a challenge may begin: the policy's minimum and a tenth more. */
  leastRateHz: policy.trace.minRateHz * 1.1,
  /**
   * The attempt fails after this long below that rate. The person has time to close an app or switch on a light.
   * Convention.
   */
  slowMs: 10_000,
  /** After this long without a face, a sentence suggests another camera. Convention. */
  facelessMs: 8_000,
} as const;
