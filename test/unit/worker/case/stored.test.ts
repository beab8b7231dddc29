/** Cases as earlier versions stored them. */
import { describe, expect, it } from 'vitest';
import { loadCase, type StoredCase } from '../../../../worker/case/stored.ts';
import { caseVersion, type LiveCase } from '../../../../worker/case/state.ts';
import { providerView } from '../../../../worker/case/view.ts';
import vectors from '../../../vectors/case-state_v1.json' with { type: 'json' };
import { after, answeredAll, byVerifier, formsArgs, handOverArgs, resultArgs, startMs } from './stage.ts';

/** A stored case of a vector, loaded. */
// JSON modules have no literal types.
const loaded = (stage: keyof typeof vectors.states) => loadCase(vectors.states[stage] as unknown as StoredCase);

describe('a case of version 1', () => {
  it.each(['comparing', 'approved', 'form-ready'] as const)('that is %s is loaded as one without rounds', (stage) => {
    const state = loaded(stage) as LiveCase;
    const stored: Record<string, unknown> = vectors.states[stage];
    expect(state).toEqual({ ...stored, v: caseVersion, submissions: [], outbox: [], droppedForms: [] });
    expect(providerView(state, { sandbox: true, nowMs: startMs })).toMatchObject({ state: stored['state'] });
  });

  it('goes on from where it stood, and tells of its next states', () => {
    expect(answeredAll(loaded('comparing') as LiveCase).state).toBe('in-review');
    const approved = loaded('approved') as LiveCase;
    expect(after(approved, 'add-forms', formsArgs(approved)).state).toBe('form-ready');
    const ready = loaded('form-ready') as LiveCase;
    const handed = after(ready, 'hand-over', handOverArgs(ready));
    expect(handed.submissions).toMatchObject([{ round: 1, forms: ready.forms }]);
    expect(after(handed, 'note-result', resultArgs(1)).state).toBe('accepted');
    expect(after(ready, 'note-delivered', { ...byVerifier, ids: [] })).toEqual(ready);
  });

  it('that was withdrawn is loaded too', () => {
    expect(loaded('withdrawn')).toEqual({ ...vectors.states.withdrawn, v: caseVersion });
  });
});
