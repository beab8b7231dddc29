/**
 * The policy of the live check by actions.
 *
 * "Measured" means docs/measurements.md, on drawn faces and animated photos; "convention" means chosen, not measured.
 */
import type { Policy } from './policy.ts';

export const actions: Policy = {
  name: 'actions',
  version: 3,

  attempts: {
    /** DESIGN §4: so many failures within so long pause the session for so long. */
    failures: 5,
    withinMs: 3 * 60_000,
    pauseMs: 30 * 60_000,
    /** Failed attempts a session may have at all. Bounds guessing: see `chanceOfSession`. */
    total: 10,
  },

  challenge: {
    windows: 3,
    /** DESIGN §4: at most 120 s. */
    lifetimeMs: 120_000,
    /** Evidence is refused this long after the windows' sum, by the server's clock, from the first disclosure. */
    evidenceGraceMs: 5_000,
    /** Frames must be opened this soon after they were asked for. DESIGN §4. */
    revealMs: 15_000,
    /** Once they have come: the verifier's own slowness costs no attempt. Convention. */
    appraisalMs: 60_000,
    /** A well-placed face this long before the first window: the rest that actions are measured against. */
    leadInMs: 1_500,
    /** Between two windows: back to rest. */
    gapMs: 600,
    /** How long each kind of window lasts. Convention: 0.9 s to react, the action at a calm pace, and as much again. */
    windowMs: { blink: 4_500, 'turn-head': 3_500, nod: 3_500, 'open-mouth': 3_500 },
    /** Frames opened beside the portrait, each action's peaks and its window's first. DESIGN §4: at least 3. */
    randomFrames: 3,
    /** Frames of the lead-in that are opened: their median is the rest that the verifier itself sees. */
    neutralFrames: 3,
  },

  trace: {
    /** Records at most: 30 a second for the longest challenge, twice over. */
    maxRecords: 1_200,
    /** Frames a second, at least, over each window. DESIGN §4. */
    minRateHz: 10,
    /** Longest time between two frames inside a window. Convention: two blinks do not fit in it. */
    maxGapMs: 400,
    /** What the trace's clock and the server's may drift apart over a whole challenge: network, both ways. */
    clockToleranceMs: 1_500,
    /** Camera frames of the same bytes for this long are a still, not a camera. Convention. */
    frozenMs: 700,
    /** Share of pictures, and of faces to 1/16 pixel, that must differ from all others. A camera's all do; loops repeat. */
    minDistinct: 0.25,
  },

  /** What the verifier sees in an opened picture, against what its record says. */
  pictures: {
    /**
     * Share of what an action has to reach that the verifier's own readings must have, from the rest that it sees itself: at the
     * furthest of the action's peaks, at every one (a blink's are several), and at the furthest where it finds the face by itself.
     * Measured on people and on stills whose claims were bent (decision 0014).
     */
    minReach: { furthest: 0.8, every: 0.5, found: 0.35 },
    /**
     * How far apart the two may be: one sees the camera's picture and the other its JPEG, and each crops from where it
     * saw the face last. Measured (decision 0009), with a margin.
     */
    apart: {
      /** From the face that the verifier finds by itself, median over the traced points, as a share of its width. */
      found: 0.06,
      /** From what the mesh gives where the record says: nine tenths of the points lie within. */
      distance: 0.04,
      /** As a share of the person's open eye. */
      openness: 0.25,
      mouthAperture: 0.15,
      yawDegrees: 6,
      pitchDegrees: 4.5,
      rollDegrees: 6,
      /** Largest channel, of 255. */
      skin: 25,
      background: 12,
    },
  },

  face: {
    /** Width of the face from ear to ear as a share of the frame's short side. Convention. */
    minWidth: 0.2,
    maxWidth: 0.8,
    /** Mean skin luma (Rec. 601, 0 to 255) between which features can be told. Convention. */
    minLuma: 45,
    maxLuma: 240,
    /** From one frame to the next the face's middle moves at most so many face widths, and grows at most so much. */
    maxShift: 0.4,
    maxGrowth: 1.35,
    /** Share of a face's points that lie inside the frame. */
    minInside: 0.9,
    /** The portrait's head: turned and tilted at most so far from the camera. */
    portraitDegrees: 12,
    /** A face at rest, in absolute terms; pitch has the camera's own height in it, and some rest with lips apart. */
    neutral: { yawDegrees: 20, pitchDegrees: 25, rollDegrees: 20, minEyeAspectRatio: 0.15, maxMouthAperture: 0.45 },
  },

  action: {
    /** No one answers sooner: an action under way before this was not an answer. Simple reactions take about 200 ms. */
    minReactionMs: 150,
    blink: {
      /** The eye aspect ratio, as a share of the person's own open eye, that counts as closed, and as open again. */
      closedBelow: 0.7,
      openAbove: 0.82,
      /** Shortest and longest blink accepted. 100 to 400 ms is usual; one frame at 10 a second may be all of it. */
      minDurationMs: 30,
      maxDurationMs: 900,
      /** A longer pause than this, open eyes, lies between a blink that was asked for and one that was not. Convention. */
      maxPauseMs: 700,
      /** How many may be asked for. */
      counts: [2, 3, 4],
    },
    turnHead: {
      /** Degrees of yaw away from the person's rest that count as a turn. */
      reachDegrees: 15,
    },
    nod: {
      /** Degrees of pitch below the person's rest that count as a nod. */
      reachDegrees: 10,
    },
    openMouth: {
      /** Inner lips apart, over their width, above the person's rest. */
      reach: 0.25,
    },
    /** An action is over when its signal is back within this share of its reach. */
    returnShare: 0.5,
    /**
     * What counts as doing something else: the same signals, beyond these, in a window that did not ask for them. Each
     * below its action's reach, or one movement could answer two asks; but in a turn's window pitch and mouth are doubled, since a
     * turned head reads so (`foreign.ts`). No ask is answered by what that lets pass: a nod's window does not double yaw.
     */
    foreign: { yawDegrees: 12, pitchDegrees: 8, mouthAperture: 0.2 },
  },
};
