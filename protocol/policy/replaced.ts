/**
 * Replaced versions of policies. A session that was created under one of them is judged by these numbers to its end, so they
 * are complete copies and never change. Each may go once no stored session is pinned to it (registry.ts).
 *
 * Where the reasons for the numbers are: actions.ts and unhurried.ts as they were in that version.
 */
import type { Policy } from './policy.ts';

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
    frozenMs: 700,
    minDistinct: 0.25,
  },
  pictures: {
    minReach: { furthest: 0.8, every: 0.5, found: 0.35 },
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
    minWidth: 0.2,
    maxWidth: 0.8,
    minLuma: 45,
    maxLuma: 240,
    maxShift: 0.4,
    maxGrowth: 1.35,
    minInside: 0.9,
    portraitDegrees: 12,
    neutral: { yawDegrees: 20, pitchDegrees: 25, rollDegrees: 20, minEyeAspectRatio: 0.15, maxMouthAperture: 0.45 },
  },
  action: {
    minReactionMs: 150,
    blink: {
      closedBelow: 0.7,
      openAbove: 0.82,
      minDurationMs: 30,
      maxDurationMs: 900,
      maxPauseMs: 700,
      counts: [2, 3, 4],
    },
    turnHead: { reachDegrees: 15 },
    nod: { reachDegrees: 10 },
    openMouth: { reach: 0.25 },
    returnShare: 0.5,
    foreign: { yawDegrees: 12, pitchDegrees: 8, mouthAperture: 0.2 },
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
