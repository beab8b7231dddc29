/** What the stage shows of the present attempt. */
import type { Trouble } from '../camera/diagnose.ts';
import { nothingFollowed, type Followed } from '../liveness/follower.ts';
import type { Position } from '../liveness/guidance.ts';
import type { SwitchOffer } from '../liveness/watch.ts';
import type { UnseenCode } from '#protocol/failure-code.ts';

export interface StageState {
  /** Undefined until the first frame was processed. */
  readonly position: Position | undefined;
  /** How long a well-placed face was held still before the first window, as a share of the required time. */
  readonly heldShare: number;
  /** How far the present window is answered; between windows, how far the last one was. */
  readonly followed: Followed;
  /** What is wrong with the camera. */
  readonly trouble: Trouble | undefined;
  readonly offer: SwitchOffer;
  /** Why the run waits: the person cannot see the element. */
  readonly unseen: UnseenCode | undefined;
  /** Share of the models' bytes that has arrived, 0 to 1. */
  readonly loadedShare: number;
  /** Whether the verifier has been busy for a while, and is waited for. */
  readonly isBusy: boolean;
  readonly hasCamera: boolean;
  /** Starts the picture if the browser requires a tap for it. */
  readonly tap: (() => void) | undefined;
}

/** The state at the start of an attempt. Models and camera may be ready already. */
export const freshAttempt = {
  position: undefined,
  heldShare: 0,
  followed: nothingFollowed,
  trouble: undefined,
  offer: 'none',
  unseen: undefined,
  isBusy: false,
} as const satisfies Partial<StageState>;

export const emptyStage: StageState = { ...freshAttempt, loadedShare: 0, hasCamera: false, tap: undefined };
