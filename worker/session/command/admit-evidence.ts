import type { PolicyName } from '#protocol/policy/policy.ts';
import type { DisclosedWindow } from '../../capture/capture.ts';
import type { TraceEnd } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { spendableChallenge } from './guard.ts';

export interface Admitted {
  readonly windows: readonly DisclosedWindow[];
  readonly policy: PolicyName;
  /** Keys of the blobs with the parts of the trace that were taken. */
  readonly parts: readonly string[];
  readonly end: TraceEnd | undefined;
}

/** Checks whether evidence can spend the challenge now. Answers the windows and the policy, which are needed to unwrap it. */
export const admitEvidence: Command<{ readonly by: Filer; readonly challengeId: string }, Admitted> = {
  onLive(session, { challengeId }) {
    const { windows, parts = [], end } = spendableChallenge(session, challengeId);
    return { state: session, answer: { windows, policy: session.policy, parts, end } };
  },
};
