import type { PolicyName } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Disclosing, LiveSession } from '../state.ts';
import type { Command, Filer, Internal } from './command.ts';
import { unspentChallenge } from './guard.ts';

export interface AdmitPartArgs {
  readonly by: Filer;
  readonly challengeId: string;
  readonly n: number;
}

export interface AdmittedPart {
  readonly policy: PolicyName;
  /** How many parts there are. A part that is sent again, after its answer was lost, is among them. */
  readonly parts: number;
}

/** Checks whether a part of the trace may be added now. */
export const admitPart: Command<AdmitPartArgs, AdmittedPart> = {
  onLive(session, { challengeId, n }) {
    const { parts = [] } = challengeOfPart(session, challengeId, n);
    return { state: session, answer: { policy: session.policy, parts: parts.length } };
  },
};

export interface AddPartArgs extends Internal {
  readonly challengeId: string;
  readonly n: number;
  /** Key of the blob with the part. */
  readonly blob: string;
}

/** Adds a part. Of several for one place the first is kept. Answers how many there are, and whether this one is kept. */
export const addPart: Command<AddPartArgs, { readonly parts: number; readonly isKept: boolean }> = {
  onLive(session, { challengeId, n, blob }) {
    const challenge = challengeOfPart(session, challengeId, n);
    const { parts = [] } = challenge;
    if (n < parts.length) return { state: session, answer: { parts: parts.length, isKept: false } };
    const added: Disclosing = { ...challenge, parts: [...parts, blob] };
    return { state: { ...session, challenge: added }, answer: { parts: n + 1, isKept: true } };
  },
};

/**
 * The challenge, if this part is the next one or an earlier one, and its window was disclosed. So the verifier has a running hash
 * over its frames before it takes them, and there are no more parts than windows.
 *
 * @throws Refusal part-out-of-order, and as `unspentChallenge`
 */
function challengeOfPart(session: LiveSession, challengeId: string, n: number): Disclosing {
  const challenge = unspentChallenge(session, challengeId);
  if (challenge.stage === 'issued') throw new Refusal('part-out-of-order');
  const { windows, parts = [] } = challenge;
  if (n > parts.length || n >= windows.length) throw new Refusal('part-out-of-order');
  return challenge;
}
