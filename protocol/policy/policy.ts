/**
 * What a policy is: every number of judgement, with its unit. The server names and versions its policies; a provider can
 * ask for one by name, and nobody can bring their own. A session is judged to its end by the version it was created under.
 */
import type { ActionKind, ActionPolicy } from '../action/action.ts';

/** Identifies a policy: the one that a session was created under, or that judged a result. */
export interface PolicyName {
  readonly name: string;
  /** Rises with every change of a number; results say which one judged. */
  readonly version: number;
}

export interface Policy extends PolicyName {
  readonly attempts: AttemptPolicy;
  readonly challenge: ChallengePolicy;
  readonly trace: TracePolicy;
  readonly pictures: PicturePolicy;
  readonly face: FacePolicy;
  readonly action: ActionPolicy;
}

export interface AttemptPolicy {
  /** This many failures within `withinMs` pause the session for `pauseMs`. */
  readonly failures: number;
  readonly withinMs: number;
  readonly pauseMs: number;
  /** Failed attempts that a session may have at all. Bounds guessing: see `chanceOfSession`. */
  readonly total: number;
}

export interface ChallengePolicy {
  /** The kinds of action that windows may ask. A later kind does not enter a policy that exists; the order decides what a seed draws. */
  readonly asks: readonly ActionKind[];
  /** How many windows, each with one action. */
  readonly windows: number;
  /** From the challenge's issue to the disclosure of its first window, at most. */
  readonly lifetimeMs: number;
  /** Evidence is refused this long after the windows' sum, by the server's clock, from the first disclosure. */
  readonly evidenceGraceMs: number;
  /** Frames must be revealed this soon after they were asked for. */
  readonly revealMs: number;
  /** Time for the appraisal once the frames have arrived: the verifier's own slowness costs no attempt. */
  readonly appraisalMs: number;
  /** A well-placed face this long before the first window: the neutral face that actions are measured against. */
  readonly leadInMs: number;
  /** Between two windows: back to the neutral face. */
  readonly gapMs: number;
  /** How long each kind of window lasts. */
  readonly windowMs: Readonly<Record<ActionKind, number>>;
  /** Frames revealed beside the portrait, each action's peaks and its window's first. */
  readonly randomFrames: number;
  /** Frames of the lead-in that are revealed: their median is the neutral face that the verifier itself sees. */
  readonly neutralFrames: number;
}

export interface TracePolicy {
  readonly maxRecords: number;
  /** Frames a second, at least, over each window. */
  readonly minRateHz: number;
  /** Longest time without a face. */
  readonly maxGapMs: number;
  /** How far the trace's clock and the server's may drift apart over a whole challenge: network, both ways. */
  readonly clockToleranceMs: number;
  /** Camera frames of the same bytes for this long are a still, not a camera. */
  readonly frozenMs: number;
  /** Share of pictures, and of faces to 1/16 pixel, that must differ from all others. */
  readonly minDistinct: number;
}

/** What the verifier sees in a revealed picture, against what its record says. */
export interface PicturePolicy {
  /**
   * Share of what an action has to reach that the verifier's own readings must have, from the neutral face that it sees
   * itself: at the furthest of the action's peaks, at every one (a blink's are several), and at the furthest where it
   * finds the face by itself.
   */
  readonly minReach: { readonly furthest: number; readonly every: number; readonly found: number };
  /** How far apart picture and record may be. */
  readonly apart: {
    /** From the face that the verifier finds by itself, median over the traced points, as a share of its width. */
    readonly found: number;
    /** From what the mesh gives where the record says; nine tenths of the points lie within, as a share of its width. */
    readonly distance: number;
    /** As a share of the person's open eye. */
    readonly openness: number;
    readonly mouthAperture: number;
    readonly yawDegrees: number;
    readonly pitchDegrees: number;
    readonly rollDegrees: number;
    /** Largest channel, of 255. */
    readonly skin: number;
    readonly background: number;
  };
}

export interface FacePolicy {
  /** Width of the face from ear to ear as a share of the frame's short side. */
  readonly minWidth: number;
  readonly maxWidth: number;
  /** Mean skin luma (Rec. 601, 0 to 255) between which features can be told. */
  readonly minLuma: number;
  readonly maxLuma: number;
  /** From one frame to the next: how far the face's centre may move, in face widths, and by what factor it may grow. */
  readonly maxShift: number;
  readonly maxGrowth: number;
  /** Share of a face's points that lie inside the frame. */
  readonly minInside: number;
  /** The portrait's head: turned and tilted at most this far from the camera. */
  readonly portraitDegrees: number;
  /** A neutral face in absolute terms. */
  readonly neutral: {
    readonly yawDegrees: number;
    readonly pitchDegrees: number;
    readonly rollDegrees: number;
    readonly minEyeAspectRatio: number;
    readonly maxMouthAperture: number;
  };
}
