/** From a reviewer's request to the stored review: evidence is what the case has, never what the reviewer says. */
import { describe, expect, it } from 'vitest';
import { lettersUnread, resolveItems } from '#protocol/case/review-items.ts';
import { callBackItems, type EvidenceRef, type ReviewItem, type SubmitReview } from '#protocol/case/review.ts';
import { jsonDigest } from '#protocol/filing/digest.ts';
import { checkItems } from '#protocol/filing/form/check-items.ts';
import { reviewDigest } from '#protocol/filing/form/review.ts';
import { approvalsNeeded } from '../../../../worker/case/approval.ts';
import { evidenceOf } from '../../../../worker/case/evidence.ts';
import { resolveReview } from '../../../../worker/case/review.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import { providerView } from '../../../../worker/case/view.ts';
import { digestOf } from '../../../../worker/trust/digest.ts';
import { createSigner } from '../form/example.ts';
import {
  after,
  answeredAll,
  byProvider,
  complete,
  submitted,
  documentOf,
  filingOf,
  corrected,
  record,
  reviewOf,
  stages,
  startMs,
} from './stage.ts';

const state = stages['in-review']();
const viewed = (of: LiveCase) => providerView(of, { sandbox: true, nowMs: startMs });
const evidence = evidenceOf(state);
const refTo = (kind: 'comparison' | 'document' | 'attestation', about: string): EvidenceRef => ({
  kind,
  digest: evidence.find((each) => each.kind === kind && each.about === about)!.digest,
});
const frontOf = (subject: string): EvidenceRef => ({
  kind: 'document',
  digest: documentOf('person-document-front', { subject }).digest,
});
const subjects = ['organiser', 'service-app'];
const stated: EvidenceRef = { kind: 'statement', text: '已核查' };
const called = subjects.map((_, callBack): EvidenceRef => ({ kind: 'call-back', callBack }));
const callBacks = subjects.map((subject) => ({
  subject,
  atMs: startMs,
  reached: true,
  confirmed: [...callBackItems],
}));

const yes = (item: ReviewItem['item'], refs: readonly EvidenceRef[]): ReviewItem => ({
  item,
  answer: 'yes',
  evidence: [...refs],
});

/** Answers for all services at once. */
const items: readonly ReviewItem[] = [
  yes('unit-document', [refTo('document', 'unit-document')]),
  yes('personal-document', subjects.map(frontOf)),
  yes('document-numbers', [
    ...subjects.map(frontOf),
    ...['organiser', 'service-app', 'organiser-unit'].map((about) => refTo('comparison', about)),
  ]),
  yes('document-copies', [refTo('document', 'unit-document'), ...subjects.map(frontOf)]),
  { item: 'portrait', answer: 'electronic', evidence: subjects.map((subject) => refTo('attestation', subject)) },
  ...(['mobile', 'office-phone', 'email', 'postal-address'] as const).map((item) => yes(item, called)),
  ...(['service-name', 'domains', 'contents', 'access'] as const).map((item) => yes(item, [stated])),
  yes('written-record', [stated, refTo('document', 'authorisation')]),
  { item: 'approvals', answer: 'no', evidence: [stated] },
];

const request = (changes: Partial<SubmitReview> = {}): SubmitReview => ({
  recordDigest: state.recordDigest,
  decision: 'approve',
  causes: [],
  items: [...items],
  callBacks,
  ...changes,
});

const resolve = (changes: Partial<SubmitReview> = {}, of = state) =>
  resolveItems(viewed(of), request(changes), { by: 'k-1', atMs: startMs });

