/** What each command does to a case at each of its stages, and every refusal. */
import { describe, expect, it } from 'vitest';
import { limits } from '#protocol/limits.ts';
import { ownValue } from '#protocol/own.ts';
import type { CaseArgs, CaseKind } from '../../../../worker/case/commands.ts';
import { mayRepeat } from '../../../../worker/case/commands.ts';
import type { CaseDocument } from '#protocol/case/document.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import { step } from '../../../../worker/case/step.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import {
  after,
  answeredAll,
  attestationOf,
  byProvider,
  byVerifier,
  complete,
  consentOf,
  corrected,
  createArgs,
  created,
  documentOf,
  filingOf,
  formsArgs,
  formsOf,
  handOverArgs,
  record,
  refusalOf,
  renamed,
  resultArgs,
  resultOf,
  reviewOf,
  run,
  sessionOf,
  signatureOf,
  stages,
  startMs,
  submitArgs,
  submitted,
  troubleArgs,
  uploadArgs,
  verified,
  type Stage,
} from './stage.ts';

const names: readonly Stage[] = [
  'open',
  'comparing',
  'in-review',
  'approved',
  'form-ready',
  'submitted',
  'sms-pending',
  'accepted',
  'returned',
];

/** A command with arguments that change something. */
const sent: { readonly [K in Exclude<CaseKind, 'create'>]: (state: LiveCase) => CaseArgs<K> } = {
  read: () => byProvider,
  'change-record': ({ version }) => ({ ...byProvider, version, filing: filingOf(corrected) }),
  'add-session': () => ({ ...byProvider, session: 'new', subject: 'organiser' }),
  collect: (state) => ({
    ...byVerifier,
    session: sessionOf('organiser'),
    attestation: attestationOf(state, 'organiser', 'second', startMs + 1),
  }),
  sign: (state) => ({
    by: { session: sessionOf('organiser') },
    subject: 'organiser',
    signature: signatureOf(state, 'organiser'),
  }),
  'put-document': () => ({ ...byProvider, document: documentOf('unit-document', { picture: 'new' }) }),
  submit: (state) => submitArgs(state),
  'take-question': () => ({ ...byVerifier, untilMs: startMs + 1 }),
  'send-again': ({ questions }) => ({ ...byVerifier, digest: questions[0]?.digest ?? '', untilMs: startMs + 1 }),
  'answer-question': ({ questions }) => ({
    ...byVerifier,
    digest: questions[0]?.digest ?? '',
    result: resultOf('mismatch'),
  }),
  review: (state) => reviewOf(state, 'k-2'),
  'take-forms': () => byVerifier,
  'add-forms': (state) => formsArgs(state),
  'note-view': () => ({ ...byProvider, digest: digestOf('picture'), reason: 'review' }),
  'void-session': () => ({ ...byVerifier, session: sessionOf('organiser') }),
  'hand-over': (state) => handOverArgs(state),
  'note-queued': () => ({ ...byVerifier, round: 1 }),
  'note-upload': () => uploadArgs(1, 9),
  'note-trouble': () => troubleArgs(1),
  'note-result': () => resultArgs(1, { atMs: startMs + 1 }),
  'note-numbers': () => ({ ...byVerifier, filingNumbers: { organiser: { ministryId: 1 }, services: [] } }),
  remind: () => byVerifier,
  'note-delivered': ({ outbox }) => ({ ...byVerifier, ids: outbox.map(({ id }) => id) }),
  'begin-withdrawal': () => byProvider,
  withdraw: () => byProvider,
};

const refusals = { closed: 'case-closed', handed: 'case-handed-over', unreviewed: 'case-not-in-review' };

