import type { PolicyName } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { CreateSession } from '#protocol/session/session.ts';
import type { Binding } from '../../consent/binding.ts';
import { stateVersion, type Lifetime, type LiveSession } from '../state.ts';
import type { Command, Internal } from './command.ts';

export interface CreateArgs extends Lifetime, Internal {
  readonly request: CreateSession;
  readonly policy: PolicyName;
  readonly bound?: Binding;
}

/** Creates a session, or returns the one that the same request created. */
export const create: Command<CreateArgs, LiveSession> = {
  onUnknown(args) {
    const session: LiveSession = {
      v: stateVersion,
      kind: 'live',
      ...args,
      proofs: [],
      replaced: [],
      failures: [],
      conclusions: [],
    };
    return { state: session, answer: session };
  },

  isRepeatable: true,

  onLive(session, { request }, { nowMs }) {
    if (JSON.stringify(session.request) !== JSON.stringify(request)) throw new Refusal('idempotency-mismatch');
    if (nowMs >= session.expiresAtMs) throw new Refusal('session-expired');
    return { state: session, answer: session };
  },
};