describe('answers for all services', () => {
  it('become the items of each form, with which it can be released', () => {
    const { items: resolved, faults } = resolve();
    expect(faults).toEqual([]);
    for (const [n, { id, subject }] of state.services.entries()) {
      const findings = checkItems(resolved[id]!, {
        record,
        service: record.services[n]!,
        recordDigest: state.recordDigest,
        subjectDigest: state.subjects.find((each) => each.id === subject)!.subjectDigest,
        nowMs: startMs,
      });
      expect(findings).toEqual([]);
    }
  });

  it('leave out what is about the person of another service', () => {
    const { items: resolved } = resolve();
    const portraits = ['site', 'app'].map((id) => resolved[id]!.find(({ item }) => item === 'portrait')!.evidence);
    expect(portraits.map((each) => each.map(({ of }) => of))).toEqual(
      state.subjects.map(({ subjectDigest }) => [subjectDigest]),
    );
    const mobile = ['site', 'app'].map((id) => resolved[id]!.find(({ item }) => item === 'mobile')!.evidence);
    expect(mobile.map((each) => each.map(({ digest }) => digest))).toEqual(callBacks.map((call) => [jsonDigest(call)]));
  });

  it('are replaced by a service’s own, and leave out items that its form does not ask', () => {
    const own: ReviewItem = { service: 'app', item: 'contents', answer: 'no', evidence: [stated] };
    const unasked = { ...state, services: state.services.map((each) => ({ ...each, items: ['contents' as const] })) };
    const { items: resolved } = resolve({ items: [...items, own] }, unasked);
    expect(Object.values(resolved).map((each) => each.map(({ item, answer }) => [item, answer]))).toEqual([
      [['contents', 'yes']],
      [['contents', 'no']],
    ]);
  });

  it('carry the reviewer’s id and the time of the signature, and of a statement the digest', () => {
    const { items: resolved } = resolve({ items: [yes('contents', [stated])] });
    expect(resolved['site']![0]!.evidence).toEqual([
      {
        kind: 'statement',
        digest: jsonDigest({ statement: '已核查' }),
        of: state.recordDigest,
        atMs: startMs,
        by: 'k-1',
      },
    ]);
  });
});

describe('a reference proves nothing', () => {
  const faultsOf = (item: ReviewItem, changes: Partial<SubmitReview> = {}, of = state) =>
    resolve({ items: [{ service: 'site', ...item }], ...changes }, of).faults.map(({ code }) => code);

  it.each([
    ['that the case does not have', yes('unit-document', [{ kind: 'document', digest: digestOf('none') }])],
    [
      'of another kind of evidence',
      yes('unit-document', [{ ...refTo('document', 'unit-document'), kind: 'attestation' } as EvidenceRef]),
    ],
    ['to a document that shows something else', yes('personal-document', [refTo('document', 'unit-document')])],
    ['to the live check of another service’s person', yes('portrait', [refTo('attestation', 'service-app')])],
    ['to a comparison of another service’s person', yes('document-numbers', [refTo('comparison', 'service-app')])],
    ['to a document of another service’s person', yes('personal-document', [frontOf('service-app')])],
    ['to a call that was not made', yes('mobile', [{ kind: 'call-back', callBack: 7 }])],
  ])('%s', (_, item) => {
    expect(faultsOf(item)).toEqual(['evidence-unknown']);
  });

  it.each([
    ['to a call that reached nobody', { reached: false }],
    ['to a call that confirmed something else', { confirmed: ['email' as const] }],
    ['to a call to another person', { subject: 'service-app' }],
  ])('%s', (_, change) => {
    const calls = [{ ...callBacks[0]!, ...change }];
    expect(faultsOf(yes('mobile', [called[0]!]), { callBacks: calls })).toEqual(['call-back-missing']);
  });

  it('to a comparison that did not match, or is of an earlier record', () => {
    const comparison = yes('document-numbers', [refTo('comparison', 'organiser')]);
    expect(faultsOf(comparison)).toEqual([]);
    const questions = state.questions.map((each) =>
      each.stage === 'answered' ? { ...each, result: { ...each.result, outcome: 'mismatch' as const } } : each,
    );
    expect(faultsOf(comparison, {}, { ...state, questions })).toEqual(['evidence-unknown']);
    const changed = after(state, 'change-record', { ...byProvider, version: 1, filing: filingOf(corrected) });
    expect(faultsOf(comparison, {}, changed)).toEqual(['evidence-unknown']);
  });

  it('to a document that was replaced', () => {
    const document = documentOf('unit-document', { picture: 'new' });
    const changed = after(state, 'put-document', { ...byProvider, document });
    expect(faultsOf(yes('unit-document', [refTo('document', 'unit-document')]), {}, changed)).toEqual([
      'evidence-unknown',
    ]);
  });
});

