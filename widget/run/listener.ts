import { Follower } from '../liveness/follower.ts';
import type { Position } from '../liveness/guidance.ts';
import { Steady } from '../liveness/steady.ts';
import type { Phase } from '../phase.ts';
import type { RunListener } from './run.ts';
import type { StageState } from './stage-state.ts';

/** What an attempt changes on the screen. */
export interface Screen {
  readonly video: () => Promise<HTMLVideoElement>;
  readonly card: () => Promise<Element>;
  readonly show: (change: Partial<StageState>) => void;
  readonly advance: (to: Phase) => void;
  /** Called after each frame has been shown. */
  readonly onSeen: () => void;
}

/** Turns the events of one attempt into phases and stage state. */
export function listenerOf({ video, card, show, advance, onSeen }: Screen): RunListener {
  const steady = new Steady<Position | undefined>(undefined);
  const follower = new Follower();
  let leadInMs = Infinity;
  return {
    video,
    card,
    onUnseen: (unseen) => show({ unseen }),
    onLoading: (loadedShare) => show({ loadedShare }),
    onPicture: (hasCamera) => show({ hasCamera }),
    onTapNeeded: (tap) => show({ tap }),
    onTrouble: (trouble) => show({ trouble }),
    onOffer: (offer) => show({ offer }),
    onWatching: () => advance({ name: 'positioning' }),
    onSeen: ({ position, timestampMs, traceMs = 0, sample }) => {
      show({
        position: steady.settle(position, timestampMs),
        heldShare: Math.min(1, traceMs / leadInMs),
        ...(sample && { followed: follower.see(sample) }),
      });
      onSeen();
    },
    onChallenge: (ms) => {
      leadInMs = ms;
    },
    onWindow: (done, windows, ask) => {
      if (ask) show({ followed: follower.begin(ask.ask) });
      advance({ name: 'acting', done, windows, ask });
    },
    onBusy: (isBusy) => show({ isBusy }),
    onSending: () => {
      show({ hasCamera: false });
      advance({ name: 'sending' });
    },
  };
}
