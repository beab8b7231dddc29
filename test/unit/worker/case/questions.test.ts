/** Which questions a submit asks, and how a question goes from due to answered. */
import { describe, expect, it } from 'vitest';
import { outcomes, type Outcome } from '#protocol/case/comparison.ts';
import type { OpenCause } from '#protocol/case/case.ts';
import { limits } from '#protocol/limits.ts';
import { exhausted } from '../../../../worker/case/question.ts';
import { portraitOf, questionsOf } from '../../../../worker/case/questions.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import { step } from '../../../../worker/case/step.ts';
import {
  after,
  answeredAll,
  attestationOf,
  byProvider,
  byVerifier,
  complete,
  corrected,
  documentOf,
  filingOf,
  record,
  resultOf,
  reviewOf,
  run,
  sessionOf,
  stages,
  startMs,
  submitArgs,
  submitted,
  verified,
} from './stage.ts';

const untilMs = startMs + 60_000;
const take = (state: LiveCase, nowMs = startMs) =>
  run(state, 'take-question', { ...byVerifier, untilMs: nowMs + 60_000 }, nowMs).answer;
const answer = (state: LiveCase, digest: string, result: ReturnType<typeof resultOf>, nowMs = startMs) =>
  after(state, 'answer-question', { ...byVerifier, digest, result }, nowMs);

describe('the questions of a submit', () => {
  const digestsOf = (state: LiveCase, of = record) => questionsOf(state, of).map(({ digest }) => digest);
  const state = complete();

  it('are one for each person who is verified, and one for the unit', () => {
    expect(questionsOf(state, record).map(({ kind, subject }) => [kind, subject])).toEqual([
      ['person', 'organiser'],
      ['person', 'service-app'],
      ['unit', undefined],
    ]);
    expect(new Set(digestsOf(state)).size).toBe(3);
  });

  it('leave out a unit that a register of credit codes does not know, or without a legal representative', () => {
    const { legalRepresentative: _, ...organiser } = record.organiser;
    for (const unlike of [
      organiser,
      { ...record.organiser, document: { ...organiser.document, number: '110105000000001' } },
    ]) {
      expect(questionsOf(state, { ...record, organiser: unlike }).map(({ kind }) => kind)).toEqual([
        'person',
        'person',
      ]);
    }
    expect(filingOf({ ...record, organiser }).doubtful).toBe(true);
    expect(filingOf(record).doubtful).toBe(false);
  });

  it('are others with another portrait, document, name, number, consent, unit or case', () => {
    const [organiser, service, unit] = digestsOf(state);
    const changed = (to: LiveCase, of = record) =>
      digestsOf(to, of).map((each, n) => each !== [organiser, service, unit][n]);
    const put = (kind: 'unit-document' | 'person-document-back', subject?: string) =>
      after(state, 'put-document', {
        ...byProvider,
        document: documentOf(kind, { ...(subject !== undefined && { subject }), picture: 'new' }),
      });
    const attestation = attestationOf(state, 'service-app', 'second', startMs + 1);
    const portrayed = after(state, 'collect', { ...byVerifier, session: sessionOf('service-app'), attestation });
    expect(changed(portrayed)).toEqual([false, true, false]);
    expect(changed(put('person-document-back', 'organiser'))).toEqual([true, false, false]);
    expect(changed(put('unit-document'))).toEqual([false, false, true]);
    expect(changed({ ...state, salt: 'BBBBBBBBBBBBBBBBBBBBBB' })).toEqual([true, true, true]);
    const consents = state.subjects.map((each) => ({ ...each, consent: { ...each.consent!, subjectDigest: 'x' } }));
    expect(changed({ ...state, subjects: consents })).toEqual([true, true, false]);
    const renamed = { ...record, organiser: { ...record.organiser, name: '另一公司' } };
    expect(changed(state, renamed)).toEqual([false, false, true]);
    expect(changed(state, corrected)).toEqual([false, false, false]);
  });

  it('of a case on site are about the photo that staff took', () => {
    const onSite = complete(record, { channel: 'on-site' });
    expect(portraitOf(onSite, 'organiser')).toBe(documentOf('on-site-photo', { subject: 'organiser' }).digest);
    expect(portraitOf(state, 'organiser')).toBe(attestationOf(state, 'organiser').portraitDigest);
    const byMinistry = complete(record, { channel: 'ministry-qr' });
    expect(portraitOf(byMinistry, 'organiser')).toBe(documentOf('ministry-portrait', { subject: 'organiser' }).digest);
    const photo = documentOf('on-site-photo', { subject: 'organiser', picture: 'new' });
    const [first, ...others] = digestsOf(onSite);
    const [changed, ...same] = digestsOf(after(onSite, 'put-document', { ...byProvider, document: photo }));
    expect(changed).not.toBe(first);
    expect(same).toEqual(others);
  });
});

