/**
 * The policy that checks by actions that a live person is present. policy.ts says what each number is, and the comments here
 * say where it comes from.
 *
 * "Measured" means docs/measurements.md, on drawn faces and animated photos; "convention" means chosen, not measured.
 */
import type { Policy } from './policy.ts';

export const actions: Policy = {
  name: 'actions',
  version: 4,

  attempts: {
    /** DESIGN §4. */
    failures: 5,
    withinMs: 3 * 60_000,
    pauseMs: 30 * 60_000,
    /** Convention: `chanceOfSession` gives the chance of a guess in that many attempts. */
    total: 10,
  },

  challenge: {
    asks: ['blink', 'turn-head', 'nod', 'open-mouth'],
    windows: 3,
    /** DESIGN §4: at most 120 s. */
    lifetimeMs: 120_000,
    /** DESIGN §4. */
    evidenceGraceMs: 5_000,
    /** DESIGN §4. */
    revealMs: 15_000,
    /** Convention. */
    appraisalMs: 60_000,
    /** Convention: 15 frames at the lowest rate, from which the neutral face is measured. */
    leadInMs: 1_500,
    /** Convention: time to come back to the neutral face. */
    gapMs: 600,
    /** Convention: 0.9 s to react, the action at a calm pace, and the same time again. */
    windowMs: { blink: 4_500, 'turn-head': 3_500, nod: 3_500, 'open-mouth': 3_500 },
    /** DESIGN §4: at least 3. */
    randomFrames: 3,
    /** The smallest number of frames of which a single bad frame cannot be the median. */
    neutralFrames: 3,
  },

  trace: {
    /** Twice the frames of the longest challenge at 30 frames a second. */
    maxRecords: 1_200,
    /** DESIGN §4. */
    minRateHz: 10,
    /** Convention: two blinks do not fit in it. */
    maxGapMs: 400,
    /** Convention, for the network's delay in both directions. */
    clockToleranceMs: 1_500,
    /** Convention. */
    frozenMs: 700,
    /** Convention: all of a camera's frames differ, and those of a short loop repeat many times. */
    minDistinct: 0.25,
  },

  pictures: {
    /** Measured on people, and on still pictures with altered claims (decision 0014). */
    minReach: { furthest: 0.8, every: 0.5, found: 0.35 },
    /**
     * Measured (decision 0009), with a margin. Record and reading differ a little: the attester reads the camera's picture and
     * the verifier its JPEG, and each crops around the place where it last saw the face.
     */
    apart: {
      found: 0.06,
      distance: 0.04,
      openness: 0.25,
      mouthAperture: 0.15,
      yawDegrees: 6,
      pitchDegrees: 4.5,
      rollDegrees: 6,
      skin: 25,
      background: 12,
    },
  },

  face: {
    /** Convention. */
    minWidth: 0.2,
    maxWidth: 0.8,
    /** Convention. */
    minLuma: 45,
    maxLuma: 240,
    /** Convention. */
    maxShift: 0.4,
    maxGrowth: 1.35,
    /** Convention. */
    minInside: 0.9,
    /** Convention. */
    portraitDegrees: 12,
    /** Convention: pitch has a wide bound because it includes the camera's height, and some neutral faces have parted lips. */
    neutral: { yawDegrees: 20, pitchDegrees: 25, rollDegrees: 20, minEyeAspectRatio: 0.15, maxMouthAperture: 0.45 },
  },

  action: {
    /** Simple reactions take about 200 ms. */
    minReactionMs: 150,
    blink: {
      closedBelow: 0.7,
      openAbove: 0.82,
      /** A blink usually takes 100 to 400 ms, which can be one frame at 10 a second. */
      minDurationMs: 30,
      maxDurationMs: 900,
      /** Convention (decision 0010). */
      maxPauseMs: 700,
      counts: [2, 3, 4],
    },
    turnHead: { reachDegrees: 15 },
    nod: { reachDegrees: 10 },
    openMouth: { reach: 0.25 },
    returnShare: 0.5,
    /**
     * Each bound is below its action's reach; otherwise one movement could answer two asks. A turn's window doubles the bounds of
     * pitch and mouth (turn-head.ts). A turn still cannot answer another ask, because no window doubles the bound of yaw.
     */
    foreign: { yawDegrees: 12, pitchDegrees: 8, mouthAperture: 0.2 },
  },
};
