/**
 * What a window can ask: one file per action. This folder imports only itself and measure/.
 *
 * To add an action: give its ask a row in `AskFields` and its movements a name in `Movement`, write its file (an `Action`), and
 * put it in table.ts. The compiler then reports what is missing: its bounds (`ActionPolicy`), the length of its window in each
 * policy, `Asked` in capture/challenge.ts, the widget's prompt, the report's words, and how actors and synthetic people perform
 * it. It does not report a missing pictogram in the widget. A policy asks for the action once its `challenge.asks` lists it.
 * test/unit/protocol/action/table.test.ts plays every ask: its action answers it, and every other action does not.
 */
import type { Neutral, Sample } from '../measure/sample.ts';

/** The fields of an ask in addition to its kind. Left and right are the person's. */
interface AskFields {
  blink: { readonly count: number };
  'turn-head': { readonly direction: 'left' | 'right' };
  nod: unknown;
  'open-mouth': unknown;
}

export type ActionKind = keyof AskFields;

/** What one window may ask. */
export type Ask<K extends ActionKind = ActionKind> = { [P in K]: { readonly kind: P } & AskFields[P] }[K];

/** The movements of head and face. Asks of one kind can require different movements: a turn to the left or to the right. */
export type Movement = 'blink' | 'turn-left' | 'turn-right' | 'nod' | 'open-mouth';

/** One kind of action: everything that appraisal, draw and guidance need to know about it. */
export interface Action<K extends ActionKind> {
  /** Whether it changes the shape of the skin, which a rigid sheet before the camera cannot do. */
  readonly deformsSkin: boolean;
  /** Every ask of this kind. Asks that require the same movement are equally likely to be drawn. */
  asks(policy: ActionPolicy): readonly Ask<K>[];
  movement(ask: Ask<K>): Movement;
  /** The ask that this one becomes where left and right are swapped. Absent if it stays the same. */
  mirrored?(ask: Ask<K>): Ask<K>;
  /** How a window's samples answer it. */
  answer(window: WindowSamples, ask: Ask<K>, policy: ActionPolicy): Answer;
  /**
   * How far the action has gone in one sample, as a share of its required reach: 1 is just enough.
   *
   * @returns undefined if its signal was not measured
   */
  reach(ask: Ask<K>, sample: Sample, neutral: Neutral, policy: ActionPolicy): number | undefined;
  /**
   * Its movements that the window shows beyond these bounds (`goesBeyond` says what that is). Always empty for natural movements
   * (blinks).
   */
  deliberate(window: WindowSamples, bounds: ForeignBounds, policy: ActionPolicy): readonly Movement[];
  /**
   * The time in which the action itself hid the face, so that no frame of this time shows it. Absent for actions that never do.
   *
   * @returns undefined if the face was not hidden, or not by this action
   */
  hidden?(window: WindowSamples, ask: Ask<K>, policy: ActionPolicy): Span | undefined;
}

/** A period of time, on the trace's clock. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The samples of one window, and what they are measured against. */
export interface WindowSamples {
  /** From the window's disclosure to its end. */
  readonly samples: readonly Sample[];
  /** Those before the window, as many as there are: they show how eyes and head were lately. */
  readonly before: readonly Sample[];
  readonly neutral: Neutral;
}

/** How one window was answered. */
export interface Answer {
  /** Whether the action was done: begun no sooner than a person can react, completed, and ended in the window. */
  readonly done: boolean;
  /** Index into the window's samples of the first sign of the action; undefined if there was none. */
  readonly onset: number | undefined;
  /**
   * Indices into the window's samples that show the action best. For blinks: one for each blink, at most as many as were asked
   * for, where the eyes are closed furthest. For other actions: the sample that is nearest to `enough`, or furthest from neutral
   * if the action has no such number. If the action was not done, the sample that came nearest. Empty if nothing was measured.
   */
  readonly peaks: readonly number[];
}

/** Bounds that distinguish actions from each other and from accidental movements. */
export interface ActionPolicy {
  /** An action that begins sooner than this after its window's start was not an answer to it. */
  readonly minReactionMs: number;
  readonly blink: {
    /** Which eye counts: the mean of both, or the one that is closed further, each measured against itself. */
    readonly counted: 'mean' | 'more-closed';
    /** Eye aspect ratio, as a share of the open eye's: closed below the first number, open again above the second. */
    readonly closedBelow: number;
    readonly openAbove: number;
    /** The person's open eye as it is now. */
    readonly openEye: OpenEyePolicy;
    /** Eyes say nothing beyond this yaw: in profile the mesh guesses the lids. From the camera, in both directions. */
    readonly maxYawDegrees: number;
    /** Shortest and longest blink that counts, from closed to open again. */
    readonly minDurationMs: number;
    readonly maxDurationMs: number;
    /** The longest time in which the eyes of a blink are closed. It is shorter, because eyes may open slowly. */
    readonly maxClosedMs: number;
    /** A longer pause with open eyes separates the series that was asked for from other blinks. */
    readonly maxPauseMs: number;
    /** The numbers of blinks that may be asked for. A series that is shorter than each of them is natural. */
    readonly counts: readonly number[];
    /** How many blinks more than were asked for are accepted: a person may blink naturally just before or after the series. */
    readonly maxExtra: number;
  };
  /** Degrees of yaw away from the person's neutral pose that count as a turn, and that are enough. */
  readonly turnHead: ReachPolicy;
  /** Degrees of pitch below the person's neutral pose that count as a nod, and that are enough. */
  readonly nod: ReachPolicy;
  readonly openMouth: {
    /** Mouth aperture above that of the person's neutral face that counts as open. */
    readonly reach: number;
    /**
     * A mouth says nothing beyond this yaw (from the camera) or this far below the neutral pitch: there a closed mouth can be
     * measured as open.
     */
    readonly maxYawDegrees: number;
    readonly maxLoweredDegrees: number;
  };
  /** An action is over when its signal is back within this share of its reach, or within this share of its own peak. */
  readonly returnShare: { readonly ofReach: number; readonly ofPeak: number };
  /** For each action that a window asks for, how far the other movements may go in it. */
  readonly foreign: Readonly<Record<ActionKind, ForeignBounds>>;
  /** A movement is foreign only if it also leaves where the signal was in this time. 0: where it was does not matter. */
  readonly foreignSpanMs: number;
}

/** How far a movement of the head has to go. */
export interface ReachPolicy {
  /** Degrees from neutral that count. */
  readonly reachDegrees: number;
  /** Degrees from neutral at which the person is told to come back, and at which the action is looked at in the pictures. */
  readonly enoughDegrees: number;
  /** Beyond these degrees from neutral the face may be lost, for so long: the camera sees the crown or the side of the head. */
  readonly hiddenFromDegrees: number;
  readonly maxHiddenMs: number;
}

/** The open eye: a quantile of the eye aspect ratios of the last moments, held between two shares of the neutral face's. */
export interface OpenEyePolicy {
  readonly spanMs: number;
  /** Which quantile, 0 to 1. */
  readonly quantile: number;
  /** Shares of the neutral face's eye aspect ratio. */
  readonly least: number;
  readonly most: number;
}

/** How far a signal may be from neutral in a window that did not ask for its movement. */
export interface ForeignBounds {
  /** In both directions; only the opposite direction where a turn was asked for. */
  readonly yawDegrees: number;
  readonly loweredDegrees: number;
  readonly raisedDegrees: number;
  readonly mouthAperture: number;
}
