import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policies, policy } from '#protocol/policy/registry.ts';
import type { Args, Kind } from '../../../../../worker/session/commands.ts';
import { deadlineMs } from '../../../../../worker/session/deadline.ts';
import type { ChallengeState, SessionState } from '../../../../../worker/session/state.ts';
import { step } from '../../../../../worker/session/step.ts';
import { liveSession } from '../live-session.ts';
import { stages } from '../stages.ts';

const consent = { textVersion: 't', purposes: [], acceptedAtMs: 0 };
const { spentAtMs } = stages.spent;
const { revealMs } = policy.challenge;
const { mostMs, againMs, lastMs } = limits.upload;

/** A session whose frames are expected. */
const spent = (challenge: ChallengeState = stages.spent) => liveSession({ jkt: 'k', consent, challenge });

function run<K extends Kind>(state: SessionState, kind: K, args: Args<K>, nowMs: number) {
  const { state: next, outcome } = step(state, kind, args, nowMs, policies);
  return { state: next as ReturnType<typeof spent>, outcome };
}

let proofs = 0;
const begin = (state: SessionState, uploadId: string, nowMs: number) =>
  run(state, 'begin-upload', { by: { jti: `j${(proofs += 1)}`, jkt: 'k' }, uploadId }, nowMs);
const end = (state: SessionState, uploadId: string, nowMs: number, retryAfterMs = 0) =>
  run(state, 'end-upload', { uploadId, retryAfterMs }, nowMs);
const claim = (state: SessionState, uploadId: string, nowMs: number) =>
  run(state, 'claim-reveal', { challengeId: 'c', uploadId }, nowMs);

const lastMomentMs = spentAtMs + revealMs;

describe('an upload of frames', () => {
  it('is reserved for one request, and a second one is refused with a time to wait', () => {
    const { state, outcome } = begin(spent(), 'a', spentAtMs + 1);
    expect(outcome).toEqual({ answer: 'c' });
    const { outcome: refused } = begin(state, 'b', spentAtMs + 2);
    expect(refused).toEqual({ refusal: 'upload-underway', retryAfterMs: limits.load.retryAfterMs });
    expect(claim(state, 'a', spentAtMs + 3).outcome).toMatchObject({ answer: { challenge: { stage: 'claimed' } } });
  });

  it('counts from its arrival: it may begin at the last moment, and take a minute', () => {
    const { state } = begin(spent(), 'a', lastMomentMs);
    const claimed = claim(state, 'a', lastMomentMs + mostMs);
    expect(claimed.outcome).toHaveProperty('answer');
    expect(claimed.state.failures).toEqual([]);
    expect(claimed.state.challenge).not.toHaveProperty('upload');
    expect(begin(spent(), 'a', lastMomentMs + 1).outcome).toMatchObject({ refusal: 'frames-late' });
  });

  it('that brought no frames is freed, and leaves time for another one', () => {
    const { state } = begin(spent(), 'a', lastMomentMs);
    const freed = end(state, 'a', lastMomentMs + 30_000, 2_000).state;
    const untilMs = lastMomentMs + 30_000 + 2_000 + againMs;
    expect(deadlineMs(freed.challenge!, policy)).toBe(untilMs);
    expect(begin(freed, 'b', untilMs).outcome).toEqual({ answer: 'c' });
    expect(begin(freed, 'b', untilMs + 1).outcome).toMatchObject({ refusal: 'frames-late' });
  });

  it('leaves no less time than there was before it', () => {
    const { state } = begin(spent(), 'a', spentAtMs);
    const { challenge } = end(state, 'a', spentAtMs + 1).state;
    expect(deadlineMs(challenge!, policy)).toBe(lastMomentMs);
  });

  it('cannot be broken off again and again for more time than a bound', () => {
    let state = spent();
    let nowMs: number = spentAtMs;
    let uploads = 0;
    for (;;) {
      const begun = begin(state, `${uploads}`, nowMs);
      if ('refusal' in begun.outcome) break;
      uploads += 1;
      nowMs += mostMs;
      state = end(begun.state, `${uploads - 1}`, nowMs, 2_000).state;
      nowMs = Math.max(nowMs, deadlineMs(state.challenge!, policy));
    }
    expect(nowMs).toBeLessThanOrEqual(spentAtMs + lastMs + mostMs);
    expect(uploads).toBeGreaterThan(1);
  });

  it('that the verifier fails to end makes way for another one, and claims nothing then', () => {
    const { state } = begin(spent(), 'a', spentAtMs);
    const { untilMs } = (state.challenge as { upload: { untilMs: number } }).upload;
    expect(begin(state, 'b', untilMs - 1).outcome).toMatchObject({ refusal: 'upload-underway' });
    const second = begin(state, 'b', untilMs);
    expect(second.outcome).toEqual({ answer: 'c' });
    expect(claim(second.state, 'a', untilMs + 1).outcome).toMatchObject({ refusal: 'upload-underway' });
    expect(end(second.state, 'a', untilMs + 1).state).toEqual(second.state);
    expect(claim(second.state, 'b', untilMs + 1).outcome).toHaveProperty('answer');
  });

  it('is refused where no frames are expected, and ending one then changes nothing', () => {
    for (const stage of ['disclosed', 'claimed', 'concluded', 'without frames'] as const) {
      const session = spent(stages[stage]);
      expect(begin(session, 'a', 12_000).outcome).toHaveProperty('refusal');
      expect(end(session, 'a', 12_000).state).toEqual(session);
    }
  });

  it('is needed to claim frames', () => {
    expect(claim(spent(), 'a', spentAtMs + 1).outcome).toMatchObject({ refusal: 'upload-underway' });
  });
});
