/**
 * The policy `actions` at about half the pace, for slow people and slow machines: the same movements in the same orders,
 * judged by the same bounds. Only times differ, and no check whose failure means an attack uses the times that differ.
 *
 * The windows with their gaps take 20 or 22 s; DESIGN §9 allows 35 s from the first prompt to the verdict.
 */
import { actions } from './actions.ts';
import type { Policy } from './policy.ts';

export const unhurried: Policy = {
  ...actions,
  name: 'actions-unhurried',
  version: 2,

  challenge: {
    ...actions.challenge,
    /**
     * It includes the gaps between the windows. The rest is for calls that are sent again and for signing and sending the
     * evidence: twice as much as in `actions`. Convention.
     */
    evidenceGraceMs: 10_000,
    /** DESIGN §4: an upload that makes progress may take 60 s. Attackers gain nothing: the evidence has fixed the frames. */
    revealMs: 60_000,
    /** Convention: 25 frames at the lowest rate, where the lead-in of `actions` has 15. */
    leadInMs: 2_500,
    /** Convention: longer than the slowest blink, so that a blink under way ends before the next window. */
    gapMs: 1_000,
    /**
     * Convention, by the same parts as `actions` (0.9 s to react, 1.3 s for the action, 1.8 s for blinks, and as much again)
     * at about half the pace: 2 s to read and react, 2 s for the action, 3 s for blinks, and as much again.
     */
    windowMs: { blink: 8_000, 'turn-head': 6_000, nod: 6_000, 'open-mouth': 6_000 },
  },

  trace: {
    ...actions.trace,
    /** Twice the frames of the longest challenge at 30 frames a second, as in `actions`. */
    maxRecords: 1_800,
    /**
     * For calls and frames that wait on a busy machine. An attacker gains that much time to render an answer, so it is no
     * larger a share of the shortest window than in `actions`.
     */
    clockToleranceMs: 2_500,
  },
};
