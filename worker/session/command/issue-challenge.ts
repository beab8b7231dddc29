import type { Challenge } from '#protocol/capture/challenge.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import { challengePayload } from '../../capture/challenge.ts';
import { admitAttempt } from '../attempt.ts';
import { abandon } from '../deadline.ts';
import type { Binding } from '../../consent/binding.ts';
import { isVerified } from '../state.ts';
import type { Command, Filer } from './command.ts';
import { requireConsent } from './guard.ts';

export interface IssueArgs {
  readonly by: Filer;
  readonly id: string;
  readonly nonce: string;
  /** At least 16 random bytes, base64url, which determine what the windows ask. */
  readonly secret: string;
  /** Whether the person needs more time. */
  readonly moreTime?: true | undefined;
}

/** The number of replaced challenges whose ids are stored. For an older one the answer is `challenge-unknown`. */
export const replacedKept = 32;

export interface Issued {
  readonly challenge: Challenge;
  /** Of a session of a case: the route hands the challenge out only if the case is still as it was. */
  readonly bound: Binding | undefined;
  /** How many attempts may fail: the person's are counted across sessions. */
  readonly attempts: Policy['attempts'];
}

/**
 * Issues a challenge, which replaces the previous one. A session with a seed asks the same every time. A person who needs more time
 * gets a challenge under the slower policy, to which the session is pinned from then on. No challenge under way changes its policy,
 * and failed attempts count as before.
 */
export const issueChallenge: Command<IssueArgs, Issued> = {
  prepare: abandon,

  onLive(session, { by, id, nonce, secret, moreTime }, { nowMs, policy: pinned, unhurried }) {
    if (isVerified(session)) throw new Refusal('session-finished');
    requireConsent(session);
    admitAttempt(session.failures, nowMs, pinned);
    const policy = moreTime ? unhurried : pinned;
    if (!policy) throw new Refusal('more-time-unavailable');

    const { request, challenge: before, replaced } = session;
    const payload = challengePayload({ id, nonce, session: session.id, jkt: by.jkt }, nowMs, policy);
    const asks = drawAsks(seededDraw(request.seed ?? secret), policy);
    const isReplaced = before && before.stage !== 'concluded';
    return {
      state: {
        ...session,
        policy: { name: policy.name, version: policy.version },
        challenge: { stage: 'issued', id, nonce, expiresAtMs: payload.expiresAtMs, asks },
        replaced: isReplaced ? [...replaced, before.id].slice(-replacedKept) : replaced,
      },
      answer: { challenge: payload, bound: session.bound, attempts: policy.attempts },
    };
  },
};
