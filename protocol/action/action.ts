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
  /** Its movements that a sample of the window shows beyond these bounds. Always empty for natural movements (blinks). */
  deliberate(window: WindowSamples, bounds: ForeignBounds): readonly Movement[];
  /** Wider bounds for other movements during this action. Absent if the policy's bounds are wide enough. */
  widened?(bounds: ForeignBounds): ForeignBounds;
}

/** The samples of one window, from its disclosure to its end, and the person's neutral face to measure against. */
export interface WindowSamples {
  readonly samples: readonly Sample[];
  readonly neutral: Neutral;
}

/** How one window was answered. */
export interface Answer {
  /** Whether the action was done: begun no sooner than a person can react, completed, and ended in the window. */
  readonly done: boolean;
  /** Index into the window's samples of the first sign of the action; undefined if there was none. */
  readonly onset: number | undefined;
  /**
   * Indices into the window's samples at which the action was furthest from neutral: for blinks one for each blink, at most as
   * many as were asked for. If the action was not done, the sample that came nearest. Empty if nothing was measured.
   */
  readonly peaks: readonly number[];
}

/** Bounds that distinguish actions from each other and from accidental movements. */
export interface ActionPolicy {
  /** An action that begins sooner than this after its window's start was not an answer to it. */
  readonly minReactionMs: number;
  readonly blink: {
    /** Eye aspect ratio, as a share of the open eye's: closed below the first number, open again above the second. */
    readonly closedBelow: number;
    readonly openAbove: number;
    /** Shortest and longest blink that counts. */
    readonly minDurationMs: number;
    readonly maxDurationMs: number;
    /** A longer pause with open eyes separates the series that was asked for from other blinks. */
    readonly maxPauseMs: number;
    /** The numbers of blinks that may be asked for. */
    readonly counts: readonly number[];
  };
  /** Degrees of yaw away from the person's neutral pose that count as a turn. */
  readonly turnHead: { readonly reachDegrees: number };
  /** Degrees of pitch below the person's neutral pose that count as a nod. */
  readonly nod: { readonly reachDegrees: number };
  /** Mouth aperture above that of the person's neutral face that counts as open. */
  readonly openMouth: { readonly reach: number };
  /** An action is over when its signal is back within this share of its reach. */
  readonly returnShare: number;
  readonly foreign: ForeignBounds;
}

/** How far a signal may be from neutral in a window that did not ask for its movement. Angles count in both directions. */
export interface ForeignBounds {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly mouthAperture: number;
}