/** `same`: nothing changes. Otherwise the state that the case is in afterwards, or a refusal. By stage, as in `names`. */
const table: { readonly [K in keyof typeof sent]: string } = {
  read: 'same same same same same same same same same',
  'change-record': 'open open open open open handed handed handed open',
  'add-session': 'open comparing in-review in-review closed handed handed handed open',
  // Another attestation waits until the case is open.
  collect: 'open same same same same same same same same',
  // All have signed.
  sign: 'same same same same same same same same same',
  'put-document': 'open open open open closed handed handed handed open',
  submit: 'comparing closed closed closed closed handed handed handed in-review',
  'take-question': 'same comparing same same same same same same same',
  'send-again': 'closed closed closed closed closed closed closed closed closed',
  'answer-question': 'same comparing same same same same same same same',
  review: 'unreviewed unreviewed in-review unreviewed unreviewed handed handed handed unreviewed',
  'take-forms': 'same same same in-review same same same same same',
  'add-forms': 'unreviewed unreviewed unreviewed form-ready same same same same unreviewed',
  'note-view': 'open comparing in-review in-review form-ready submitted sms-pending accepted returned',
  'hand-over': 'closed closed closed closed submitted handed handed handed closed',
  'note-queued': 'closed closed closed closed closed submitted same same same',
  'note-upload': 'closed closed closed closed closed sms-pending sms-pending accepted returned',
  'note-trouble': 'closed closed closed closed closed submitted same same same',
  'note-result': 'closed closed closed closed closed accepted accepted accepted accepted',
  'note-numbers': 'open comparing in-review in-review form-ready submitted sms-pending accepted returned',
  remind: 'same same same same same same same same same',
  'note-delivered': 'same same same same same same same same same',
  'void-session': 'open open open open open submitted sms-pending accepted open',
  'begin-withdrawal': 'open comparing in-review in-review form-ready handed handed handed returned',
  withdraw: 'withdrawn withdrawn withdrawn withdrawn withdrawn handed handed handed withdrawn',
};

const outcomesOf = (kind: keyof typeof sent): string[] =>
  table[kind].split(' ').map((outcome) => ownValue(refusals, outcome) ?? outcome);

const rows = Object.keys(sent).flatMap((kind) =>
  names.map((stage, n) => [kind as keyof typeof sent, stage, outcomesOf(kind as keyof typeof sent)[n]!] as const),
);

describe('a command', () => {
  it.each(rows)('%s, of a case that is %s: %s', (kind, stage, expected) => {
    const state = stages[stage]();
    const args = (sent[kind] as (state: LiveCase) => CaseArgs<typeof kind>)(state);
    const { state: next, outcome } = step(state, kind, args, startMs);
    if ('refusal' in outcome) {
      expect(outcome.refusal).toBe(expected);
      expect(next).toBe(state);
    } else if (expected === 'same') {
      expect(next).toBe(state);
    } else {
      expect(next).not.toEqual(state);
      expect(next!.kind === 'live' ? next!.state : next!.kind).toBe(expected);
    }
  });

  it.each(rows.filter(([kind]) => mayRepeat(kind)))('%s may be repeated, of a case that is %s', (kind, stage) => {
    const state = stages[stage]();
    const args = (sent[kind] as (state: LiveCase) => CaseArgs<typeof kind>)(state);
    const first = step(state, kind, args, startMs);
    if ('refusal' in first.outcome) return;
    const second = step(first.state, kind, args, startMs);
    expect(second.state).toEqual(first.state);
    expect(second.outcome).toEqual(first.outcome);
  });

  it.each(Object.keys(sent) as (keyof typeof sent)[])('%s of no case is refused', (kind) => {
    const args = (sent[kind] as (state: LiveCase) => CaseArgs<typeof kind>)(stages.open());
    expect(step(undefined, kind, args, startMs)).toMatchObject({
      state: undefined,
      outcome: { refusal: 'case-unknown' },
    });
  });

  it.each(Object.keys(sent) as (keyof typeof sent)[])('%s of a withdrawn case', (kind) => {
    const state = stages.open();
    const args = (sent[kind] as (state: LiveCase) => CaseArgs<typeof kind>)(state);
    const withdrawn = run(state, 'withdraw', byProvider).state;
    expect(refusalOf(withdrawn, kind, args)).toBe(kind === 'withdraw' ? undefined : 'case-withdrawn');
  });

  it.each(Object.keys(sent) as (keyof typeof sent)[])('%s of a case that is being withdrawn', (kind) => {
    const begun = run(stages['form-ready'](), 'begin-withdrawal', byProvider).state as LiveCase;
    const args = (sent[kind] as (state: LiveCase) => CaseArgs<typeof kind>)(begun);
    const goesOn = ['begin-withdrawal', 'note-delivered', 'withdraw'].includes(kind);
    expect(refusalOf(begun, kind, args)).toBe(goesOn ? undefined : 'case-withdrawn');
    expect(refusalOf(begun, 'read', byVerifier)).toBeUndefined();
  });

  it.each(Object.keys(sent) as (keyof typeof sent)[])('%s by another tenant, whose case it is not', (kind) => {
    const state = stages.open();
    const args = { ...(sent[kind] as (of: LiveCase) => CaseArgs<typeof kind>)(state), by: { tenant: 'u', key: 'k-1' } };
    expect(refusalOf(state, kind, args)).toBe('case-unknown');
    expect(refusalOf(run(state, 'withdraw', byProvider).state, kind, args)).toBe('case-unknown');
  });

  it.each(Object.keys(sent) as (keyof typeof sent)[])('%s by a filer of a session', (kind) => {
    const state = stages.open();
    const args = (sent[kind] as (of: LiveCase) => CaseArgs<typeof kind>)(state);
    expect(refusalOf(state, kind, { ...args, by: { session: 'of another case' } })).toBe('case-not-bound');
    const own = refusalOf(state, kind, { ...args, by: { session: sessionOf('organiser') } });
    const allowed = { read: undefined, sign: undefined, 'put-document': 'subject-unknown', submit: undefined };
    expect(own).toBe(Object.hasOwn(allowed, kind) ? Reflect.get(allowed, kind) : 'case-unknown');
  });
});

