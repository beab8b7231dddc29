import { limits } from '#protocol/limits.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { DisclosedWindow } from '../../capture/capture.ts';
import type { Disclosing, Issued } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { unspentChallenge } from './guard.ts';

export interface DiscloseArgs {
  readonly by: Filer;
  readonly challengeId: string;
  readonly n: number;
  readonly runningHash: string;
  /** How long the verifier itself has delayed this request since its arrival. */
  readonly delayedMs: number;
}

/** A window, and whose attempt it is of, if the session belongs to a case: from the first window on, it counts for the person. */
export interface Disclosed extends DisclosedWindow {
  readonly counts?: { readonly person: string; readonly attempts: Policy['attempts'] } | undefined;
}

/**
 * Discloses what the next window asks, in exchange for the running hash of the frames so far. The window begins with these
 * frames. If the verifier itself has delayed its disclosure, it lasts longer by that time, within a bound.
 */
export const discloseWindow: Command<DiscloseArgs, Disclosed> = {
  onLive(session, { challengeId, n, runningHash, delayedMs }, { nowMs, policy }) {
    const challenge = unspentChallenge(session, challengeId);
    const windows = challenge.stage === 'issued' ? [] : challenge.windows;
    const { attempts } = policy;
    const counts = session.bound && { person: session.bound.person, attempts };
    const before = windows.at(-1);
    // A retry after a lost answer gets the same window. Its time runs from the first answer.
    if (before && n === windows.length - 1 && before.runningHash === runningHash) {
      return { state: session, answer: { ...before, counts } };
    }
    const ask = challenge.asks[n];
    if (n !== windows.length || !ask) throw new Refusal('window-out-of-order');
    if (challenge.stage === 'issued' && nowMs >= challenge.expiresAtMs) throw new Refusal('challenge-expired');
    if (before?.runningHash === runningHash) throw new Refusal('window-hash-stale');
    if (before && nowMs < before.disclosedAtMs + before.windowMs - policy.trace.clockToleranceMs) {
      throw new Refusal('window-early');
    }
    const windowMs = policy.challenge.windowMs[ask.kind] + Math.min(Math.max(0, delayedMs), limits.load.mostCreditMs);
    const window = { ask, windowMs, runningHash, disclosedAtMs: nowMs };
    return {
      state: { ...session, challenge: withWindow(challenge, window) },
      answer: { ...window, counts },
    };
  },
};

function withWindow(challenge: Issued | Disclosing, window: DisclosedWindow): Disclosing {
  if (challenge.stage === 'disclosing') return { ...challenge, windows: [...challenge.windows, window] };
  const { id, nonce, asks } = challenge;
  return { stage: 'disclosing', id, nonce, asks, windows: [window] };
}
