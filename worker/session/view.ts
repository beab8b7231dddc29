/** What each side may read of a session. */
import type { FilerSession, ProviderSession, SessionStatus } from '#protocol/session/session.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { attemptsLeft } from './attempt.ts';
import { isVerified, type LiveSession } from './state.ts';

/** What a view needs to know about the verifier. */
export interface Viewed {
  readonly sandbox: boolean;
  readonly policies: Policies;
}

export function providerView(session: LiveSession, { sandbox, policies }: Viewed): ProviderSession {
  const policy = policies.pinned(session.policy);
  const latest = session.conclusions.at(-1);
  return {
    id: session.id,
    state: statusOf(session, policy),
    sandbox,
    seeded: session.request.seed !== undefined,
    policy: session.policy,
    expiresAtMs: session.expiresAtMs,
    attempts: { failed: session.failures.length, left: attemptsLeft(session.failures, policy) },
    ...(latest && { verdict: latest.verdict, result: latest.result }),
    causes: [...(latest?.causes ?? [])],
    challenges: session.conclusions.map(({ challengeId }) => challengeId),
    reports: [...(session.reports?.kept ?? [])],
    reportsOmitted: (session.reports?.omitted ?? 0) + (session.reports?.foreignOmitted ?? 0),
  };
}

/** The reduced form: without verdict and result, because an attacker could learn from them. */
export function filerView(session: LiveSession, { sandbox, policies }: Viewed): FilerSession {
  const challenge = answeredChallenge(session);
  return {
    id: session.id,
    state: statusOf(session, policies.pinned(session.policy)),
    sandbox,
    expiresAtMs: session.expiresAtMs,
    done: isVerified(session),
    ...moreTimeOf(session, policies),
    ...(session.request.locale && { locale: session.request.locale }),
    ...(challenge && { challenge }),
  };
}

function moreTimeOf({ policy }: LiveSession, policies: Policies): Pick<FilerSession, 'moreTime'> {
  const unhurried = policies.unhurried(policy);
  return unhurried ? { moreTime: unhurried.name === policy.name ? 'given' : 'offered' } : {};
}

function statusOf(session: LiveSession, policy: Policy): SessionStatus {
  if (isVerified(session)) return 'verified';
  if (attemptsLeft(session.failures, policy) === 0) return 'failed';
  if (session.challenge) return 'capturing';
  if (session.consent) return 'consented';
  return session.jkt === undefined ? 'created' : 'bound';
}

/** The last answer about the newest challenge, repeated for a filer who did not receive it. */
function answeredChallenge({ challenge, conclusions }: LiveSession): FilerSession['challenge'] {
  switch (challenge?.stage) {
    case 'spent':
      return { id: challenge.id, open: [...challenge.evidence.drawn] };
    case 'claimed':
      return { id: challenge.id };
    case 'late':
      return challenge.missed === 'evidence' ? undefined : { id: challenge.id };
    case 'concluded': {
      const conclusion = conclusions.find(({ challengeId }) => challengeId === challenge.id);
      if (!conclusion) return { id: challenge.id };
      return {
        id: challenge.id,
        appraised: { done: conclusion.verdict === 'bona-fide', causes: [...conclusion.causes] },
      };
    }
    default:
      return undefined;
  }
}
