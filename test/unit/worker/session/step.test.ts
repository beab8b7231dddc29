import { describe, expect, it } from 'vitest';
import { createPolicies, policies, policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { proofsKept, step } from '../../../../worker/session/step.ts';
import type { LiveSession } from '../../../../worker/session/state.ts';
import { liveSession } from './live-session.ts';

const byFiler = { by: { jti: 'new', jkt: 'k' } };

const read = (session: LiveSession, nowMs: number) => step(session, 'read', byFiler, nowMs, policies);

describe('step', () => {
  const session = liveSession({ proofs: [{ jti: 'old', atMs: 0 }] });

  it('forgets proofs whose nonce has expired, and only those', () => {
    const nowMs = 2 * limits.dpop.noncePeriodMs;
    expect(read(session, nowMs - 1).state).toMatchObject({ proofs: [{ jti: 'old' }, { jti: 'new' }] });
    expect(read(session, nowMs).state).toMatchObject({ proofs: [{ jti: 'new' }] });
  });

  it('refuses further proofs while the store of proofs is full and none has expired', () => {
    const proofs = Array.from({ length: proofsKept }, (_, n) => ({ jti: `${n}`, atMs: 0 }));
    const full = { ...session, proofs };
    expect(read(full, 1)).toMatchObject({ state: full, outcome: { refusal: 'dpop-invalid' } });
    expect(read(full, 2 * limits.dpop.noncePeriodMs).outcome).toHaveProperty('answer');
  });

  it('uses up the proof also if the command is refused', () => {
    const issue = { ...byFiler, id: 'c', nonce: 'n', secret: 's' };
    const { state, outcome } = step(session, 'issue-challenge', issue, 1, policies);
    expect(outcome).toMatchObject({ refusal: 'key-missing' });
    expect(state).toMatchObject({ proofs: [{ jti: 'old' }, { jti: 'new' }] });
  });

  it('refuses frames for a challenge that was replaced', () => {
    const { outcome } = step(session, 'claim-reveal', { challengeId: 'c', uploadId: 'u' }, 1, policies);
    expect(outcome).toMatchObject({ refusal: 'challenge-replaced' });
  });

  it('refuses the conclusion of a challenge that was replaced', () => {
    const conclusion = { challengeId: 'c', verdict: 'bona-fide', causes: [], result: 'jwt' } as const;
    expect(step(session, 'conclude', { conclusion }, 1, policies)).toEqual({
      state: session,
      outcome: { refusal: 'challenge-replaced', retryAfterMs: undefined },
    });
  });

  it('refuses commands after the session’s lifetime', () => {
    expect(read(session, session.expiresAtMs).outcome).toMatchObject({ refusal: 'session-expired' });
  });

  it('refuses to create a session with the id of a withdrawn one', () => {
    const { state } = step(session, 'withdraw', { by: { tenant: 't' } }, 1, policies);
    const { id, tenant, createdAtMs, expiresAtMs, deleteAtMs, request } = session;
    const again = { id, tenant, createdAtMs, expiresAtMs, deleteAtMs, request, policy };
    expect(step(state, 'create', again, 2, policies).outcome).toMatchObject({ refusal: 'session-withdrawn' });
  });

  it('judges by the policy that the session is pinned to', () => {
    const strict = { ...policy, version: policy.version + 1, attempts: { ...policy.attempts, total: 1 } };
    const failed = liveSession({
      jkt: 'k',
      consent: { textVersion: 't', purposes: [], acceptedAtMs: 0 },
      failures: [0],
    });
    const issue = (pin: LiveSession['policy']) =>
      step(
        { ...failed, policy: pin },
        'issue-challenge',
        { ...byFiler, id: 'c', nonce: 'n', secret: 's' },
        1,
        createPolicies([strict, policy]),
      ).outcome;
    expect(issue(policy)).toMatchObject({ answer: { challenge: { policy: { version: policy.version } } } });
    expect(issue(strict)).toMatchObject({ refusal: 'attempts-exhausted' });
    expect(() => issue({ name: 'unknown', version: 1 })).toThrow(RangeError);
  });
});