describe('a question', () => {
  it('is marked as asked before it is sent, and taken once', () => {
    const first = take(stages.comparing());
    expect(first.question).toMatchObject({ kind: 'person', subject: 'organiser', tries: 1, sent: 0 });
    expect(first.question!.id).toMatch(/^[A-Za-z0-9]{31}$/);
    expect(first.state.questions[0]).toMatchObject({ stage: 'asked', sent: 1, untilMs });
    const second = take(first.state);
    expect(second.question).toMatchObject({ subject: 'service-app' });
    const third = take(second.state);
    expect(third.question).toMatchObject({ kind: 'unit' });
    expect(take(third.state).question).toBeUndefined();
  });

  it('without an answer in time is asked once more under the same id, and then answered as unknown by `sent`', () => {
    const first = take(stages.comparing());
    const { digest, id } = first.question!;
    expect(first.state.resumeAtMs).toBe(startMs);
    const others = [1, 2].reduce((state) => take(state).state, first.state);
    expect(others.resumeAtMs).toBe(untilMs);
    const second = take(others, untilMs);
    expect(second.question).toMatchObject({ digest, id, sent: 1, tries: 1 });
    const third = take(take(take(second.state, untilMs).state, untilMs).state, untilMs + 60_000);
    // The connector sends nothing for this one (worker/authority/ask.ts).
    expect(third.question).toMatchObject({ digest, id, sent: 2, tries: 1 });
  });

  it('that is sent a second time by who took it is stored before, and not a third time', () => {
    const { state, question } = take(stages.comparing());
    const args = { ...byVerifier, digest: question!.digest, untilMs: untilMs + 1 };
    const again = after(state, 'send-again', args);
    expect(again.questions[0]).toMatchObject({ sent: 2, untilMs: untilMs + 1 });
    expect(step(again, 'send-again', args, startMs).outcome).toMatchObject({ refusal: 'case-closed' });
  });

  it('is answered once, also late', () => {
    const { state, question } = take(stages.comparing());
    const { digest } = question!;
    const lost = run(state, 'read', byProvider, untilMs).state as LiveCase;
    expect(lost.questions[0]).toMatchObject({ stage: 'due', sent: 1, tries: 1 });
    const late = answer(lost, digest, resultOf('match'), untilMs);
    expect(late.questions[0]).toMatchObject({ stage: 'answered', result: { outcome: 'match' } });
    expect(answer(late, digest, resultOf('mismatch'), untilMs)).toBe(late);
  });

  it('of a case that has changed is answered, decides nothing, and is not asked again', () => {
    const { state, question } = take(stages.comparing());
    const { digest } = question!;
    const changed = after(state, 'put-document', {
      ...byProvider,
      document: documentOf('unit-document', { picture: 'new' }),
    });
    expect(take(changed).question).toBeUndefined();
    const answered = answer(changed, digest, resultOf('match'));
    expect(answered.state).toBe('open');
    const { questions } = submitted(answered);
    expect(questions.find((each) => each.digest === digest)).toMatchObject({ stage: 'answered' });
    expect(questions.filter(({ stage }) => stage === 'due')).toHaveLength(2 + 1);
  });

  it('that was lost while the case was open is not forgotten, and counts its sendings', () => {
    const { state, question } = take(stages.comparing());
    const other = documentOf('unit-document', { picture: 'new' });
    const changed = after(state, 'put-document', { ...byProvider, document: other });
    const back = after(changed, 'put-document', { ...byProvider, document: documentOf('unit-document') }, untilMs);
    const again = after(back, 'submit', submitArgs(back), untilMs);
    const retaken = take(again, untilMs);
    expect(retaken.question).toMatchObject({ digest: question!.digest, id: question!.id, sent: 1 });
  });
});

/** Why the case is open; undefined: it is not. `later`: the question is asked again by itself. */
const consequences: Readonly<Record<Outcome, OpenCause | 'later' | undefined>> = {
  match: undefined,
  mismatch: 'comparison-mismatch',
  'not-found': 'comparison-not-found',
  'photo-unavailable': 'comparison-photo-unavailable',
  'liveness-failed': 'comparison-liveness-failed',
  'quality-failed': 'comparison-quality-failed',
  'rate-limited': 'later',
  'source-down': 'later',
  'invalid-input': 'comparison-refused',
  unauthorised: 'comparison-refused',
};

describe.each(outcomes)('the outcome %s', (outcome) => {
  const consequence = consequences[outcome];
  const asked = answeredAll(stages.comparing(), outcome);

  it('leads where it has to', () => {
    if (consequence === undefined) expect(asked).toMatchObject({ state: 'in-review', reasons: [] });
    else if (consequence === 'later') {
      expect(asked).toMatchObject({ state: 'comparing', resumeAtMs: startMs + limits.case.askAgainMs });
      expect(take(asked, startMs + limits.case.askAgainMs - 1).question).toBeUndefined();
      expect(take(asked, startMs + limits.case.askAgainMs).question).toMatchObject({ sent: 0, tries: 2 });
    } else {
      expect(asked).toMatchObject({
        state: 'open',
        reasons: ['organiser', 'service-app', 'organiser-unit'].map((about) => ({ cause: consequence, about })),
      });
    }
  });
});

