/** What the stage shows of the attempt that is under way. */
import type { Trouble } from '../camera/diagnose.ts';
import { nothingFollowed, type Followed } from '../liveness/follower.ts';
import type { Position } from '../liveness/guidance.ts';
import type { SwitchOffer } from '../liveness/watch.ts';

export interface StageState {
  /** Undefined until the first frame was looked at. */
  readonly position: Position | undefined;
  /** How long a well-placed face was held still before the first window, as a share of the time that is asked for. */
  readonly heldShare: number;
  /** The answer to the present window so far; between windows, to the last one. */
  readonly followed: Followed;
  /** What is wrong with the camera. */
  readonly trouble: Trouble | undefined;
  readonly offer: SwitchOffer;
  /** Share of the models that has arrived, 0 to 1. */
  readonly loadedShare: number;
  readonly hasCamera: boolean;
  /** Starts the picture where the browser wants a tap for it. */
  readonly tap: (() => void) | undefined;
}

/** What an attempt begins with. Models and camera may be there already. */
export const freshAttempt = {
  position: undefined,
  heldShare: 0,
  followed: nothingFollowed,
  trouble: undefined,
  offer: 'none',
} as const satisfies Partial<StageState>;

export const emptyStage: StageState = { ...freshAttempt, loadedShare: 0, hasCamera: false, tap: undefined };
