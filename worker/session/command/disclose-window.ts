import { Refusal } from '#protocol/refusal.ts';
import type { DisclosedWindow } from '../../capture/capture.ts';
import type { Disclosing } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { unspentChallenge } from './guard.ts';

export interface DiscloseArgs {
  readonly by: Filer;
  readonly challengeId: string;
  readonly n: number;
  readonly runningHash: string;
}

/** Discloses what the next window asks, in exchange for the running hash of the frames so far. */
export const discloseWindow: Command<DiscloseArgs, DisclosedWindow> = {
  onLive(session, { challengeId, n, runningHash }, { nowMs, policy }) {
    const challenge = unspentChallenge(session, challengeId);
    const windows = challenge.stage === 'issued' ? [] : challenge.windows;
    const before = windows.at(-1);
    // A retry after a lost answer gets the same window. Its time runs from the first answer.
    if (before && n === windows.length - 1 && before.runningHash === runningHash) {
      return { state: session, answer: before };
    }
    const ask = challenge.asks[n];
    if (n !== windows.length || !ask) throw new Refusal('window-out-of-order');
    if (challenge.stage === 'issued' && nowMs >= challenge.expiresAtMs) throw new Refusal('challenge-expired');
    if (before?.runningHash === runningHash) throw new Refusal('window-hash-stale');
    if (before && nowMs < before.disclosedAtMs + before.windowMs - policy.trace.clockToleranceMs) {
      throw new Refusal('window-early');
    }
    const { id, nonce, asks } = challenge;
    const window = { ask, windowMs: policy.challenge.windowMs[ask.kind], runningHash, disclosedAtMs: nowMs };
    const disclosed: Disclosing['windows'] = challenge.stage === 'issued' ? [window] : [...challenge.windows, window];
    return {
      state: { ...session, challenge: { stage: 'disclosing', id, nonce, asks, windows: disclosed } },
      answer: window,
    };
  },
};