it.each(outcomes.filter((outcome) => consequences[outcome] !== 'later'))(
  'the outcome %s of an identical submit is asked for again only if the question was refused',
  (outcome) => {
    const asked = answeredAll(stages.comparing(), outcome);
    const again = submitted({ ...asked, state: 'open' });
    const due = again.questions.filter(({ stage }) => stage === 'due');
    if (consequences[outcome] === 'comparison-refused') expect(due).toHaveLength(3);
    else {
      expect(due).toEqual([]);
      expect(again).toMatchObject({ state: asked.state, reasons: asked.reasons });
    }
  },
);

describe('a database that does not answer', () => {
  it('is asked again with growing pauses, for a limited time, without filling the timeline', () => {
    let state = stages.comparing();
    let nowMs = startMs;
    const pauses = new Set<number>();
    let tries = 0;
    while (state.state === 'comparing') {
      state = answeredAll(state, 'source-down', nowMs);
      const next = state.resumeAtMs ?? nowMs;
      if (state.state === 'comparing') pauses.add(next - nowMs);
      nowMs = next;
      tries += 1;
      expect(tries).toBeLessThan(50);
    }
    expect([...pauses]).toEqual([1, 2, 4, 8, 16, 32, 60].map((minutes) => minutes * 60_000));
    expect(nowMs - startMs).toBeLessThanOrEqual(limits.case.askedForMs);
    expect(state.reasons).toMatchObject([1, 2, 3].map(() => ({ cause: 'comparison-unanswered' })));
    expect(state.timeline.length).toBeLessThan(30);
    // The provider may submit again, later.
    const again = after(state, 'submit', submitArgs(state), nowMs + 1);
    expect(take(again, nowMs + 1).question).toMatchObject({ sent: 0 });
    expect(again.questions[0]!.tries).toBe(state.questions[0]!.tries);
  });

  it('is asked again when it says', () => {
    const { state, question } = take(stages.comparing());
    const next = answer(state, question!.digest, resultOf('rate-limited', { retryAfterMs: 5_000 }));
    expect(next.questions[0]).toMatchObject({ stage: 'due', notBeforeMs: startMs + 5_000 });
  });

  it('is not asked again by itself where the question may have been billed', () => {
    const asked = answeredAll(stages.comparing());
    expect(asked.state).toBe('in-review');
    const { state, question } = take(stages.comparing());
    const unknown = resultOf('source-down', { code: 'outcome-unknown', billed: 'possibly', sendings: 2 });
    const next = answeredAll(answer(state, question!.digest, unknown));
    expect(next).toMatchObject({
      state: 'open',
      reasons: [{ cause: 'comparison-uncertain', about: 'organiser' }],
    });
    expect(next).not.toHaveProperty('resumeAtMs');
    // Submitting again is all it takes: what has matched is not asked again.
    const again = after(next, 'submit', submitArgs(next));
    expect(again.questions.map(({ stage, subject }) => [stage, subject])).toEqual([
      ['due', 'organiser'],
      ['answered', 'service-app'],
      ['answered', undefined],
    ]);
  });

  it('is not asked where other cases have used up the day’s comparisons of the person', () => {
    const { state, question } = take(stages.comparing());
    const next = answeredAll(answer(state, question!.digest, exhausted));
    expect(next).toMatchObject({ state: 'open', reasons: [{ cause: 'comparison-exhausted', about: 'organiser' }] });
    const again = after(next, 'submit', submitArgs(next));
    expect(again.questions.find(({ digest }) => digest === question!.digest)).toMatchObject({ stage: 'due' });
  });
});

it('an approved case wakes at once to make its forms, and again if whoever took them is gone', () => {
  const approved = stages.approved();
  expect(approved.resumeAtMs).toBe(startMs);
  const takenUntilMs = startMs + limits.case.formsMs + approved.services.length * limits.case.formMs;
  const takeForms = (state: LiveCase, nowMs: number) => run(state, 'take-forms', byVerifier, nowMs).answer;
  const first = takeForms(approved, startMs);
  expect([first.taken, first.state.resumeAtMs]).toEqual([true, takenUntilMs]);
  expect(takeForms(first.state, takenUntilMs - 1).taken).toBe(false);
  expect(takeForms(first.state, takenUntilMs).taken).toBe(true);
  // Another approval is another begin.
  const returned = after(
    first.state,
    'review',
    reviewOf(first.state, 'k-3', { decision: 'return', causes: ['other'] }),
  );
  const again = answeredAll(after(returned, 'submit', submitArgs(returned)));
  const { signature } = reviewOf(again).review;
  const approvedAgain = after(
    again,
    'review',
    reviewOf(again, 'k-1', { signature: { ...signature!, value: 'B'.repeat(86) } }),
  );
  expect(takeForms(approvedAgain, startMs).taken).toBe(true);
});

it('a record that is corrected elsewhere asks no answered question again', () => {
  const state = stages['in-review']();
  const changed = after(state, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
  const signed = verified(changed);
  const again = submitted(signed, corrected);
  expect(again.state).toBe('in-review');
  expect(again.questions).toEqual(state.questions);
  expect(again.timeline.at(-2)).toMatchObject({ event: 'submitted' });
});