describe('what is about one person', () => {
  const faultsOf = (service: string, item: ReviewItem) =>
    resolve({ items: [{ ...item, service }] }).faults.map(({ code }) => code);

  it.each([
    ['a document', yes('personal-document', [frontOf('organiser')])],
    ['a comparison', yes('document-numbers', [refTo('comparison', 'organiser')])],
    [
      'a live check',
      { item: 'portrait', answer: 'electronic', evidence: [refTo('attestation', 'organiser')] } as const,
    ],
  ])('proves nothing on the form of another one’s service, though the person is the organiser’s: %s', (_, item) => {
    expect(faultsOf('site', { ...item, evidence: [...item.evidence] })).toEqual([]);
    expect(faultsOf('app', { ...item, evidence: [...item.evidence] })).toEqual(['evidence-unknown']);
  });

  it('is not what is about the unit', () => {
    const unit = yes('document-numbers', [refTo('document', 'unit-document'), refTo('comparison', 'organiser-unit')]);
    expect(faultsOf('app', unit)).toEqual([]);
  });
});

describe.each([
  ['on-site', 'on-site-photo', 'in-person', 'electronic'],
  ['ministry-qr', 'ministry-portrait', 'electronic', 'in-person'],
] as const)('the portrait of the channel %s', (channel, kind, answer, other) => {
  const elsewhere = answeredAll(submitted(complete(record, { channel })));
  const portrait = (service: string, subject: string, given: ReviewItem['answer'] = answer): ReviewItem => ({
    service,
    item: 'portrait',
    answer: given,
    evidence: [{ kind: 'document', digest: documentOf(kind, { subject }).digest }, stated],
  });
  const resolved = (...given: ReviewItem[]) => resolve({ items: given }, elsewhere);
  const codes = (...given: ReviewItem[]) => resolved(...given).faults.map(({ code }) => code);

  it(`is answered ${answer}, on the forms of its person alone`, () => {
    expect(codes(portrait('site', 'organiser'), portrait('app', 'service-app'))).toEqual([]);
    expect(codes(portrait('app', 'organiser'))).toEqual(['evidence-unknown']);
    expect(codes(portrait('site', 'organiser', other))).toEqual(['evidence-unknown']);
  });

  it('needs the picture and the provider’s statement', () => {
    const context = {
      record,
      service: record.services[0]!,
      recordDigest: state.recordDigest,
      subjectDigest: state.subjects[0]!.subjectDigest,
      nowMs: startMs,
    };
    const whole = portrait('site', 'organiser');
    const missing = (item: ReviewItem) =>
      checkItems(resolved(item).items['site']!, context).filter(({ code }) => code !== 'item-missing');
    expect(missing(whole)).toEqual([]);
    for (const left of [0, 1]) {
      expect(missing({ ...whole, evidence: whole.evidence.filter((_, n) => n === left) })).toHaveLength(1);
    }
  });
});

it('a person without a resident identity card is compared by staff on site, and by nobody else', () => {
  const passport = { ...record.services[1]!.personInCharge, document: { typeId: 7, number: 'E12345678' } };
  const of = { ...record, services: [record.services[0]!, { ...record.services[1]!, personInCharge: passport }] };
  const onSite = answeredAll(submitted(complete(of, { channel: 'on-site' }), of));
  expect(onSite.state).toBe('in-review');
  expect(onSite.questions.map(({ kind, subject }) => subject ?? kind)).toEqual(['organiser', 'unit']);
  expect(approvalsNeeded({ ...onSite, ...filingOf(of) })).toBe(2);
  const front: EvidenceRef = {
    kind: 'document',
    digest: documentOf('person-document-front', { subject: 'service-app' }).digest,
  };
  const photo: EvidenceRef = {
    kind: 'document',
    digest: documentOf('on-site-photo', { subject: 'service-app' }).digest,
  };
  const given = (answer: ReviewItem['answer'], refs: EvidenceRef[]): ReviewItem[] => [
    { service: 'app', ...yes('document-numbers', refs) },
    { service: 'app', item: 'portrait', answer, evidence: [photo, stated] },
  ];
  const findings = (answered: ReviewItem[]) => {
    const { items: resolved, faults } = resolveItems(
      viewed(onSite),
      { items: answered, callBacks },
      { by: 'k-1', atMs: startMs },
    );
    expect(faults).toEqual([]);
    return checkItems(resolved['app']!, {
      record: of,
      service: of.services[1]!,
      recordDigest: onSite.recordDigest,
      subjectDigest: onSite.subjects[1]!.subjectDigest,
      nowMs: startMs,
    }).filter(({ code }) => code !== 'item-missing');
  };
  expect(findings(given('in-person', [front, stated]))).toEqual([]);
  expect(findings(given('in-person', [front])).map(({ code }) => code)).toEqual(['evidence-missing']);
});