describe('create', () => {
  it('gives the same case to the same request, and refuses another one', () => {
    const state = created();
    expect(run(state, 'create', createArgs(), startMs + 5).state).toBe(state);
    const other = { ...createArgs(), requestDigest: digestOf('other') };
    expect(refusalOf(state, 'create', other)).toBe('idempotency-mismatch');
  });

  it('of a withdrawn case is refused', () => {
    expect(refusalOf(run(created(), 'withdraw', byProvider).state, 'create', createArgs())).toBe('case-withdrawn');
  });
});

describe('change-record', () => {
  const change = (state: LiveCase, to = corrected, version = state.version) =>
    after(state, 'change-record', { ...byProvider, version, filing: filingOf(to) });

  it('of another version is refused', () => {
    const state = complete();
    const args = { ...byProvider, version: 2, filing: filingOf(corrected) };
    expect(refusalOf(state, 'change-record', args)).toBe('case-changed');
    expect(change(state).version).toBe(2);
  });

  it('to the same record changes nothing', () => {
    const state = stages['in-review']();
    expect(change(state, record)).toBe(state);
  });

  it('of what no person is shown keeps consents and attestations, and voids signatures, comparisons and reviews', () => {
    const state = stages.approved();
    const next = change(state);
    expect(next.subjects.map(({ consent, attestation }) => [consent, attestation])).toEqual(
      state.subjects.map(({ consent, attestation }) => [consent, attestation]),
    );
    expect(next.subjects.map(({ signature }) => signature)).toEqual([undefined, undefined]);
    expect(next).toMatchObject({ state: 'open', compared: [], reviewsBefore: 1, reasons: [] });
    expect(next.questions).toEqual(state.questions);
    expect(next).not.toHaveProperty('resumeAtMs');
  });

  it('of what persons are shown voids their consents and attestations too', () => {
    const next = change(complete(), renamed);
    expect(next.subjects.map(({ consent, attestation }) => [consent, attestation])).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('keeps what a person did if only the id of the subject changes', () => {
    const state = complete();
    const app = { ...record.services[1]!, id: 'mobile-app' };
    const next = change(state, { ...record, services: [record.services[0]!, app] });
    expect(next.subjects[1]).toMatchObject({ id: 'service-mobile-app', attestation: state.subjects[1]!.attestation });
  });

  it('of a reviewed case does not let the approvals of the same record count again', () => {
    const state = stages.approved();
    const back = change(change(state), record);
    const again = answeredAll(submitted(verified(back)));
    expect(again.state).toBe('in-review');
    expect(refusalOf(again, 'add-forms', sent['add-forms'](again))).toBe('case-not-in-review');
    expect(refusalOf(again, 'review', reviewOf(again, 'k-1'))).toBeUndefined();
  });
});

describe('add-session', () => {
  it('of an unknown subject is refused, and of another subject for the same session', () => {
    const state = complete();
    const add = (session: string, subject: string) =>
      refusalOf(state, 'add-session', { ...byProvider, session, subject });
    expect(add('new', 'service-none')).toBe('subject-unknown');
    expect(add(sessionOf('organiser'), 'service-app')).toBe('idempotency-mismatch');
  });
});

describe('collect', () => {
  const bound = () =>
    after(created(), 'add-session', { ...byProvider, session: sessionOf('organiser'), subject: 'organiser' });
  const collect = (state: LiveCase, more: Omit<CaseArgs<'collect'>, 'by' | 'session'>) =>
    after(state, 'collect', { ...byVerifier, session: sessionOf('organiser'), ...more });

  it('of a session of another case is refused', () => {
    expect(refusalOf(bound(), 'collect', { ...byVerifier, session: 'foreign' })).toBe('session-unknown');
  });

  it('keeps out what belongs to another subject digest, or to another person', () => {
    const state = bound();
    const stale = { subjectDigest: digestOf('earlier') };
    expect(collect(state, { consent: { ...consentOf(state, 'organiser'), ...stale } })).toBe(state);
    expect(collect(state, { attestation: { ...attestationOf(state, 'organiser'), ...stale } })).toBe(state);
    expect(collect(state, { attestation: attestationOf(state, 'service-app') })).toBe(state);
  });

  it('takes the newest consent and attestation', () => {
    const state = bound();
    const at = (atMs: number) => ({
      consent: consentOf(state, 'organiser', atMs),
      attestation: attestationOf(state, 'organiser', String(atMs), atMs),
    });
    const first = collect(state, at(startMs + 1));
    expect(first.subjects[0]).toMatchObject(at(startMs + 1));
    expect(collect(first, at(startMs))).toBe(first);
    expect(collect(first, at(startMs + 2)).subjects[0]).toMatchObject(at(startMs + 2));
  });

  it('notes once that an attempt has failed', () => {
    const failed = collect(bound(), { failed: true });
    expect(failed.timeline.at(-1)).toMatchObject({
      event: 'not-verified',
      facts: { subject: 'organiser', session: sessionOf('organiser') },
    });
    expect(collect(failed, { failed: true })).toBe(failed);
  });

  it('voids the comparison of another portrait', () => {
    const mismatched = answeredAll(submitted(complete()), 'mismatch');
    expect(mismatched.compared).toHaveLength(3);
    const next = collect(mismatched, { attestation: attestationOf(mismatched, 'organiser', 'second', startMs + 1) });
    expect(next.compared).toEqual([]);
  });
});

describe('sign', () => {
  const unsigned = () => after(complete(), 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });

  it('of another record is refused, and of another person', () => {
    const state = unsigned();
    const signature = signatureOf(state, 'organiser');
    const by = { session: sessionOf('organiser') };
    const stale = { ...signature, recordDigest: digestOf('earlier') };
    expect(refusalOf(state, 'sign', { by, subject: 'organiser', signature: stale })).toBe('record-changed');
    expect(refusalOf(state, 'sign', { by, subject: 'service-app', signature })).toBe('subject-unknown');
    expect(refusalOf(state, 'sign', { ...byProvider, subject: 'service-none', signature })).toBe('subject-unknown');
  });

  it('keeps the first signature', () => {
    const state = unsigned();
    const signature = signatureOf(state, 'organiser');
    const signed = after(state, 'sign', { ...byProvider, subject: 'organiser', signature });
    expect(signed.subjects[0]).toMatchObject({ signature });
    const second = { ...signature, jkt: 'other' };
    expect(after(signed, 'sign', { ...byProvider, subject: 'organiser', signature: second })).toBe(signed);
  });
});

describe('put-document', () => {
  const put = (state: LiveCase, document: CaseArgs<'put-document'>['document']) =>
    after(state, 'put-document', { ...byProvider, document });

  it('replaces the document of its kind, subject and place alone', () => {
    const state = complete();
    const front = documentOf('person-document-front', { subject: 'service-app', picture: 'new' });
    const next = put(state, front);
    expect(next.documents).toHaveLength(state.documents.length);
    expect(next.documents.filter(({ kind }) => kind === 'person-document-front').map(({ digest }) => digest)).toEqual([
      documentOf('person-document-front', { subject: 'organiser' }).digest,
      front.digest,
    ]);
    const second = put(next, documentOf('approval', { place: 2 }));
    expect(put(second, documentOf('approval', { place: 1 })).documents).toHaveLength(state.documents.length + 2);
  });

  it('with the same picture and fields changes nothing, at any stage before the forms', () => {
    const state = stages['in-review']();
    expect(put(state, { ...documentOf('unit-document'), atMs: startMs + 9 })).toBe(state);
    expect(put(state, documentOf('unit-document', { fields: { name: '另一公司' } })).state).toBe('open');
  });

  it('voids comparisons and reviews', () => {
    const next = put(stages.approved(), documentOf('unit-document', { picture: 'new' }));
    expect(next).toMatchObject({ state: 'open', compared: [], reviewsBefore: 1 });
    expect(next.timeline.slice(-2).map(({ event }) => event)).toEqual(['document-put', 'opened']);
  });

  it('of an unknown subject, of another filer’s person, and a photo by staff of who verifies alone, are refused', () => {
    const state = complete();
    const refusal = (
      document: CaseArgs<'put-document'>['document'],
      by: CaseArgs<'put-document'>['by'] = byProvider.by,
    ) => refusalOf(state, 'put-document', { by, document });
    expect(refusal(documentOf('person-document-front', { subject: 'service-none' }))).toBe('subject-unknown');
    const others = documentOf('person-document-front', { subject: 'service-app', picture: 'new' });
    expect(refusal(others, { session: sessionOf('organiser') })).toBe('subject-unknown');
    expect(refusal(others, { session: sessionOf('service-app') })).toBeUndefined();
    const photo = documentOf('on-site-photo', { subject: 'organiser' });
    const portrait = documentOf('ministry-portrait', { subject: 'organiser' });
    expect([refusal(photo), refusal(portrait)]).toEqual(['channel-forbidden', 'channel-forbidden']);
    const putIn = (channel: LiveCase['channel'], document: CaseDocument) =>
      refusalOf(created(record, { channel }), 'put-document', { ...byProvider, document });
    expect([putIn('on-site', photo), putIn('ministry-qr', portrait)]).toEqual([undefined, undefined]);
    expect([putIn('on-site', portrait), putIn('ministry-qr', photo)]).toEqual([
      'channel-forbidden',
      'channel-forbidden',
    ]);
  });
});

describe('submit', () => {
  it('with reasons stays open, lists them, and notes the same reasons once', () => {
    const state = created();
    const refused = submitted(state);
    expect(refused).toMatchObject({ state: 'open', questions: [] });
    expect(refused.reasons.length).toBeGreaterThan(5);
    expect(refused.timeline.at(-1)).toMatchObject({ event: 'submit-refused' });
    expect(submitted(refused)).toBe(refused);
  });

  it('of another record is refused', () => {
    const args = { ...submitArgs(complete()), recordDigest: digestOf('earlier') };
    expect(refusalOf(complete(), 'submit', args)).toBe('record-changed');
  });

  it('twice at once: the same request gets the case, another key is refused, and the same key with another request', () => {
    const state = complete();
    const idempotency = { key: 'one', digest: digestOf('submit') };
    const args = { ...submitArgs(state), idempotency };
    const first = after(state, 'submit', args);
    expect(after(first, 'submit', args)).toBe(first);
    expect(refusalOf(first, 'submit', { ...args, idempotency: { ...idempotency, key: 'two' } })).toBe('case-closed');
    expect(refusalOf(first, 'submit', { ...args, idempotency: { ...idempotency, digest: digestOf('x') } })).toBe(
      'idempotency-mismatch',
    );
  });

  it('that left the case open may be sent again with its key', () => {
    const idempotency = { key: 'one', digest: digestOf('submit') };
    const refused = after(created(), 'submit', { ...submitArgs(created()), idempotency });
    const state = complete();
    expect(after(state, 'submit', { ...submitArgs(state), idempotency }).state).toBe('comparing');
    expect(refused.done).toEqual([]);
  });

  it('goes to review at once if nothing has to be asked', () => {
    const state = complete();
    expect(after(state, 'submit', { ...submitArgs(state), questions: [] }).state).toBe('in-review');
  });

  it.each([
    ['a document', (state: LiveCase) => after(state, 'put-document', sent['put-document'](state))],
    ['a live check', (state: LiveCase) => after(state, 'collect', sent.collect(state))],
  ])('with reasons and questions of an earlier %s is refused', (_, change) => {
    const state = complete();
    const args = submitArgs(state);
    expect(refusalOf(change(state), 'submit', args)).toBe('case-changed');
    expect(after(change(state), 'submit', submitArgs(change(state))).state).toBe('comparing');
  });

  it('remembers a bounded number of keys', () => {
    const done = Array.from({ length: limits.case.idempotencyKept }, (_, n) => ({ key: `${n}`, digest: 'd' }));
    const state = { ...complete(), done };
    const next = after(state, 'submit', { ...submitArgs(state), idempotency: { key: 'new', digest: 'd' } });
    expect(next.done).toHaveLength(limits.case.idempotencyKept);
    expect(next.done.at(-1)).toEqual({ key: 'new', digest: 'd' });
  });
});

describe('review', () => {
  it('of another record, by the same key, without signature or call-back: refused', () => {
    const state = answeredAll(submitted(complete(record, { doubtful: true })));
    const refusal = (of: LiveCase, ...args: Parameters<typeof reviewOf> extends [unknown, ...infer R] ? R : never) =>
      step(of, 'review', reviewOf(of, ...args), startMs).outcome;
    expect(refusal(state, 'k-1', { recordDigest: digestOf('earlier') })).toMatchObject({ refusal: 'record-changed' });
    const { signature: _, ...unsigned } = reviewOf(state).review;
    expect(refusalOf(state, 'review', { ...reviewOf(state), review: unsigned })).toBe('signature-refused');
    const [first, second] = reviewOf(state).review.callBacks;
    const calls = [
      [[first!], [{ service: 'app', item: 'mobile' }, { item: 'office-phone' }, { item: 'email' }]],
      [
        [first!, { ...second!, reached: false }],
        [{ item: 'mobile' }, { item: 'office-phone' }, { item: 'email' }],
      ],
      [[first!, { ...second!, confirmed: ['mobile', 'office-phone'] as const }], [{ service: 'app', item: 'email' }]],
    ] as const;
    for (const [callBacks, faults] of calls) {
      expect(refusal(state, 'k-1', { callBacks: callBacks as never })).toMatchObject({
        refusal: 'call-back-missing',
        faults,
      });
    }
    const approved = after(state, 'review', reviewOf(state, 'k-1'));
    expect(refusal(approved, 'k-1')).toMatchObject({ refusal: 'reviewer-same' });
    expect(refusal(approved, 'k-2')).toMatchObject({ answer: { approved: true } });
  });

  it.each([
    ['a doubt about the record', () => answeredAll(submitted(complete(record, { doubtful: true }))), 2],
    ['nothing', () => stages['in-review'](), 1],
    [
      'an escalation',
      () => {
        const state = stages['in-review']();
        const { signature: _, checker: __, ...escalation } = reviewOf(state, 'k-1', { decision: 'escalate' }).review;
        return after(state, 'review', { ...reviewOf(state), review: escalation });
      },
      2,
    ],
    [
      'an escalation of an earlier submit',
      () => {
        const state = stages['in-review']();
        const { signature: _, checker: __, ...escalation } = reviewOf(state, 'k-1', { decision: 'escalate' }).review;
        const escalated = after(state, 'review', { ...reviewOf(state), review: escalation });
        return answeredAll(submitted(after(escalated, 'put-document', sent['put-document'](escalated))));
      },
      2,
    ],
    [
      'a risk check',
      () => {
        const state = complete();
        const attestation = { ...attestationOf(state, 'organiser', 'second', startMs + 1), review: true };
        const session = sessionOf('organiser');
        return answeredAll(submitted(after(state, 'collect', { ...byVerifier, session, attestation })));
      },
      2,
    ],
  ])('with %s needs so many approvals', (_, make, needed) => {
    let state = make();
    for (let n = 1; n <= needed; n += 1) {
      const { answer } = run(state, 'review', reviewOf(state, `k-${n}`));
      expect(answer.approved).toBe(n === needed);
      state = answer.state;
    }
    expect(state.state).toBe('in-review');
  });

  it('of documents that were replaced and compared meanwhile is refused', () => {
    const state = stages['in-review']();
    const replaced = answeredAll(submitted(after(state, 'put-document', sent['put-document'](state))));
    expect(replaced.state).toBe('in-review');
    expect(refusalOf(replaced, 'review', reviewOf(state))).toBe('case-changed');
    expect(run(replaced, 'review', reviewOf(replaced)).answer.approved).toBe(true);
  });

  it('that returns the case opens it, with its causes in the timeline, also if it was approved', () => {
    const state = stages.approved();
    const returned = reviewOf(state, 'k-2', { decision: 'return', causes: ['not-reached'] });
    const next = after(state, 'review', returned);
    expect(next).toMatchObject({ state: 'open', reasons: [{ cause: 'returned-by-reviewer' }], reviewsBefore: 2 });
    expect(next.timeline.slice(-2)).toMatchObject([
      { event: 'reviewed', by: 'k-2', facts: { decision: 'return', causes: 'not-reached' } },
      { event: 'opened', facts: { causes: 'returned-by-reviewer' } },
    ]);
  });

  it('with an idempotency key is carried out once', () => {
    const state = stages['in-review']();
    const args = { ...reviewOf(state), idempotency: { key: 'one', digest: digestOf('review') } };
    const first = run(state, 'review', args);
    expect(run(first.state, 'review', args)).toEqual(first);
    const other = { ...args, idempotency: { key: 'one', digest: digestOf('other') } };
    expect(refusalOf(first.state, 'review', other)).toBe('idempotency-mismatch');
  });

  it('keeps the items of the newest approval alone', () => {
    const state = answeredAll(submitted(complete(record, { doubtful: true })));
    const once = after(state, 'review', reviewOf(state, 'k-1'));
    const twice = after(once, 'review', reviewOf(once, 'k-2'));
    expect(twice.reviews.map(({ items }) => Object.keys(items))).toEqual([[], ['site', 'app']]);
  });
});

describe('void-session', () => {
  const args = { ...byVerifier, session: sessionOf('organiser') };

  it('removes what came from the session, and nothing of other persons', () => {
    const [organiser, other] = after(stages['form-ready'](), 'void-session', args).subjects;
    expect([organiser!.consent, organiser!.attestation, organiser!.signature]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(other).toEqual(stages['form-ready']().subjects[1]);
  });

  it('of a session that nothing came from leaves the case as far as it is', () => {
    const state = after(stages['in-review'](), 'add-session', { ...byProvider, session: 'new', subject: 'organiser' });
    expect(after(state, 'void-session', { ...byVerifier, session: 'new' }).state).toBe('in-review');
    expect(after(state, 'void-session', { ...byVerifier, session: 'unknown' })).toBe(state);
  });

  it('takes nothing of the session afterwards', () => {
    const before = stages.open();
    const state = after(before, 'void-session', args);
    const consent = consentOf(before, 'organiser', startMs + 1);
    expect(after(state, 'collect', { ...args, consent, attestation: attestationOf(before, 'organiser') })).toBe(state);
    expect(refusalOf(state, 'sign', sent.sign(before))).toBe('case-not-bound');
  });
});

describe('add-forms', () => {
  const forms = (state: LiveCase, changes: Partial<CaseArgs<'add-forms'>> = {}) =>
    ({ ...formsArgs(state), ...changes }) as const;

  it('of another record is refused, and of other services is a bug', () => {
    const state = stages.approved();
    expect(refusalOf(state, 'add-forms', forms(state, { recordDigest: digestOf('x') }))).toBe('record-changed');
    expect(() => step(state, 'add-forms', forms(state, { forms: formsOf(state).slice(1) }), startMs)).toThrow(
      RangeError,
    );
    const stale = formsOf(state).map((form) => ({ ...form, recordDigest: digestOf('x') }));
    expect(() => step(state, 'add-forms', forms(state, { forms: stale }), startMs)).toThrow(RangeError);
  });

  it('of an approval that counts no more is refused, also if the case is approved again', () => {
    const late = forms(stages.approved());
    const returned = after(stages.approved(), 'review', reviewOf(stages.approved(), 'k-2', { decision: 'return' }));
    const again = answeredAll(submitted(returned));
    const signature = { ...reviewOf(again).review.signature!, value: 'B'.repeat(86) };
    const approved = after(again, 'review', reviewOf(again, 'k-1', { signature }));
    expect(refusalOf(approved, 'add-forms', late)).toBe('case-changed');
    expect(after(approved, 'add-forms', forms(approved)).state).toBe('form-ready');
  });

  it('twice: the first stay', () => {
    const state = stages['form-ready']();
    const others = formsOf(state).map((form) => ({ ...form, number: 'BH-other' }));
    expect(after(state, 'add-forms', forms(state, { forms: others }))).toBe(state);
  });
});

describe('a case is kept', () => {
  const dayMs = 24 * 3_600_000;

  it('for a time after its last change, and looking at it or at its pictures is none', () => {
    const state = complete();
    const later = startMs + dayMs;
    expect(run(state, 'read', byProvider, later).state).toMatchObject({ deleteAtMs: startMs + limits.case.openMs });
    expect(run(state, 'note-view', sent['note-view'](state), later).state).toMatchObject({
      deleteAtMs: startMs + limits.case.openMs,
    });
    // Otherwise a question that can never be sent would keep the case for good.
    const comparing = stages.comparing();
    expect(run(comparing, 'take-question', { ...byVerifier, untilMs: later + 1 }, later).state).toMatchObject({
      deleteAtMs: startMs + limits.case.openMs,
    });
    expect(run(state, 'put-document', sent['put-document'](state), later).state).toMatchObject({
      deleteAtMs: later + limits.case.openMs,
    });
  });

  it('for longer once its forms are made, from then on', () => {
    const state = stages['form-ready']();
    expect(state.deleteAtMs).toBe(startMs + limits.case.formReadyMs);
    const viewed = run(state, 'note-view', sent['note-view'](state), startMs + dayMs).state;
    expect(viewed.deleteAtMs).toBe(state.deleteAtMs);
  });

  it('as nothing but its lifetime after a withdrawal', () => {
    const state = stages['form-ready']();
    expect(Object.keys(run(state, 'withdraw', byProvider).state).toSorted()).toEqual(
      ['createdAtMs', 'deleteAtMs', 'id', 'kind', 'sweepAtMs', 'tenant', 'v'].toSorted(),
    );
  });
});

describe('the timeline', () => {
  const full = (state: LiveCase): LiveCase => ({
    ...state,
    timeline: Array.from({ length: limits.case.events }, (_, n) => ({ ...state.timeline[0]!, n: n + 1 })),
  });

  it('when full refuses what people do, and drops nothing', () => {
    const state = full(stages['in-review']());
    for (const kind of ['change-record', 'put-document', 'review', 'note-view', 'add-session'] as const) {
      const args = (sent[kind] as (of: LiveCase) => CaseArgs<typeof kind>)(state);
      expect(step(state, kind, args, startMs)).toMatchObject({ state, outcome: { refusal: 'case-exhausted' } });
    }
    expect(refusalOf(state, 'withdraw', byProvider)).toBeUndefined();
  });

  it('when full still takes what the verifier does', () => {
    const { timeline } = answeredAll(full(stages.comparing()));
    expect(timeline.at(-1)).toMatchObject({ event: 'in-review', n: timeline.length });
  });
});
