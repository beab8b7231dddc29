/**
 * What a camera has to give for the widget to go on. Feedback only: the verifier judges by its own policy. Only time in
 * which the page is visible counts.
 */
import { policy } from '#protocol/policy/registry.ts';

export const limits = {
  /** How the first frames are judged. */
  first: {
    /** Time for exposure and white balance. Convention; laptop cameras take some hundred milliseconds. */
    settledMs: 1_000,
    /** Some cameras send black frames while they start. After this time the stream counts as blank. Convention. */
    blankMs: 2_500,
    /** Identical frames for this long are not a camera's: noise changes some pixel of every frame. Convention. */
    frozenMs: 3_000,
    /** Without a frame for this long after it was given, a camera is silent. Convention: several times a slow start. */
    silentMs: 5_000,
    /**
     * Standard deviation of luma (0 to 255) below which a picture is one colour, like a covered lens or a decoder's green.
     * The noise of a real sensor in a dark room is above it.
     */
    blankSpread: 1,
    /** Mean luma (Rec. 601, 0 to 255) below which colour cannot be measured: the picture is dim, and not infrared. */
    dimLuma: 20,
    /**
     * Largest difference between a pixel's channels, at the 99th percentile, of a monochrome sensor: its Cb and Cr are
     * 128 everywhere, and conversion rounds by one or two. Skin in any light is far above it.
     */
    greyChroma: 4,
    /** Short side of the picture in pixels. AWS asks for 320×240. */
    minShortPx: 240,
  },
  /** How long the person may take to answer the browser's question for the camera, or to tap. Convention. */
  answerMs: 60_000,
  /** Wait before asking once more for a camera that was in use: Android frees it late. Convention. */
  busyMs: 1_000,
  /** How long to wait for a camera that another app took. Convention. */
  mutedMs: 8_000,
  /** The same once windows are disclosed. After the policy's largest gap the trace is lost, so a longer wait is useless. */
  mutedHeldMs: policy.trace.maxGapMs + 100,
  /** Without a frame for this long, the stream is stuck: before the windows, and during them. Convention. */
  stalledMs: { before: 3_000, during: 2_000 },
  /** Longest time for one look. The first one compiles shaders. After this the device is stuck. Convention. */
  lookMs: 15_000,
  /** The camera's frames a second below which the person is told. The floor of a peer (AWS: 15). */
  cameraRateHz: 15,
  /** Frames a second that must be looked at before a challenge may begin: the policy's minimum and a tenth more. */
  leastRateHz: policy.trace.minRateHz * 1.1,
  /** After this long below that rate the attempt fails: time to close an app or find a lamp. Convention. */
  slowMs: 10_000,
  /** After this long without a face, another camera is offered in words. Convention. */
  facelessMs: 8_000,
} as const;