describe('a stored review', async () => {
  const checker = await createSigner();
  const signer = { name: '张核验', jkt: checker.thumbprint };
  const reviewing = { by: 'k-1', signer, nowMs: startMs };
  const signed = async (changes: Partial<SubmitReview> = {}, name = signer.name) => {
    const unsigned = request(changes);
    const { items: resolved } = resolve(changes);
    // The test's signer has a time of its own.
    const { atMs } = await checker.sign('checker', name, '');
    const atThatTime = resolveItems(viewed(state), unsigned, { by: 'k-1', atMs }).items;
    expect(Object.keys(resolved)).toEqual(Object.keys(atThatTime));
    const digest = reviewDigest({
      recordDigest: unsigned.recordDigest,
      items: atThatTime,
      callBacks: unsigned.callBacks,
    });
    return { ...unsigned, signature: await checker.sign('checker', name, digest) };
  };
  const codeOf = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      ({ code }: { code: string }) => code,
    );

  it('has the items of each form, and the checker as the configuration knows them', async () => {
    const stored = await resolveReview(state, await signed(), reviewing);
    expect(stored).toMatchObject({ by: 'k-1', atMs: startMs, decision: 'approve', checker: signer });
    expect(Object.keys(stored.items)).toEqual(['site', 'app']);
    expect(after(state, 'review', { ...reviewOf(state), review: stored }).reviews).toHaveLength(1);
  });

  it('rests on every letter that the case has: the person’s signature does not cover them', async () => {
    const unread = items.map((each) => (each.item === 'written-record' ? yes('written-record', [stated]) : each));
    await expect(resolveReview(state, await signed({ items: unread }), reviewing)).rejects.toMatchObject({
      code: 'form-refused',
      faults: ['site', 'app'].map((service) => ({ code: 'evidence-missing', service, document: 'authorisation' })),
    });
    const onSite = answeredAll(submitted(complete(record, { channel: 'on-site' })));
    const { documents, services } = onSite;
    expect(
      lettersUnread({ documents, services: services.map((each) => ({ ...each, items: [...each.items] })) }, {}),
    ).toHaveLength(4);
  });

  it('that returns needs neither evidence nor signature', async () => {
    const back = request({ decision: 'return', causes: ['other'], note: '请补充', items: [], callBacks: [] });
    const stored = await resolveReview(state, back, { ...reviewing, signer: undefined });
    expect(stored).toMatchObject({ decision: 'return', causes: ['other'], note: '请补充', items: {} });
  });

  it('is refused for another record, for unknown evidence with every fault, and for a signature that does not fit', async () => {
    const good = await signed();
    const refusal = (changes: Partial<SubmitReview>, by = reviewing) =>
      codeOf(resolveReview(state, { ...good, ...changes }, by));
    expect(await refusal({ recordDigest: digestOf('earlier') })).toBe('record-changed');
    const unknown = [yes('unit-document', [{ kind: 'document', digest: digestOf('none') } as const])];
    expect(await refusal({ items: unknown })).toBe('evidence-unknown');
    await expect(resolveReview(state, { ...good, items: unknown }, reviewing)).rejects.toMatchObject({
      faults: ['site', 'app'].map((service) => ({ code: 'evidence-unknown', service, item: 'unit-document' })),
    });
    const { signature: _, ...unsigned } = good;
    expect(await codeOf(resolveReview(state, unsigned, reviewing))).toBe('signature-refused');
    expect(await refusal({ items: items.slice(1) })).toBe('signature-refused');
    expect(await refusal({ callBacks: [...callBacks, callBacks[0]!] })).toBe('signature-refused');
    expect(await refusal({}, { ...reviewing, signer: undefined! })).toBe('signature-refused');
    expect(await refusal({}, { ...reviewing, signer: { ...signer, jkt: 'other' } })).toBe('signature-refused');
    expect(await refusal({}, { ...reviewing, by: 'k-2' })).toBe('signature-refused');
    expect(await codeOf(resolveReview(state, await signed({}, '他人'), reviewing))).toBe('signature-refused');
  });
});
