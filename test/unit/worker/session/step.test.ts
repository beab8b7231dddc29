import { describe, expect, it } from 'vitest';
import { createPolicies, policies, policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { proofsKept, step } from '../../../../worker/session/step.ts';
import type { LiveSession, SessionState } from '../../../../worker/session/state.ts';
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

  describe('for a person who needs more time', () => {
    const ready = liveSession({
      jkt: 'k',
      consent: { textVersion: 't', purposes: [], acceptedAtMs: 0 },
      failures: [0, 1],
      policy: { name: policy.name, version: policy.version },
    });
    const slower = policies.unhurried(policy)!;
    const pinOf = ({ name, version }: typeof slower) => ({ name, version });
    let n = 0;
    const issue = (state: SessionState, moreTime?: true, registry = policies) => {
      const args = { by: { jti: `${(n += 1)}`, jkt: 'k' }, id: `c${n}`, nonce: 'n', secret: 's', moreTime };
      return step(state, 'issue-challenge', args, 2, registry);
    };

    it('issues the challenge under the slower policy, asks the same, and pins the session to it', () => {
      const [usual, slow] = [issue(ready), issue(ready, true)];
      expect(slow.outcome).toMatchObject({
        answer: { challenge: { policy: pinOf(slower), limits: { gapMs: slower.challenge.gapMs } } },
      });
      expect(slow.state).toMatchObject({ policy: pinOf(slower), failures: [0, 1] });
      const asksOf = ({ state }: typeof usual) =>
        state?.kind === 'live' && state.challenge?.stage === 'issued' && state.challenge.asks;
      expect(asksOf(slow)).toEqual(asksOf(usual));
    });

    it('keeps it for every later challenge, asked for again or not', () => {
      const { state } = issue(ready, true);
      for (const again of [true, undefined] as const) {
        expect(issue(state!, again).state).toMatchObject({ policy: pinOf(slower) });
      }
    });

    it('counts the attempt that it gives up, and leaves no more attempts than before', () => {
      const { state } = issue(ready);
      const disclosed = step(
        state,
        'disclose-window',
        { by: { jti: 'w', jkt: 'k' }, challengeId: `c${n}`, n: 0, runningHash: 'h', delayedMs: 0 },
        2,
        policies,
      );
      expect(issue(disclosed.state!, true).state).toMatchObject({ failures: [0, 1, 2] });
      const failures = Array.from({ length: policy.attempts.total }, (_, at) => at);
      const refused = issue({ ...ready, failures }, true);
      expect(refused).toMatchObject({ state: { policy: ready.policy }, outcome: { refusal: 'attempts-exhausted' } });
    });

    it('is refused where the policy has no slower one, and changes nothing', () => {
      const { state, outcome } = issue(ready, true, createPolicies([policy]));
      expect(outcome).toMatchObject({ refusal: 'more-time-unavailable' });
      expect(state).toMatchObject({ policy: ready.policy, replaced: [] });
    });
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
