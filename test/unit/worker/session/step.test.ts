import { describe, expect, it } from 'vitest';
import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { proofsKept, step, type LiveSession } from '../../worker/session/session.ts';

describe('step', () => {
  const session: LiveSession = {
    kind: 'live',
    id: 'a',
    tenant: 't',
    request: {},
    createdAtMs: 0,
    expiresAtMs: limits.session.lifetimeMs,
    deleteAtMs: limits.session.lifetimeMs,
    proofs: [{ jti: 'old', atMs: 0 }],
    replaced: [],
    failures: [],
    conclusions: [],
  };

  it('forgets proofs whose nonce has died, and only those', () => {
    const nowMs = 2 * limits.dpop.noncePeriodMs;
    const read = { kind: 'read', by: { jti: 'new', jkt: 'k' } } as const;
    expect(step(session, read, nowMs - 1, policy).state).toMatchObject({ proofs: [{ jti: 'old' }, { jti: 'new' }] });
    expect(step(session, read, nowMs, policy).state).toMatchObject({ proofs: [{ jti: 'new' }] });
  });

  it('takes no further proof while as many as are kept could be sent again', () => {
    const proofs = Array.from({ length: proofsKept }, (_, n) => ({ jti: `${n}`, atMs: 0 }));
    const read = { kind: 'read', by: { jti: 'new', jkt: 'k' } } as const;
    const full = { ...session, proofs };
    expect(step(full, read, 1, policy)).toMatchObject({ state: full, outcome: { refusal: 'dpop-invalid' } });
    expect(step(full, read, 2 * limits.dpop.noncePeriodMs, policy).outcome).toHaveProperty('answer');
  });

  it('does not let frames claim a challenge that another took the place of', () => {
    const claim = { kind: 'claim-reveal', challengeId: 'c' } as const;
    expect(step(session, claim, 1, policy).outcome).toMatchObject({ refusal: 'challenge-replaced' });
  });

  it('does not let an appraisal conclude a challenge that another took the place of', () => {
    const conclusion = { challengeId: 'c', verdict: 'bona-fide', causes: [], result: 'jwt' } as const;
    expect(step(session, { kind: 'conclude', ...conclusion }, 1, policy)).toEqual({
      state: session,
      outcome: { refusal: 'challenge-replaced', retryAfterMs: undefined },
    });
  });

  it('refuses what comes after the session’s lifetime', () => {
    const read = { kind: 'read', by: { jti: 'new', jkt: 'k' } } as const;
    expect(step(session, read, session.expiresAtMs, policy).outcome).toMatchObject({ refusal: 'session-expired' });
  });
});
