/**
 * Replaced versions of policies. A session that was created under one of them is judged by these numbers to its end, so they
 * are complete copies and never change. Each may go once no stored session is pinned to it (registry.ts).
 *
 * Where the reasons for the numbers are: actions.ts and unhurried.ts as they were in that version.
 */
import type { PictureDifferences, Policy } from './policy.ts';

const apart: PictureDifferences = {
  unseen: 0,
  found: 0.06,
  distance: 0.04,
  openness: 0.25,
  mouthAperture: 0.15,
  yawDegrees: 6,
  pitchDegrees: 4.5,
  rollDegrees: 6,
  skin: 25,
  background: 12,
};

/** Replaced by version 4. */
export const actions3: Policy = {
  name: 'actions',
  version: 3,
  attempts: { failures: 5, withinMs: 3 * 60_000, pauseMs: 30 * 60_000, total: 10 },
  challenge: {
    asks: ['blink', 'turn-head', 'nod', 'open-mouth'],
    windows: 3,
    lifetimeMs: 120_000,
    evidenceGraceMs: 5_000,
    revealMs: 15_000,
    appraisalMs: 60_000,
    leadInMs: 1_500,
    gapMs: 600,
    windowMs: { blink: 4_500, 'turn-head': 3_500, nod: 3_500, 'open-mouth': 3_500 },
    randomFrames: 3,
    neutralFrames: 3,
  },
  trace: {
    maxRecords: 1_200,
    minRateHz: 10,
    maxGapMs: 400,
    clockToleranceMs: 1_500,
    // It had to be less than 700; times are whole milliseconds.
    maxStillMs: 699,
    minDistinct: 0.25,
    impossible: { maxStillMs: 699, minDistinct: 0.25 },
  },
  pictures: {
    minReach: { furthest: 0.8, every: 0.5, found: 0.35 },
    apart,
    // Every difference beyond the bounds was an attack.
    impossible: apart,
    maxYawDegrees: 180,
  },
  face: {
    minWidth: 0.2,
    maxWidth: 0.8,
    // Version 4 replaced its bounds of the skin's brightness, 45 to 240, which refused dark skin in good light.
    light: { minContrast: 0, maxNoise: Infinity, maxClipped: 1 },
    maxShift: 0.4,
    maxGrowth: 1.35,
    minInside: 0.9,
    portraitDegrees: 12,
    portraitAperture: 0.125,
    neutral: { yawDegrees: 20, pitchDegrees: 25, rollDegrees: 20, minEyeAspectRatio: 0.15, maxMouthAperture: 0.45 },
  },
  action: {
    minReactionMs: 150,
    blink: {
      counted: 'mean',
      closedBelow: 0.7,
      openAbove: 0.82,
      openEye: { spanMs: 0, quantile: 1, least: 1, most: 1 },
      maxYawDegrees: 180,
      minDurationMs: 30,
      maxDurationMs: 900,
      maxClosedMs: 900,
      maxPauseMs: 700,
      counts: [2, 3, 4],
      maxExtra: 0,
    },
    turnHead: { reachDegrees: 15, enoughDegrees: 90, hiddenFromDegrees: 90, maxHiddenMs: 0 },
    nod: { reachDegrees: 10, enoughDegrees: 90, hiddenFromDegrees: 10, maxHiddenMs: 0 },
    openMouth: { reach: 0.25, maxYawDegrees: 180, maxLoweredDegrees: 180 },
    returnShare: { ofReach: 0.5, ofPeak: 0 },
    foreign: {
      blink: { yawDegrees: 12, loweredDegrees: 8, raisedDegrees: 8, mouthAperture: 0.2 },
      'turn-head': { yawDegrees: 12, loweredDegrees: 16, raisedDegrees: 16, mouthAperture: 0.4 },
      nod: { yawDegrees: 12, loweredDegrees: 8, raisedDegrees: 8, mouthAperture: 0.2 },
      'open-mouth': { yawDegrees: 12, loweredDegrees: 8, raisedDegrees: 8, mouthAperture: 0.2 },
    },
    foreignSpanMs: 0,
  },
};

/** Replaced by version 2. */
export const unhurried1: Policy = {
  ...actions3,
  name: 'actions-unhurried',
  version: 1,
  challenge: {
    ...actions3.challenge,
    evidenceGraceMs: 10_000,
    revealMs: 60_000,
    leadInMs: 2_500,
    gapMs: 1_000,
    windowMs: { blink: 8_000, 'turn-head': 6_000, nod: 6_000, 'open-mouth': 6_000 },
  },
  trace: { ...actions3.trace, maxRecords: 1_800, clockToleranceMs: 2_500 },
};
