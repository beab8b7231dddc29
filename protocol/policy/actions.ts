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
    /** Convention. A camera or its driver may repeat a frame for some time. */
    maxStillMs: 700,
    /** Convention: all of a camera's frames differ, and those of a short loop repeat many times. */
    minDistinct: 0.25,
    /**
     * Convention: the longest still time is that of more than a whole window. The widget refuses a camera whose pictures are
     * the same for 3 s, because noise changes some pixel of every frame.
     */
    impossible: { maxStillMs: 5_000, minDistinct: 0.05 },
  },

  pictures: {
    /** Measured on people, and on still pictures with altered claims (decision 0014). */
    minReach: { furthest: 0.8, every: 0.5, found: 0.35 },
    /**
     * Measured (decisions 0009 and 0034), with a margin. Record and reading differ a little: the attester reads the camera's
     * picture and the verifier its JPEG, and each crops around the place where it last saw the face.
     */
    apart: {
      unseen: 0,
      found: 0.06,
      distance: 0.04,
      openness: 0.25,
      /** Measured on 47 drawn and animated people: at most 0.25. The smallest change of one eye that counts as a blink is 0.4. */
      oneEye: 0.35,
      mouthAperture: 0.15,
      yawDegrees: 6,
      pitchDegrees: 4.5,
      rollDegrees: 6,
      skin: 25,
      background: 12,
    },
    /**
     * Measured (decision 0034): at least three times what any person of the measured ones reached. `unseen` and `found` are absent, because a detector may
     * miss a person, or prefer another face in the picture.
     */
    impossible: {
      distance: 0.12,
      openness: 0.5,
      mouthAperture: 0.35,
      yawDegrees: 15,
      pitchDegrees: 8,
      rollDegrees: 15,
      skin: 75,
      background: 60,
    },
    /** Measured on drawn people (decision 0034): `found` is at most 0.01 and `distance` 0.016 up to 40°, but 0.22 and 0.07 further out. */
    maxYawDegrees: 40,
  },

  face: {
    /** Convention. */
    minWidth: 0.2,
    maxWidth: 0.8,
    /** Measured (decision 0032): beyond them a reading differs by more than `pictures.apart` from the same picture in good light. */
    light: { minContrast: 20, maxNoise: 0.1, maxClipped: 0.7 },
    /** Convention. */
    maxShift: 0.4,
    maxGrowth: 1.35,
    /** Convention. */
    minInside: 0.9,
    /** Convention. */
    portraitDegrees: 12,
    /** Convention: lips may part a little in a portrait, as before a word. */
    portraitAperture: 0.125,
    /**
     * Convention: pitch has a wide bound because it includes the camera's height, and some neutral faces have parted lips. Measured on
     * people: open eyes have 0.15 to 0.37, a bound of 0.15 refused a man with narrow eyes, and closed eyes have 0.02 to 0.1.
     */
    neutral: { yawDegrees: 20, pitchDegrees: 25, rollDegrees: 20, minEyeAspectRatio: 0.1, maxMouthAperture: 0.45 },
  },

  action: {
    /** Simple reactions take about 200 ms. */
    minReactionMs: 150,
    blink: {
      /** Measured on people (decision 0031): with the mean of both eyes, only the bound 0.60 counts every blink and nothing else. */
      counted: 'more-closed',
      /** Measured on people (decision 0031): any bound from 0.50 to 0.60 counts 18 or 19 of their 19 blinks, and nothing else. */
      closedBelow: 0.6,
      openAbove: 0.8,
      /**
       * Measured on people: span and quantile as the pair above. The shares bound what an attacker gains who narrows or widens the eyes
       * slowly: from a rest of 0.7, closed is below 0.42 of the neutral eye; from 1.3, below 0.78.
       */
      openEye: { spanMs: 2_000, quantile: 0.7, least: 0.7, most: 1.3 },
      /** Measured on people: eyes beyond it say nothing. */
      maxYawDegrees: 35,
      /**
       * A blink usually takes 100 to 400 ms, which can be one frame at 10 a second. Measured on people: the slowest one, of narrow eyes,
       * was closed for 0.87 s and open again after 1.2 s; eyes that were closed for a second were no blink.
       */
      minDurationMs: 30,
      maxDurationMs: 1_500,
      maxClosedMs: 900,
      /** Convention (decision 0010). */
      maxPauseMs: 700,
      /**
       * Decision 0031: unasked double blinks are common, each further blink is one more to miss, and natural blinks come directly beside
       * the series. The number adds nothing to the chance of a recording, because an order without blinks is as likely as one with them.
       */
      counts: [3],
      maxExtra: 1,
    },
    /**
     * Measured on people: one man's deliberate turns were 14 to 18°, all others 24 to 70°. 25° is enough, because nobody needs more. A drawn man
     * turns to 64°, and the tracker lost his face for up to 1.05 s; hence the time for which a turn may hide it.
     */
    turnHead: { reachDegrees: 13, enoughDegrees: 25, hiddenFromDegrees: 40, maxHiddenMs: 1_500 },
    /** Measured on people: nods of 16 to 34°; at 29 to 34° the face was lost for 0.4 to 1.4 s. */
    nod: { reachDegrees: 10, enoughDegrees: 15, hiddenFromDegrees: 10, maxHiddenMs: 1_500 },
    /**
     * Measured on people: openings of 0.36 to 0.93 above closed lips, while speech often reaches 0.25. A closed mouth was measured as open
     * by up to 0.8 beyond 45° of yaw, and by 0.23 in deep nods.
     */
    openMouth: { reach: 0.35, maxYawDegrees: 40, maxLoweredDegrees: 20 },
    /** Measured on people: one man came to rest lower than half of the reach of a nod. */
    returnShare: { ofReach: 0.5, ofPeak: 0.5 },
    /**
     * No two bounds let one movement answer two asks: of two movements, at least one is bounded below its reach in the other's window
     * (test/unit/protocol/policy/actions.test.ts). Wider than elsewhere is what people do with an action without meaning to: on a turned
     * head, pitch and mouth are measured as slightly changed; with a nod come up to a turn's reach of yaw, and lips that part; with an open
     * mouth the head rises by 11 to 15°.
     */
    foreign: {
      blink: { yawDegrees: 12, loweredDegrees: 8, raisedDegrees: 8, mouthAperture: 0.28 },
      'turn-head': { yawDegrees: 12, loweredDegrees: 16, raisedDegrees: 16, mouthAperture: 0.4 },
      nod: { yawDegrees: 12.9, loweredDegrees: 8, raisedDegrees: 8, mouthAperture: 0.34 },
      'open-mouth': { yawDegrees: 12, loweredDegrees: 8, raisedDegrees: 16, mouthAperture: 0.28 },
    },
    /** Measured on people: a posing woman's head drifted by 14° over seconds. A turn takes less than half of this time. */
    foreignSpanMs: 2_000,
  },
};
