/** A case from the hand-over to the ministry's answer, and its next round: rules of the commands, without a host. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import type { CaseState, LiveCase } from '../../../../worker/case/state.ts';
import { smsUntilMs, withdrawnNumbers } from '../../../../worker/case/rounds.ts';
import { step } from '../../../../worker/case/step.ts';
import { filerView } from '../../../../worker/case/filer-view.ts';
import { providerView } from '../../../../worker/case/view.ts';
import {
  after,
  answeredAll,
  byProvider,
  byVerifier,
  consentOf,
  corrected,
  filingOf,
  formsArgs,
  handedOver,
  handOverArgs,
  refusalOf,
  resultArgs,
  reviewOf,
  sessionOf,
  signatureOf,
  stages,
  startMs,
  submitArgs,
  submitted,
  troubleArgs,
  uploadArgs,
} from './stage.ts';

const hourMs = 3_600_000;

/** A returned case whose record was corrected, with the forms of its next round. */
function correctedCase(): LiveCase {
  const change = { ...byProvider, version: 1, filing: filingOf(corrected) };
  let state = after(stages.returned(), 'change-record', change);
  for (const { id: subject } of state.subjects) {
    state = after(state, 'sign', {
      by: { session: sessionOf(subject) },
      subject,
      signature: signatureOf(state, subject),
    });
  }
  const reviewed = answeredAll(submitted(state, corrected));
  return formed(after(reviewed, 'review', reviewOf(reviewed)));
}

const formed = (approved: LiveCase): LiveCase => after(approved, 'add-forms', formsArgs(approved));

/** Events of one change. */
const eventsOf = <S extends CaseState | undefined>({ state }: { readonly state: S }) =>
  state?.kind === 'live'
    ? state.outbox.map(({ type, data: { state: into, round, cause } }) => [type, into, round, cause])
    : [];

describe('a hand-over', () => {
  it('of two at once is one round: the second is refused, and the same request again gives the same answer', () => {
    const idempotency = { key: 'key', digest: 'request' };
    const ready = stages['form-ready']();
    const first = after(ready, 'hand-over', { ...handOverArgs(ready), idempotency });
    expect(first.submissions).toMatchObject([{ round: 1, account: 'bureau', stage: 'queued', forms: ready.forms }]);
    expect(refusalOf(first, 'hand-over', handOverArgs(first))).toBe('case-handed-over');
    expect(after(first, 'hand-over', { ...handOverArgs(ready), idempotency })).toEqual(first);
    const other = { key: 'key', digest: 'another request' };
    expect(refusalOf(first, 'hand-over', { ...handOverArgs(ready), idempotency: other })).toBe('idempotency-mismatch');
  });

  it('of a record that has changed since it was checked is refused', () => {
    const ready = stages['form-ready']();
    expect(refusalOf(ready, 'hand-over', { ...handOverArgs(ready), recordDigest: 'other' })).toBe('record-changed');
  });

  it('wakes the case until the account has the round, and leaves nothing to do afterwards', () => {
    const state = stages.submitted();
    expect(state.resumeAtMs).toBe(startMs);
    expect(after(state, 'note-queued', { ...byVerifier, round: 1 })).not.toHaveProperty('resumeAtMs');
  });

  it('keeps consents out that come afterwards, until the ministry has returned the case', () => {
    const state = stages.submitted();
    const consent = { ...consentOf(state, 'organiser', startMs + 1), signed: 'new' };
    const collect = { ...byVerifier, session: sessionOf('organiser'), consent };
    expect(after(state, 'collect', collect)).toEqual(state);
    const returned = stages.returned();
    expect(after(returned, 'collect', collect).subjects[0]!.consent).toEqual(consent);
  });
});

