/** What provider and filer read of a case. */
import { describe, expect, it } from 'vitest';
import { FilerCase, ProviderCase } from '#protocol/case/case.ts';
import { outcomes } from '#protocol/case/comparison.ts';
import { loadCase } from '../../../../worker/case/stored.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import { filerView as viewOf } from '../../../../worker/case/filer-view.ts';
import { providerView } from '../../../../worker/case/view.ts';
import {
  after,
  answeredAll,
  byProvider,
  byVerifier,
  complete,
  corrected,
  created,
  documentOf,
  filingOf,
  resultOf,
  run,
  stages,
  startMs,
  submitted,
} from './stage.ts';

const provider = (state: LiveCase) => providerView(state, { sandbox: true, nowMs: startMs });

describe('a provider', () => {
  it.each(Object.entries(stages))('reads a case that is %s, in the form of the contract', (_, make) => {
    const view = provider(make());
    expect(ProviderCase.parse(view)).toEqual(view);
  });

  it('reads neither salt, nor keys and strokes of the persons, nor the items of a review', () => {
    const text = JSON.stringify(provider(stages['form-ready']()));
    for (const secret of ['salt', 'strokes', 'jkt', '"challenge"', '"signed":"jws"', 'requestDigest']) {
      expect(text).not.toContain(secret);
    }
  });

  it('reads what is missing now, and what the last comparison or review found', () => {
    expect(provider(created()).reasons).toHaveLength(12);
    expect(provider(complete()).reasons).toEqual([]);
    const refused = submitted(created());
    const document = documentOf('unit-document');
    expect(provider(after(refused, 'put-document', { ...byProvider, document })).reasons).toHaveLength(11);
    const mismatched = answeredAll(submitted(complete()), 'mismatch');
    expect(provider(mismatched).reasons.map(({ cause }) => cause)).toEqual(Array(3).fill('comparison-mismatch'));
    expect(provider(stages['in-review']()).reasons).toEqual([]);
  });

  it('reads which comparisons count', () => {
    const state = stages['in-review']();
    expect(provider(state).comparisons.map(({ current }) => current)).toEqual([true, true, true]);
    const changed = after(state, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    expect(provider(changed).comparisons.map(({ current }) => current)).toEqual([false, false, false]);
    expect(provider(changed).evidence.map(({ kind }) => kind)).not.toContain('comparison');
  });
});

/** A case that is open again because the authority has not confirmed this person. */
function onlyMismatched(subject: string): LiveCase {
  const answer = (state: LiveCase): LiveCase => {
    const untilMs = startMs + 60_000;
    const { question, state: taken } = run(state, 'take-question', { ...byVerifier, untilMs }).answer;
    if (!question) return taken;
    const result = resultOf(question.subject === subject ? 'mismatch' : 'match');
    return answer(after(taken, 'answer-question', { ...byVerifier, digest: question.digest, result }));
  };
  return answer(submitted(complete()));
}

describe('a filer', () => {
  const filerView = (state: LiveCase, subject: string) => viewOf(state, subject, startMs);

  it.each(outcomes)('learns of the outcome %s at most that it did not confirm the person', (outcome) => {
    const view = filerView(answeredAll(submitted(complete()), outcome), 'organiser');
    expect(FilerCase.parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toContain(outcome);
    const unsaid = ['match', 'rate-limited', 'source-down'].includes(outcome);
    expect(view.notConfirmed).toBe(!unsaid);
  });

  it('reads the same while the authority is asked, when it has confirmed everybody, and when it has not confirmed somebody else', () => {
    const views = [
      stages.comparing(),
      stages['in-review'](),
      stages.approved(),
      stages['form-ready'](),
      onlyMismatched('service-app'),
    ].map((state) => filerView(state, 'organiser'));
    expect(new Set(views.map((view) => JSON.stringify(view))).size).toBe(1);
    expect(views[0]).toMatchObject({ state: 'processing', notConfirmed: false });
    expect(filerView(onlyMismatched('service-app'), 'service-app')).toMatchObject({
      state: 'open',
      notConfirmed: true,
    });
  });

  it('reads the case as open where the own person has something to do, and only there', () => {
    const state = complete();
    expect(filerView(created(), 'organiser').state).toBe('open');
    const subjects = state.subjects.map(({ signature, ...each }) =>
      each.id === 'organiser' ? each : { ...each, ...(signature && { signature }) },
    );
    expect(['organiser', 'service-app'].map((id) => filerView({ ...state, subjects }, id).state)).toEqual([
      'open',
      'processing',
    ]);
  });

  it('reads what the own person still owes, and whether it has signed', () => {
    const state = created();
    expect(filerView(state, 'organiser')).toEqual({
      state: 'open',
      notConfirmed: false,
      signed: false,
      documentsMissing: ['person-document-front', 'person-document-back'],
    });
    const document = documentOf('person-document-front', { subject: 'organiser' });
    const put = after(state, 'put-document', { ...byProvider, document });
    expect(filerView(put, 'organiser').documentsMissing).toEqual(['person-document-back']);
    expect(filerView(put, 'service-app').documentsMissing).toHaveLength(2);
    expect(filerView(complete(), 'organiser')).toMatchObject({ signed: true, documentsMissing: [] });
  });
});

it('a stored case of a form that this program does not know is an error', () => {
  expect(loadCase(created())).toEqual(created());
  expect(() => loadCase({ ...created(), v: 3 as never })).toThrow(RangeError);
});
