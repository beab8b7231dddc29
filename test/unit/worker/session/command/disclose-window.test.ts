import { describe, expect, it } from 'vitest';
import { policies, policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { digest } from '../../../../../assess/synthetic/filer.ts';
import { step } from '../../../../../worker/session/step.ts';
import { liveSession } from '../live-session.ts';
import { stages, type Stage } from '../stages.ts';

const consent = { textVersion: 't', purposes: [], acceptedAtMs: 0 };
const { windowMs } = policy.challenge;

/** Request a window of a challenge at this stage. */
function disclose(stage: Stage, n: number, hash: string, nowMs: number, delayedMs = 0) {
  const session = liveSession({ jkt: 'k', consent, challenge: stages[stage] });
  const asked = { by: { jti: 'j', jkt: 'k' }, challengeId: 'c', n, runningHash: digest(hash), delayedMs };
  return step(session, 'disclose-window', asked, nowMs, policies);
}

const firstEndMs = 1_000 + windowMs.nod;

describe('a window', () => {
  it('is disclosed in order, with its ask and the time', () => {
    const first = { ask: { kind: 'nod' }, windowMs: windowMs.nod, runningHash: digest('a'), disclosedAtMs: 7 };
    const { state, outcome } = disclose('issued', 0, 'a', 7);
    expect(outcome).toEqual({ answer: first });
    expect(state).toMatchObject({ challenge: { stage: 'disclosing', windows: [first] } });
    const second = { ask: { kind: 'open-mouth' }, disclosedAtMs: firstEndMs };
    const next = disclose('disclosing', 1, 'b', firstEndMs);
    expect(next.outcome).toMatchObject({ answer: second });
    expect(next.state).toMatchObject({ challenge: { windows: [{ ask: { kind: 'nod' } }, second] } });
  });

  it.each([
    [700, 700],
    [limits.load.mostCreditMs + 1, limits.load.mostCreditMs],
    [-5, 0],
  ])(
    'that the verifier has delayed by %d ms counts from its arrival, and lasts %d ms longer',
    (delayedMs, longerMs) => {
      const { outcome } = disclose('issued', 0, 'a', 7, delayedMs);
      expect(outcome).toMatchObject({ answer: { windowMs: windowMs.nod + longerMs, disclosedAtMs: 7 } });
    },
  );

  it('is the same again for the same hash, with the time of the first answer', () => {
    const { state, outcome } = disclose('disclosing', 0, 'first', 2_000);
    expect(outcome).toEqual({ answer: stages.disclosing.windows[0] });
    expect(state).toMatchObject({ challenge: stages.disclosing });
  });

  it.each([
    ['with another number', 'issued', 1, 'a', 7, 'window-out-of-order'],
    ['with another hash', 'disclosing', 0, 'other', 2_000, 'window-out-of-order'],
    ['beyond the last', 'disclosed', 2, 'c', 9_000, 'window-out-of-order'],
    ['once the challenge has expired', 'issued', 0, 'a', 120_000, 'challenge-expired'],
    ['with the hash of the previous window', 'disclosing', 1, 'first', firstEndMs, 'window-hash-stale'],
    ['too early', 'disclosing', 1, 'b', firstEndMs - policy.trace.clockToleranceMs - 1, 'window-early'],
  ] as const)('is refused %s', (_, stage, n, hash, nowMs, refusal) => {
    expect(disclose(stage, n, hash, nowMs).outcome).toMatchObject({ refusal });
  });
});
