/**
 * What a policy is: every number by which captures are judged, with its unit. The server names and versions its policies. A
 * provider can choose one by name but cannot supply one. A session is judged by the version it was created under, or by
 * the slower policy's from the challenge on for which the person asked for more time.
 */
import type { ActionKind, ActionPolicy } from '../action/action.ts';

/** Identifies a policy: the one that a session is pinned to, or that judged a result. */
export interface PolicyName {
  readonly name: string;
  /** Rises with every change of a number. Each result contains the version that judged it. */
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
  /** The number of failed attempts that a session may have. It limits guessing: see `chanceOfSession`. */
  readonly total: number;
}

export interface ChallengePolicy {
  /** What windows may ask for. A new action is not added to existing policies. The order decides what a seed draws. */
  readonly asks: readonly ActionKind[];
  /** The number of windows. Each asks for one action. */
  readonly windows: number;
  /** The longest time from the challenge's issue to the disclosure of its first window. */
  readonly lifetimeMs: number;
  /** Evidence is refused after this time plus the length of all windows, on the server's clock from the first disclosure. */
  readonly evidenceGraceMs: number;
  /** The time in which frames must be revealed after they were asked for. */
  readonly revealMs: number;
  /** Time for the appraisal once the frames have arrived. It does not count as part of `revealMs`. */
  readonly appraisalMs: number;
  /** How long a well-placed face is seen before the first window. Its median is the neutral face. */
  readonly leadInMs: number;
  /** Time between two windows, to return to the neutral face. */
  readonly gapMs: number;
  /** How long each kind of window lasts. */
  readonly windowMs: Readonly<Record<ActionKind, number>>;
  /** The number of frames that are revealed at random, in addition to those drawn for a reason. Each window gets at least one. */
  readonly randomFrames: number;
  /** The number of lead-in frames that are revealed. Their median is the neutral face that the verifier itself reads. */
  readonly neutralFrames: number;
}

export interface TracePolicy {
  readonly maxRecords: number;
  /** The smallest number of frames with a face per second, in each window. */
  readonly minRateHz: number;
  /** Longest time without a face. */
  readonly maxGapMs: number;
  /** How far the trace's clock and the server's may drift apart in a whole challenge: the network's delay in both directions. */
  readonly clockToleranceMs: number;
  /** The longest time in which frames may have the same bytes. */
  readonly maxStillMs: number;
  /** The smallest share of distinct pictures, and of distinct faces (to 1/16 pixel). */
  readonly minDistinct: number;
  /** The same bounds, so far away that no camera which films a person exceeds them. */
  readonly impossible: { readonly maxStillMs: number; readonly minDistinct: number };
}

/** What the verifier must read in revealed pictures, and how far that may be from their records. */
export interface PicturePolicy {
  /**
   * How far an action must have gone in the verifier's own readings, as a share of its required reach, measured from the
   * neutral face that the verifier reads itself. `furthest`: at the furthest of the action's peaks. `every`: at each peak
   * (blinks have several). `found`: at the furthest peak of the face that the verifier finds by itself.
   */
  readonly minReach: { readonly furthest: number; readonly every: number; readonly found: number };
  /** The largest differences between a picture and its record. Beyond them the capture is undetermined. */
  readonly apart: PictureDifferences;
  /**
   * The same bounds, so far away that no honest browser exceeds them. Beyond them the capture is an attack. A difference that is
   * absent here never means an attack, because honest people may differ by any amount.
   */
  readonly impossible: Partial<PictureDifferences>;
  /**
   * A record with a larger yaw claims a profile. The models read profiles unreliably, so only the colours of its picture are compared, and a peak
   * there does not count as seen. In a window that asks for no turn, no revealed record may claim a profile.
   */
  readonly maxYawDegrees: number;
}

/** Differences between a picture and its record. */
export interface PictureDifferences {
  /** The number of pictures in which the verifier does not see the claimed face at all. */
  readonly unseen: number;
  /** Median distance of the record's points from the face that the verifier finds by itself, as a share of the face's width. */
  readonly found: number;
  /**
   * Nine tenths of the record's points lie within this distance of the mesh's points, as a share of the face's width. The mesh
   * runs where the record claims the face.
   */
  readonly distance: number;
  /** The mean of both eyes, as a share of the person's open eye. */
  readonly openness: number;
  /** The same of the eye that differs most. Absent where blinks are those of both eyes' mean. */
  readonly oneEye?: number;
  readonly mouthAperture: number;
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
  /** The difference of the colour channel that differs most, of 255. */
  readonly skin: number;
  readonly background: number;
}

export interface FacePolicy {
  /** Width of the face from ear to ear as a share of the frame's short side. */
  readonly minWidth: number;
  readonly maxWidth: number;
  /** Bounds of the light on the face (`FacialLight`). The median over the revealed frames of the lead-in must keep them. */
  readonly light: {
    readonly minContrast: number;
    readonly maxNoise: number;
    readonly maxClipped: number;
  };
  /** From one frame to the next: how far the face's centre may move, in face widths, and by what factor it may grow. */
  readonly maxShift: number;
  readonly maxGrowth: number;
  /** The smallest share of a face's points that lie inside the frame. */
  readonly minInside: number;
  /** How far the head of the portrait may be turned or leant, in degrees. For pitch: half of it, from the neutral face. */
  readonly portraitDegrees: number;
  /** How far the mouth of the portrait may be open, from the neutral face. */
  readonly portraitAperture: number;
  /** Absolute bounds of a neutral face. */
  readonly neutral: {
    readonly yawDegrees: number;
    readonly pitchDegrees: number;
    readonly rollDegrees: number;
    readonly minEyeAspectRatio: number;
    readonly maxMouthAperture: number;
  };
}
