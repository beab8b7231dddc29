import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { policies, policy } from '#protocol/policy/registry.ts';
import type { Args, Kind } from '../../../../../worker/session/commands.ts';
import { deadlineMs } from '../../../../../worker/session/deadline.ts';
import type { ChallengeState, Disclosing, SessionState } from '../../../../../worker/session/state.ts';
import { step } from '../../../../../worker/session/step.ts';
import { loadState } from '../../../../../worker/session/stored.ts';
import { evidenceOf } from '../../../../contract/stage.ts';
import { liveSession } from '../live-session.ts';
import { stages } from '../stages.ts';

const consent = { textVersion: 't', purposes: [], acceptedAtMs: 0 };
const inStage = (challenge: ChallengeState) => liveSession({ jkt: 'k', consent, challenge });

function run<K extends Kind>(state: SessionState, kind: K, args: Args<K>, nowMs: number) {
  const { state: next, outcome } = step(state, kind, args, nowMs, policies);
  return { state: next as ReturnType<typeof inStage>, outcome };
}

let proofs = 0;
const by = () => ({ jti: `j${(proofs += 1)}`, jkt: 'k' });
const admit = (state: SessionState, n: number, nowMs = 2_000) =>
  run(state, 'admit-part', { by: by(), challengeId: 'c', n }, nowMs);
const add = (state: SessionState, n: number, blob = `part ${n}`, nowMs = 2_000) =>
  run(state, 'add-part', { challengeId: 'c', n, blob }, nowMs);
const end = (state: SessionState, runningHash: string, nowMs: number) =>
  run(state, 'end-trace', { by: by(), challengeId: 'c', runningHash }, nowMs);
const spend = (state: SessionState, nowMs: number) =>
  run(state, 'spend', { challengeId: 'c', evidence: evidenceOf('e') }, nowMs);

const partsOf = (state: SessionState) => ((state as ReturnType<typeof inStage>).challenge as Disclosing).parts;

/** The last moment at which evidence, or the end of the trace, may come. */
const dueMs = deadlineMs(stages.disclosed, policy);

describe('a part of a trace', () => {
  it('is added after its window was disclosed, in order', () => {
    const first = add(inStage(stages.disclosed), 0);
    expect(first.outcome).toEqual({ answer: { parts: 1, isKept: true } });
    const second = add(first.state, 1);
    expect(second.outcome).toEqual({ answer: { parts: 2, isKept: true } });
    expect(partsOf(second.state)).toEqual(['part 0', 'part 1']);
  });

  it.each([
    ['before its window', { ...stages.disclosing, parts: ['0'] }, 1],
    ['before any window', stages.issued, 0],
    ['before the part before it', stages.disclosed, 1],
    ['after the last window', { ...stages.disclosed, parts: ['0', '1'] }, 2],
  ] as const)('is refused %s', (_, challenge, n) => {
    expect(admit(inStage(challenge), n).outcome).toMatchObject({ refusal: 'part-out-of-order' });
    expect(add(inStage(challenge), n).outcome).toMatchObject({ refusal: 'part-out-of-order' });
  });

  it('that is sent again changes nothing', () => {
    const { state } = add(inStage(stages.disclosed), 0);
    expect(admit(state, 0).outcome).toMatchObject({ answer: { parts: 1 } });
    const again = add(state, 0, 'another');
    expect(again.outcome).toEqual({ answer: { parts: 1, isKept: false } });
    expect(again.state).toEqual(state);
  });

  it('is kept when the next window is disclosed', () => {
    const { state } = add(inStage(stages.disclosing), 0);
    const asked = { by: by(), challengeId: 'c', n: 1, runningHash: 'next', delayedMs: 0 };
    expect(partsOf(run(state, 'disclose-window', asked, 4_600).state)).toEqual(['part 0']);
  });

  it('leaves the deadline as it is', () => {
    const { state } = add(inStage(stages.disclosed), 0);
    expect(deadlineMs(state.challenge!, policy)).toBe(dueMs);
    expect(add(state, 1, 'late', dueMs + 1).outcome).toMatchObject({ refusal: 'evidence-late' });
  });

  it('is refused once the challenge is spent', () => {
    const { state } = spend(inStage(stages.disclosed), dueMs);
    expect(admit(state, 0, dueMs).outcome).toMatchObject({ refusal: 'challenge-replayed' });
  });
});

describe('the end of a trace', () => {
  it('comes as late as evidence, and gives the evidence a minute', () => {
    const { state, outcome } = end(inStage(stages.disclosed), 'h', dueMs);
    expect(outcome).toEqual({ answer: dueMs });
    const lastMs = dueMs + limits.upload.mostMs;
    expect(deadlineMs(state.challenge!, policy)).toBe(lastMs);
    expect(spend(state, lastMs).state.challenge).toMatchObject({
      stage: 'spent',
      spentAtMs: lastMs,
      endedAtMs: dueMs,
    });
    const late = spend(state, lastMs + 1);
    expect(late.outcome).toMatchObject({ refusal: 'evidence-late' });
    expect(late.state.failures).toEqual([lastMs]);
  });

  it('is refused when evidence would be', () => {
    expect(end(inStage(stages.disclosed), 'h', dueMs + 1).outcome).toMatchObject({ refusal: 'evidence-late' });
    expect(end(inStage(stages.disclosing), 'h', 2_000).outcome).toMatchObject({ refusal: 'evidence-incomplete' });
    expect(end(inStage(stages.spent), 'h', 20_001).outcome).toMatchObject({ refusal: 'challenge-replayed' });
  });

  it('is the first one: its hash may be sent again, and no other', () => {
    const { state } = end(inStage(stages.disclosed), 'h', 8_000);
    expect(end(state, 'h', 9_000).outcome).toEqual({ answer: 8_000 });
    expect(end(state, 'other', 9_000).outcome).toMatchObject({ refusal: 'trace-ended' });
    expect(deadlineMs(end(state, 'h', 9_000).state.challenge!, policy)).toBe(8_000 + limits.upload.mostMs);
  });
});

it('a challenge of version 2 is loaded without parts', () => {
  const state = { ...inStage(stages.disclosed), v: 2 } as const;
  const loaded = loadState(state)!;
  expect(loaded).toEqual(inStage(stages.disclosed));
  expect(add(loaded, 0).outcome).toHaveProperty('answer');
});
