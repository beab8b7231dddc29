import { describe, expect, it } from 'vitest';
import { policies } from '#protocol/policy/registry.ts';
import type { Args, Kind } from '../../../../worker/session/commands.ts';
import { stateVersion, type SessionState } from '../../../../worker/session/state.ts';
import { step } from '../../../../worker/session/step.ts';
import { loadState } from '../../../../worker/session/stored.ts';
import { filerView } from '../../../../worker/session/view.ts';
import { wake, wakeAtMs } from '../../../../worker/retention/wake.ts';
import { digest } from '../../../../assess/synthetic/filer.ts';
import { evidenceOf } from '../../../contract/stage.ts';
import { unversioned, type Stage } from '../../../contract/unversioned.ts';
import vectors from '../../../vectors/session-state_unversioned.json' with { type: 'json' };

/** The loaded state of a vector. */
function loaded(stage: Stage) {
  const state = loadState(unversioned(stage).stored);
  if (state?.kind !== 'live') throw new TypeError(stage);
  return state;
}

/** Run a command that must succeed. */
function run<K extends Kind>(state: SessionState, kind: K, args: Args<K>, nowMs: number) {
  const { state: next, outcome } = step(state, kind, args, nowMs, policies);
  if ('refusal' in outcome || !next) throw new TypeError(`refused: ${JSON.stringify(outcome)}`);
  return { state: next, answer: outcome.answer };
}

/** The same state with an upload `u` of its frames. */
const uploading = (state: SessionState, nowMs: number): SessionState =>
  run(state, 'begin-upload', { by: { jti: 'upload', jkt: loaded('spent').jkt! }, uploadId: 'u' }, nowMs).state;

describe('a state of version 1', () => {
  it.each(['consented', 'concluded'] as const)('%s is loaded as a session without a case', (stage) => {
    const state = { ...loaded(stage), v: 1 } as const;
    expect(loadState(state)).toEqual({ ...state, v: stateVersion });
    expect(loadState(state)).not.toHaveProperty('bound');
  });

  it('that was withdrawn is loaded too', () => {
    const lifetime = { id: 's', tenant: 't', createdAtMs: 0, expiresAtMs: 1, deleteAtMs: 2 };
    expect(loadState({ ...lifetime, kind: 'withdrawn', v: 1 })).toEqual({
      ...lifetime,
      kind: 'withdrawn',
      v: stateVersion,
    });
  });
});

describe('a state from before states had a version', () => {
  it.each([
    ['consented', undefined],
    ['issued', { stage: 'issued', expiresAtMs: vectors.states.issued.challenge.expiresAtMs }],
    ['disclosing', { stage: 'disclosing', windows: { length: 3 } }],
    ['spent', { stage: 'spent', evidence: { drawn: vectors.states.spent.challenge.spent.open } }],
    ['claimed', { stage: 'claimed', claimedAtMs: vectors.states.claimed.challenge.claimedAtMs }],
    ['concluded', { stage: 'concluded' }],
    ['late-evidence', { stage: 'late', missed: 'evidence' }],
    ['late-frames', { stage: 'late', missed: 'frames' }],
  ] as const)('%s is loaded at its stage, pinned to actions 3', (stage, challenge) => {
    const state = loaded(stage);
    expect(state).toMatchObject({ v: stateVersion, policy: { name: 'actions', version: 3 } });
    if (challenge) expect(state.challenge).toMatchObject(challenge);
    else expect(state.challenge).toBeUndefined();
  });

  it('can continue from disclosed windows to a conclusion', () => {
    const { challengeId, endMs } = unversioned('disclosing');
    const evidence = evidenceOf('evidence');
    const spent = run(loaded('disclosing'), 'spend', { challengeId, evidence }, endMs).state;
    const claimed = run(uploading(spent, endMs), 'claim-reveal', { challengeId, uploadId: 'u' }, endMs + 1);
    expect(claimed.answer.challenge).toMatchObject({ evidence, spentAtMs: endMs, claimedAtMs: endMs + 1 });
    const conclusion = { challengeId, verdict: 'bona-fide', causes: [], result: 'jwt' } as const;
    const { state } = run(claimed.state, 'conclude', { conclusion }, endMs + 2);
    expect(state).toMatchObject({ challenge: { stage: 'concluded' }, conclusions: [conclusion] });
  });

  it('accepts the frames of earlier evidence, with the digest of the challenge as it was issued', () => {
    const { challengeId, endMs } = unversioned('spent');
    const { answer } = run(uploading(loaded('spent'), endMs), 'claim-reveal', { challengeId, uploadId: 'u' }, endMs);
    const { jws, spent } = vectors.states.spent.challenge;
    expect(answer.challenge.evidence).toMatchObject({
      blob: spent.evidence,
      challengeDigest: digest(jws),
      statementDigest: spent.statementDigest,
      drawn: spent.open,
      portrait: spent.portrait,
    });
  });

  it('refuses what it refused before', () => {
    const by = { jti: 'new', jkt: loaded('spent').jkt! };
    const outcomeOf = (stage: Stage) => {
      const { challengeId, endMs } = unversioned(stage);
      return step(loaded(stage), 'admit-evidence', { by, challengeId }, endMs, policies).outcome;
    };
    expect(outcomeOf('spent')).toMatchObject({ refusal: 'challenge-replayed' });
    expect(outcomeOf('concluded')).toMatchObject({ refusal: 'challenge-replayed' });
  });

  it('shows the filer what it showed before', () => {
    const challengeOf = (stage: Stage) => filerView(loaded(stage), { sandbox: true, policies }).challenge;
    const { id, spent } = vectors.states.spent.challenge;
    expect(challengeOf('issued')).toBeUndefined();
    expect(challengeOf('spent')).toEqual({ id, open: spent.open });
    expect(challengeOf('claimed')).toEqual({ id });
    expect(challengeOf('concluded')).toEqual({ id, appraised: { done: true, causes: [] } });
    expect(challengeOf('late-evidence')).toBeUndefined();
    expect(challengeOf('late-frames')).toEqual({ id: vectors.states['late-frames'].challenge.id });
  });

  it('has its blobs deleted at the next alarm if it was withdrawn, and is deleted at the end of its retention', () => {
    const state = loadState(unversioned('withdrawn').stored)!;
    const swept = wake(state, state.createdAtMs + 1);
    expect(swept).toMatchObject({ deletesBlobs: true, state: { v: stateVersion, kind: 'withdrawn' } });
    expect(wakeAtMs(swept.state!)).toBe(state.deleteAtMs);
    expect(wake(state, state.deleteAtMs)).toEqual({ deletesBlobs: true, resumes: false, state: undefined });
  });
});

describe('a state of the present version', () => {
  it('is loaded unchanged', () => {
    const state = loaded('spent');
    expect(loadState(state)).toBe(state);
    expect(loadState(undefined)).toBeUndefined();
  });
});
