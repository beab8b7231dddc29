/**
 * What a window can ask: one file per action. This folder imports only measure/.
 *
 * To add an action: give its ask a row in `AskFields` and its movements a name in `Movement`, write its file (an `Action`), and
 * put it in table.ts. The compiler then names what is missing: its bounds (`ActionPolicy`), the length of its window in each
 * policy, `Asked` in capture/challenge.ts, the widget's prompt, the report's words, and how actors and synthetic people perform
 * it. Only the widget's pictogram is not demanded. A policy asks it once its `challenge.asks` names it.
 * test/unit/protocol/action/table.test.ts plays every ask: doing it answers it, and doing anything else does not.
 */
import type { Neutral, Sample } from '../measure/sample.ts';

/** What an ask says beside its kind. Left and right are the person's. */
interface AskFields {
  blink: { readonly count: number };
  'turn-head': { readonly direction: 'left' | 'right' };
  nod: unknown;
  'open-mouth': unknown;
}

export type ActionKind = keyof AskFields;

/** What one window may ask. */
export type Ask<K extends ActionKind = ActionKind> = { [P in K]: { readonly kind: P } & AskFields[P] }[K];

/** What a head or face can do. Asks of one kind can want different movements: a turn to the left or to the right. */
export type Movement = 'blink' | 'turn-left' | 'turn-right' | 'nod' | 'open-mouth';

/** One kind of action: everything that appraisal, draw and guidance need to know of it. */
export interface Action<K extends ActionKind> {
  /** Whether it moves the skin itself, which a rigid sheet held to the camera cannot do. */
  readonly deformsSkin: boolean;
  /** Every ask of this kind. Those that want the same movement are equally likely to be drawn. */
  asks(policy: ActionPolicy): readonly Ask<K>[];
  movement(ask: Ask<K>): Movement;
  /** How a window's samples answer it. */
  answer(window: WindowSamples, ask: Ask<K>, policy: ActionPolicy): Answer;
  /**
   * How far it is carried in one sample, as a share of what it has to reach: 1 is just enough.
   *
   * @returns undefined if its signal was not measured
   */
  reach(ask: Ask<K>, sample: Sample, neutral: Neutral, policy: ActionPolicy): number | undefined;
  /** Its movements that some sample of a window shows beyond these bounds. Always empty for what people do naturally. */
  deliberate(window: WindowSamples, bounds: ForeignBounds): readonly Movement[];
  /** Bounds for other movements while it is done. Absent if they need not be wider than the policy's. */
  widened?(bounds: ForeignBounds): ForeignBounds;
}

/** The samples of one window, from its disclosure to its end, and the person's neutral face to measure against. */
export interface WindowSamples {
  readonly samples: readonly Sample[];
  readonly neutral: Neutral;
}

/** How one window was answered. */
export interface Answer {
  /** Whether the action was done: begun after a human reaction time, carried through and ended in the window. */
  readonly done: boolean;
  /** Index into the window's samples of the first sign of the action; undefined if there was none. */
  readonly onset: number | undefined;
  /**
   * Indices into the window's samples where the action was furthest from neutral, one for each time that it was asked for.
   * If it was not done, the sample that came nearest. Empty if nothing was measured.
   */
  readonly peaks: readonly number[];
}

/** How actions are told from each other and from chance movement. */
export interface ActionPolicy {
  /** An action that begins sooner after its window's start was not an answer to it. */
  readonly minReactionMs: number;
  readonly blink: {
    /** The eye aspect ratio, as a share of the person's own open eye, that counts as closed, and as open again. */
    readonly closedBelow: number;
    readonly openAbove: number;
    /** Shortest and longest blink that counts. */
    readonly minDurationMs: number;
    readonly maxDurationMs: number;
    /** A longer pause, eyes open, separates a series that was asked for from other blinks. */
    readonly maxPauseMs: number;
    /** How many may be asked for. */
    readonly counts: readonly number[];
  };
  /** Degrees of yaw away from the person's neutral that count as a turn. */
  readonly turnHead: { readonly reachDegrees: number };
  /** Degrees of pitch below the person's neutral that count as a nod. */
  readonly nod: { readonly reachDegrees: number };
  /** Mouth aperture above the person's neutral that counts as open. */
  readonly openMouth: { readonly reach: number };
  /** An action is over when its signal is back within this share of its reach. */
  readonly returnShare: number;
  readonly foreign: ForeignBounds;
}

/** How far a signal may be from neutral, either way, in a window that did not ask for its movement. */
export interface ForeignBounds {
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly mouthAperture: number;
}
