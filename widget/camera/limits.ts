/**
 * What a camera's picture must be for the widget to go on. Feedback only: what counts is judged by the verifier's policy.
 * Times are of the page being visible.
 */
import { policy } from '#protocol/policy/registry.ts';

export const limits = {
  /** The first frames: when they are judged, and by what. */
  first: {
    /** Exposure and white balance have settled. Convention; laptop cameras take some hundred milliseconds. */
    settledMs: 1_000,
    /** Some cameras send black frames while they start: longer than that is a blank stream. Convention. */
    blankMs: 2_500,
    /** The same bytes for so long are no camera: a sensor's noise alters some pixel of every frame. Convention. */
    frozenMs: 3_000,
    /** No frame at all so long after the browser gave the camera. Convention: several times a slow start. */
    silentMs: 5_000,
    /**
     * Standard deviation of luma (0 to 255) up to which a picture is one colour: a covered lens, a decoder's green. The
     * noise of a real sensor in a dark room is above it.
     */
    blankSpread: 1,
    /** Mean luma (Rec. 601, 0 to 255) under which colour cannot be told: such a picture is dim and never infrared. */
    dimLuma: 20,
    /**
     * Largest difference between a pixel's channels, at the 99th percentile, that a monochrome sensor can show: its Cb
     * and Cr are 128 throughout, and conversion rounds by one or two. Skin in any light is far above it.
     */
    greyChroma: 4,
    /** Short side of the picture in pixels. AWS asks for 320×240. */
    minShortPx: 240,
  },
  /** How long the person may take to answer the browser's question for the camera, or to tap. Convention. */
  answerMs: 60_000,
  /** A camera that was in use is asked for once more after so long: Android frees it late. Convention. */
  busyMs: 1_000,
  /** A camera that another app took is waited for so long. Convention. */
  mutedMs: 8_000,
  /** Once windows are disclosed: a longer gap than the policy's allows no trace, so there is nothing to wait for. */
  mutedHeldMs: policy.trace.maxGapMs + 100,
  /** No frame for so long, though the camera is on: the stream is stuck. While windows run, sooner. Convention. */
  stalledMs: { before: 3_000, during: 2_000 },
  /** One look may take so long, with the first one's compiling of shaders in it; then the device is stuck. Convention. */
  lookMs: 15_000,
  /** The camera's frames a second under which the person is told. Peers' floor (AWS: 15). */
  cameraRateHz: 15,
  /** Frames a second that must be looked at before a challenge may begin: the policy's least, and a tenth. */
  leastRateHz: policy.trace.minRateHz * 1.1,
  /** Slower than that for so long, and the attempt is not begun: time to close an app or find a lamp. Convention. */
  slowMs: 10_000,
  /** No face for so long, and another camera is offered in so many words. Convention. */
  facelessMs: 8_000,
} as const;