describe('forms', () => {
  it('that were not handed over count no more after the record has changed', () => {
    const ready = stages['form-ready']();
    const open = after(ready, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    expect(open).toMatchObject({ state: 'open', forms: [] });
    expect(withdrawnNumbers(open)).toEqual(ready.forms.map(({ number }) => number));
  });

  it('of the round before count until those of the next one replace them, and stay in their round', () => {
    const { forms } = stages.returned();
    const numbers = forms.map(({ number }) => number);
    const open = after(stages.returned(), 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    expect([open.forms, withdrawnNumbers(open)]).toEqual([forms, []]);
    const next = correctedCase();
    expect(next.state).toBe('form-ready');
    expect(next.forms.map(({ number }) => number)).not.toEqual(numbers);
    expect(withdrawnNumbers(next)).toEqual(numbers);
    const second = handedOver(next);
    expect(second.submissions.map(({ round, forms: of }) => [round, of])).toEqual([
      [1, forms],
      [2, next.forms],
    ]);
  });
});

describe('a returned case', () => {
  it('keeps consent, attestation, documents and answered questions that the correction does not touch', () => {
    const returned = stages.returned();
    const open = after(returned, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    const kept = ({ documents, questions, subjects }: LiveCase) => ({
      documents,
      questions,
      subjects: subjects.map(({ consent, attestation }) => ({ consent, attestation })),
    });
    expect(open.state).toBe('open');
    expect(kept(open)).toEqual(kept(returned));
    expect(open.subjects.map(({ signature }) => signature)).toEqual([undefined, undefined]);
  });

  it('is in review again at once, if it is submitted as it is, and needs new approvals', () => {
    const returned = stages.returned();
    const again = after(returned, 'submit', submitArgs(returned));
    expect(again.state).toBe('in-review');
    expect(again.timeline.slice(returned.timeline.length).map(({ event }) => event)).toEqual([
      'opened',
      'submitted',
      'in-review',
    ]);
    const approved = after(again, 'review', reviewOf(again));
    const second = handedOver(formed(approved));
    expect(second).toMatchObject({ state: 'submitted', submissions: [{ round: 1, stage: 'answered' }, { round: 2 }] });
  });

  it('is open again, with its reasons, if something is missing', () => {
    const returned = stages.returned();
    const args = { ...submitArgs(returned), reasons: [{ cause: 'document-expired' as const }], questions: [] };
    expect(after(returned, 'submit', args)).toMatchObject({ state: 'open', reasons: [{ cause: 'document-expired' }] });
  });
});

describe('a result', () => {
  it('that outruns the answer to the upload is the case’s state, and the upload is noted after it', () => {
    const accepted = after(stages.submitted(), 'note-result', resultArgs(1));
    expect(accepted).toMatchObject({ state: 'accepted', submissions: [{ stage: 'answered' }] });
    const noted = after(accepted, 'note-upload', uploadArgs(1));
    expect(noted).toMatchObject({ state: 'accepted', submissions: [{ stage: 'answered', file: { sequence: 1 } }] });
    expect(noted.submissions[0]).not.toHaveProperty('smsUntilMs');
    expect(noted.timeline.at(-1)).toMatchObject({ event: 'upload-taken', facts: { round: '1', sequence: '1' } });
  });

  it('that comes again changes nothing', () => {
    const accepted = stages.accepted();
    expect(after(accepted, 'note-result', resultArgs(1))).toEqual(accepted);
    const returned = after(accepted, 'note-result', resultArgs(1, { accepted: false, atMs: startMs + 1 }));
    // Also if another one came in between.
    expect(after(returned, 'note-result', resultArgs(1))).toEqual(returned);
  });

  it.each([
    ['later', 1, 'returned'],
    ['of the same time', 0, 'returned'],
    ['earlier', -1, 'accepted'],
  ])(
    'that contradicts another and is %s: the newest by the ministry’s time counts, and both are told',
    (_, ms, state) => {
      const contradicted = after(
        stages.accepted(),
        'note-result',
        resultArgs(1, { accepted: false, atMs: startMs + ms }),
      );
      expect(contradicted.state).toBe(state);
      const told = contradicted.timeline.filter(({ event }) => event === 'result-received');
      expect(told.map(({ facts }) => facts!['accepted'])).toEqual(['true', 'false']);
    },
  );

  it('of an old round changes that round alone, once a correction or a new round has begun', () => {
    const returned = stages.returned();
    const open = after(returned, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    const late = resultArgs(1, { atMs: startMs + 1 });
    for (const state of [open, handedOver(correctedCase())]) {
      const noted = step(state, 'note-result', late, startMs);
      const { submissions } = noted.state as LiveCase;
      expect([noted.state, submissions[0]]).toMatchObject([{ state: state.state }, { result: { accepted: true } }]);
      expect(eventsOf(noted)).toEqual([['case.result-received', undefined, 1, undefined]]);
      expect(submissions.slice(1)).toEqual(state.submissions.slice(1));
    }
  });

  it('of a round that the case never had is refused', () => {
    expect(refusalOf(stages.submitted(), 'note-result', resultArgs(2))).toBe('case-closed');
  });

  it('brings numbers before it or after it; what is said of one service leaves the others', () => {
    const numbers = (id: string, ministryId: number) => ({
      ...byVerifier,
      filingNumbers: { organiser: { ministryId: 1 }, services: [{ id, ministryId }] },
    });
    const first = after(stages.submitted(), 'note-numbers', numbers('site', 2));
    const second = after(after(first, 'note-result', resultArgs(1)), 'note-numbers', numbers('app', 3));
    expect(second.filingNumbers).toEqual({
      organiser: { ministryId: 1 },
      services: [
        { id: 'app', ministryId: 3 },
        { id: 'site', ministryId: 2 },
      ],
    });
    expect(after(second, 'note-numbers', numbers('site', 2))).toEqual(second);
  });
});

describe('a trouble', () => {
  it('is told once a round for each cause, and ends with the upload', () => {
    const busy = after(stages.submitted(), 'note-trouble', troubleArgs(1));
    const stopped = after(
      busy,
      'note-trouble',
      troubleArgs(1, { code: 5, cause: 'password-wrong', remedy: 'operate' }),
    );
    const again = after(stopped, 'note-trouble', troubleArgs(1));
    expect(again.submissions[0]!.trouble).toMatchObject({ cause: 'system-busy', sinceMs: startMs });
    expect(again.timeline.filter(({ event }) => event === 'upload-trouble')).toHaveLength(2);
    expect(after(again, 'note-upload', uploadArgs(1)).submissions[0]).not.toHaveProperty('trouble');
  });

  it('that only a correction mends returns the case, with one event', () => {
    const trouble = troubleArgs(1, { cause: 'picture-unfit', remedy: 'correct' });
    const returned = step(stages.submitted(), 'note-trouble', trouble, startMs);
    expect(eventsOf(returned)).toEqual([['case.state-changed', 'returned', 1, 'picture-unfit']]);
    // If it was sent all the same, the bureau's answer counts.
    expect(after(returned.state as LiveCase, 'note-upload', uploadArgs(1)).state).toBe('sms-pending');
  });
});

describe('the ministry’s short message', () => {
  it('is reminded of twice on the first day and daily for three days, each time by an event', () => {
    let state = stages['sms-pending']();
    for (const [n, hours] of [12, 20, 44, 68, 92].entries()) {
      const atMs = startMs + hours * hourMs;
      expect(state.resumeAtMs).toBe(atMs);
      expect(after(state, 'remind', byVerifier, atMs - 1)).toEqual(state);
      expect(eventsOf(step(state, 'remind', byVerifier, atMs))).toEqual([
        ['case.sms-reminder', undefined, 1, undefined],
      ]);
      state = after(state, 'remind', byVerifier, atMs);
      expect(state.timeline.at(-1)).toMatchObject({ event: 'sms-reminder', facts: { reminder: String(n + 1) } });
    }
    expect(state).not.toHaveProperty('resumeAtMs');
  });

  it('is reminded of once, if nothing ran while several reminders became due', () => {
    const state = stages['sms-pending']();
    const late = after(state, 'remind', byVerifier, startMs + 50 * hourMs);
    expect(late.timeline).toHaveLength(state.timeline.length + 1);
    expect(late.resumeAtMs).toBe(startMs + 68 * hourMs);
  });

  it('is reminded of no more, once the result is there', () => {
    expect(stages.accepted()).not.toHaveProperty('resumeAtMs');
    expect(after(stages.accepted(), 'remind', byVerifier, startMs + 13 * hourMs)).toEqual(stages.accepted());
  });

  it('can be answered for 24 h, and is sent again at the next noon in China', () => {
    // startMs is noon in China.
    expect(smsUntilMs(startMs, startMs)).toBe(startMs + 24 * hourMs);
    const taken = startMs + 3 * hourMs;
    expect(smsUntilMs(taken, taken + 24 * hourMs - 1)).toBe(taken + 24 * hourMs);
    // It ended at 15:00, so the next one comes at noon of the day after.
    expect(smsUntilMs(taken, taken + 24 * hourMs)).toBe(startMs + 72 * hourMs);
  });

  it('is what a filer learns of the way to the ministry, and nothing else', () => {
    const pending = filerView(stages['sms-pending'](), 'organiser', startMs);
    expect(pending).toMatchObject({ state: 'sms-pending', smsUntilMs: startMs + 24 * hourMs });
    const returned = filerView(stages.returned(), 'organiser', startMs);
    expect(Object.keys(returned)).toEqual(['state', 'notConfirmed', 'signed', 'documentsMissing']);
  });
});

describe('a session that is withdrawn after the hand-over', () => {
  const withdrawn = (state: LiveCase) =>
    after(state, 'void-session', { ...byVerifier, session: sessionOf('organiser') });

  it.each(['submitted', 'sms-pending', 'accepted'] as const)(
    'takes the face of the person out of a case that is %s, whose forms and state stay, and the timeline says so',
    (stage) => {
      const before = stages[stage]();
      const state = withdrawn(before);
      expect([state.state, state.forms]).toEqual([before.state, before.forms]);
      expect(state.subjects[0]).not.toHaveProperty('attestation');
      expect(state.timeline.at(-1)).toMatchObject({ event: 'session-withdrawn', facts: { forms: 'handed-over' } });
    },
  );

  it('opens a case that was returned, whose handed forms stay', () => {
    const state = withdrawn(stages.returned());
    expect([state.state, state.forms]).toEqual(['open', stages.returned().forms]);
  });

  it('drops forms that were not handed over yet', () => {
    const next = correctedCase();
    const state = withdrawn(next);
    expect([state.state, state.forms]).toEqual(['open', []]);
    expect(withdrawnNumbers(state)).toEqual(expect.arrayContaining(next.forms.map(({ number }) => number)));
  });
});

describe('events', () => {
  it('tell of each new state, in the step that stores it, with ids of their own', () => {
    const args = submitArgs(stages.returned());
    const again = step(stages.returned(), 'submit', args, startMs);
    expect(eventsOf(again)).toEqual([['case.state-changed', 'in-review', 1, undefined]]);
    const { outbox, timeline } = again.state as LiveCase;
    expect(outbox[0]!.id).toBe(`case-${timeline.length}`);
    expect(Object.keys(outbox[0]!.data)).toEqual(['case', 'state', 'round']);
  });

  it('wait in the case until the feed has them, and wake it', () => {
    const { state } = step(stages['form-ready'](), 'hand-over', handOverArgs(stages['form-ready']()), startMs);
    const queued = step(state, 'note-queued', { ...byVerifier, round: 1 }, startMs).state as LiveCase;
    expect(queued.resumeAtMs).toBe(startMs);
    expect(step(queued, 'note-delivered', { ...byVerifier, ids: ['other'] }, startMs).state).toEqual(queued);
    const told = step(queued, 'note-delivered', { ...byVerifier, ids: [queued.outbox[0]!.id] }, startMs).state;
    expect(told).toMatchObject({ outbox: [] });
    expect(told).not.toHaveProperty('resumeAtMs');
  });

  it('are none where the state stays and nothing else is to be told', () => {
    const viewed = step(stages.accepted(), 'note-view', { ...byProvider, digest: 'd', reason: 'r' }, startMs);
    expect(eventsOf(viewed)).toEqual([]);
  });
});

describe('a case is kept', () => {
  const { handedOverMs, acceptedMs, returnedMs, openMs } = limits.case;
  it.each([
    ['submitted', handedOverMs],
    ['sms-pending', handedOverMs],
    ['accepted', acceptedMs],
    ['returned', returnedMs],
  ] as const)('for a stated time after it is %s, and looking at it keeps it no longer', (stage, keptMs) => {
    const state = stages[stage]();
    expect(state.deleteAtMs).toBe(startMs + keptMs);
    const viewed = after(state, 'note-view', { ...byProvider, digest: 'd', reason: 'r' }, startMs + hourMs);
    expect(viewed.deleteAtMs).toBe(startMs + keptMs);
  });

  it('as long as an open one, once its correction begins', () => {
    const returned = stages.returned();
    const atMs = startMs + 100 * 24 * hourMs;
    const open = after(returned, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) }, atMs);
    expect(open.deleteAtMs).toBe(atMs + openMs);
  });
});

it('the provider reads the rounds, without what the verifier keeps for itself', () => {
  const [round] = providerView(stages.accepted(), { sandbox: true, nowMs: startMs }).submissions;
  expect(Object.keys(round!).toSorted()).toEqual([
    'account',
    'file',
    'forms',
    'handedOverAtMs',
    'recordDigest',
    'result',
    'round',
    'smsUntilMs',
    'stage',
    'takenAtMs',
  ]);
});
