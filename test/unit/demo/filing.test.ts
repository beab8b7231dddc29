/** The page of a whole filing, less its rendering: examples, steps, documents, what is proposed to the reviewer, and words. */
import { describe, expect, it } from 'vitest';
import { documentFields } from '#protocol/case/document.ts';
import { openCauses, type OpenReason, type ProviderCase } from '#protocol/case/case.ts';
import { itemTable } from '#protocol/filing/form/item.ts';
import { locales } from '#protocol/locale.ts';
import { askedOf, filerReads } from '../../../demo/filing/comparison.ts';
import { neededDocuments } from '../../../demo/filing/documents.ts';
import { filerKinds, filingExamples } from '../../../demo/filing/example.ts';
import { callBack, obstacleOf, proposedItems, type ReviewDraft } from '../../../demo/filing/review.ts';
import { personScenes, unitScenes, withPersonScene, withUnitScene } from '../../../demo/filing/scene.ts';
import { wrapped } from '../../../demo/filing/specimen.ts';
import { approvalsOf, isWorking, stepNames, stepsOf } from '../../../demo/filing/steps.ts';
import type { Filed } from '../../../demo/filing/subject.ts';
import { wordings } from '../../../demo/filing/wording.ts';
import { formOf, recordOf } from '../../../demo/record/form.ts';
import { nowMs } from '../protocol/filing/example.ts';
import { compared, created, digestOf, recordFrom, verified, withDocuments } from './filed-case.ts';

const { statements } = wordings['zh-CN'];
const untouched: ReviewDraft = { calls: {}, answers: {}, statements };
const called: ReviewDraft = {
  ...untouched,
  calls: { organiser: callBack(compared(verified(withDocuments(created('unit')))), 'organiser', true, nowMs) },
};

describe('the examples', () => {
  it.each(filerKinds)('%s is a valid record with one service and one person, whatever scene is chosen', (kind) => {
    const forms = [
      filingExamples[kind],
      ...personScenes.map((scene) => withPersonScene(filingExamples[kind], scene)),
      ...unitScenes.filter(() => kind === 'unit').map((scene) => withUnitScene(filingExamples[kind], scene)),
    ];
    const numbers = forms.map((form) => {
      const { organiser, services } = recordFrom(form);
      expect(services).toHaveLength(1);
      return `${organiser.document.number} ${organiser.personInCharge.document.number}`;
    });
    // `match` is the example's own number, so it comes once more for each list of scenes.
    expect(new Set(numbers).size).toBe(numbers.length - (kind === 'unit' ? 2 : 1));
  });

  it.each(filerKinds)('%s comes back from its record as the form that it was', (kind) => {
    const form = filingExamples[kind];
    expect(recordOf(formOf(recordOf(form)))).toEqual(recordOf(form));
    expect(formOf(recordOf(form)).services?.[0]?.personInCharge).toBeUndefined();
  });
});

describe('the steps', () => {
  const nowOf = (filing: Filed | undefined) => stepNames.filter((step) => stepsOf(filing)[step] === 'now');
  const open = created('unit');
  const given = withDocuments(open);
  const passed = verified(given);
  const at = (state: ProviderCase['state']): Filed => ({ ...passed, filed: { ...passed.filed, state } });

  it.each([
    ['record', undefined],
    ['documents', open],
    ['verification', given],
    ['comparison', passed],
    ['review', compared(passed)],
    ['submission', at('form-ready')],
    ['submission', at('submitted')],
    ['sms', at('sms-pending')],
    ['result', at('accepted')],
    ['result', at('returned')],
  ] as const)('%s is the one to do', (step, filing) => {
    expect(nowOf(filing)).toEqual([step]);
    for (const [n, name] of stepNames.entries()) {
      const expected = n < stepNames.indexOf(step) ? 'done' : name === step ? 'now' : 'waiting';
      expect(stepsOf(filing)[name]).toBe(expected);
    }
  });

  it('stay at the live check until the person has signed', () => {
    const unsigned = {
      ...passed,
      filed: { ...passed.filed, subjects: passed.filed.subjects.map((each) => ({ ...each, signed: false })) },
    };
    expect(nowOf(unsigned)).toEqual(['verification']);
  });

  it('count no approval of an earlier round, and wait for the verifier only when all have approved', () => {
    const { filed } = compared(passed);
    const approval = {
      atMs: nowMs,
      by: 'sandbox-reviewer',
      decision: 'approve' as const,
      causes: [],
      recordDigest: filed.recordDigest,
      callBacks: [],
    };
    const submitted = (atMs: number) => [{ n: 1, atMs, by: 'sandbox-provider', event: 'submitted' as const }];
    const reviewed = { ...filed, reviews: [approval], timeline: submitted(nowMs - 1) };
    expect([approvalsOf(reviewed), isWorking(reviewed)]).toEqual([1, true]);
    expect(isWorking({ ...reviewed, approvalsNeeded: 2 })).toBe(false);
    const again = { ...reviewed, timeline: [...submitted(nowMs - 1), ...submitted(nowMs + 1)] };
    expect([approvalsOf(again), isWorking(again)]).toEqual([0, false]);
    expect(approvalsOf({ ...reviewed, reviews: [{ ...approval, decision: 'escalate' }] })).toBe(0);
    expect(isWorking({ ...filed, state: 'comparing' })).toBe(true);
  });

  it('do without the live check on site', () => {
    expect(nowOf(withDocuments(created('individual', { channel: 'on-site' })))).toEqual(['comparison']);
  });
});

describe('the documents', () => {
  const kindsOf = (filing: Filed) => neededDocuments(filing).map(({ kind }) => kind);

  it('are those of the unit and of its person, with fields that the API takes', () => {
    const needs = neededDocuments(created('unit'));
    expect(needs.map(({ kind }) => kind)).toEqual(['unit-document', 'person-document-front', 'person-document-back']);
    for (const { kind, fields } of needs) expect(documentFields(kind).safeParse(fields).success).toBe(true);
    expect(needs[0]!.fields['legalRepresentative']).toBe('陈示例');
  });

  it('are the person’s alone of an individual, with a photo on site', () => {
    expect(kindsOf(created('individual'))).toEqual(['person-document-front', 'person-document-back']);
    expect(kindsOf(created('individual', { channel: 'on-site' }))).toContain('on-site-photo');
  });

  it('are the ones that the case has, and those that it lacks, in one order', () => {
    const { filed, record } = withDocuments(created('unit'));
    const [unit, front, back] = filed.documents;
    const reasons = [
      { cause: 'document-missing' as const, document: 'approval 2' },
      { cause: 'document-missing' as const, document: 'person-document-front', about: 'organiser' },
      {
        cause: 'document-disagrees' as const,
        document: 'person-document-back',
        about: 'organiser',
        field: 'validUntil',
      },
      { cause: 'subject-unverified' as const, about: 'organiser' },
    ];
    const needs = neededDocuments({ filed: { ...filed, documents: [back!, unit!], reasons }, record });
    expect(needs.map(({ kind, place, put }) => [kind, place, put])).toEqual([
      ['unit-document', undefined, unit],
      ['person-document-front', undefined, undefined],
      ['person-document-back', undefined, back],
      ['approval', 2, undefined],
    ]);
    expect(needs[1]!.fields).toEqual(front!.fields);
  });

  it('have a specimen of a page and of a card that breaks long values', () => {
    expect(wrapped('北京市朝阳区', (text) => text.length * 10, 30)).toEqual(['北京市', '朝阳区']);
    expect(wrapped('', () => 0, 30)).toEqual(['']);
  });
});

describe('what is proposed to the reviewer', () => {
  const filing = compared(verified(withDocuments(created('unit'))));

  it('is every item that the form asks, once, with admissible evidence', () => {
    const items = proposedItems(filing, called);
    const asked = Object.entries(itemTable).filter(([, { applies }]) =>
      applies(filing.record, filing.record.services[0]!),
    );
    expect(items.map(({ item }) => item)).toEqual(asked.map(([item]) => item));
    for (const { item, answer, evidence, missing } of items) {
      expect(missing, item).toEqual([]);
      for (const kinds of itemTable[item].answers[answer]!) {
        expect(
          evidence.some(({ kind }) => kinds.includes(kind)),
          item,
        ).toBe(true);
      }
    }
    expect(obstacleOf(filing, called, items)).toBeUndefined();
  });

  it('rests on the right documents and comparisons', () => {
    const items = proposedItems(filing, called);
    const digestsOf = (name: string) =>
      items.find(({ item }) => item === name)!.evidence.map((ref) => ('digest' in ref ? ref.digest[0] : ref.kind));
    expect(digestsOf('unit-document')).toEqual(['0']);
    expect(digestsOf('personal-document')).toEqual(['1', '2']);
    expect(digestsOf('document-numbers')).toEqual(['0', '1', 'p', 'u']);
    expect(digestsOf('portrait')).toEqual(['a']);
    expect(digestsOf('mobile')).toEqual(['call-back']);
  });

  it('lacks the contacts until the person was called, and those that the person did not confirm', () => {
    const open = (draft: ReviewDraft) =>
      proposedItems(filing, draft)
        .filter(({ missing }) => missing.length > 0)
        .map(({ item }) => item);
    expect(open(untouched)).toEqual(['mobile', 'office-phone', 'email']);
    const call = {
      ...callBack(filing, 'organiser', true, nowMs),
      confirmed: ['mobile' as const, 'office-phone' as const],
    };
    expect(open({ ...untouched, calls: { organiser: call } })).toEqual(['email']);
    expect(open({ ...untouched, calls: { organiser: callBack(filing, 'organiser', false, nowMs) } })).toHaveLength(3);
  });

  it('lets a call confirm what the forms ask of the person, and nothing else', () => {
    const confirmed = (kind: 'individual' | 'unit') =>
      callBack(compared(withDocuments(created(kind))), 'organiser', true, nowMs).confirmed;
    expect(confirmed('unit')).toEqual(['mobile', 'office-phone', 'email', 'postal-address']);
    expect(confirmed('individual')).toEqual(['mobile', 'email', 'postal-address']);
    expect(callBack(filing, 'nobody', true, nowMs).confirmed).toEqual([]);
  });

  it('takes a photo of staff for the portrait on site', () => {
    const onSite = compared(withDocuments(created('individual', { channel: 'on-site' })));
    const portrait = proposedItems(onSite, called).find(({ item }) => item === 'portrait')!;
    expect(portrait).toMatchObject({ answer: 'in-person', missing: [] });
    const photo = onSite.filed.documents.find(({ kind }) => kind === 'on-site-photo')!;
    expect(portrait.evidence).toContainEqual({ kind: 'document', digest: photo.digest });
  });

  it('cannot be approved without a call, with an open item, or with an answer that allows no form', () => {
    const obstacle = (draft: ReviewDraft) => obstacleOf(filing, draft, proposedItems(filing, draft));
    expect(obstacle(untouched)).toBe('no-call');
    expect(obstacle({ ...called, statements: {} })).toBe('items-open');
    expect(obstacle({ ...called, answers: { 'service-1 domains': 'no' } })).toBe('items-open');
  });

  it('lacks the document, the live check and the call of another service’s person', () => {
    const { filed, record } = filing;
    const [first] = record.services;
    const other = { ...first!.personInCharge, name: '李示例', document: { typeId: 2, number: '110105198505050003' } };
    const two: Filed = {
      record: { ...record, services: [first!, { ...first!, id: 'service-2', personInCharge: other }] },
      filed: {
        ...filed,
        services: [...filed.services, { ...filed.services[0]!, id: 'service-2', subject: 'service-service-2' }],
        subjects: [
          ...filed.subjects,
          {
            id: 'service-service-2',
            role: 'service',
            serviceId: 'service-2',
            name: '李示例',
            required: true,
            subjectDigest: digestOf('z'),
            signed: true,
          },
        ],
      },
    };
    const items = proposedItems(two, called).filter(({ service }) => service === 'service-2');
    expect(items.filter(({ missing }) => missing.length > 0).map(({ item }) => item)).toEqual([
      'personal-document',
      'portrait',
      'mobile',
      'office-phone',
      'email',
    ]);
  });
});

describe('the comparison', () => {
  const filing = compared(verified(withDocuments(created('unit'))));

  it('says what was asked of whom, and when the person consented', () => {
    expect(askedOf(filing)).toMatchObject([
      { about: '示例（北京）科技有限公司', sent: ['name', 'number', 'legal-representative'], consentedAtMs: undefined },
      { about: '陈示例', sent: ['name', 'number', 'portrait'], consentedAtMs: nowMs },
    ]);
  });

  it('tells the filer no cause', () => {
    const read = (reason: OpenReason) => filerReads({ ...filing.filed, state: 'open', reasons: [reason] }, 'organiser');
    for (const cause of openCauses) {
      const isOfComparison = cause.startsWith('comparison-');
      expect(read({ cause, about: 'organiser' }), cause).toBe(isOfComparison ? 'not-confirmed' : 'returned');
      // Of the unit the person learns nothing.
      expect(read({ cause, about: 'organiser-unit' })).toBe('returned');
    }
    expect(filerReads(filing.filed, 'organiser')).toBe('compared');
    expect(filerReads({ ...filing.filed, state: 'comparing', comparisons: [] }, 'organiser')).toBe('waiting');
    const down = filing.filed.comparisons.map((each) => ({ ...each, answeredAtMs: undefined }));
    expect(filerReads({ ...filing.filed, state: 'comparing', comparisons: down }, 'organiser')).toBe('delayed');
  });
});

describe('the words', () => {
  const leaves = (words: unknown, path = ''): [string, unknown][] =>
    typeof words === 'object' && words !== null
      ? Object.entries(words).flatMap(([key, value]) => leaves(value, `${path}.${key}`))
      : [[path, words]];

  it('are there in both languages, none empty, and Chinese ones in Chinese', () => {
    const [zh, en] = (['zh-CN', 'en'] as const).map((locale) => leaves(wordings[locale]));
    expect(zh!.map(([path]) => path)).toEqual(en!.map(([path]) => path));
    for (const [path, text] of zh!) {
      if (typeof text === 'string' && !['.otherLanguage', '.comma', '.colon'].includes(path))
        expect(text, path).toMatch(/\p{Script=Han}/u);
    }
    for (const [path, text] of en!) if (typeof text === 'string') expect(text, path).not.toBe('');
  });

  it('have a statement for every item that needs the provider’s word', () => {
    for (const locale of locales) {
      for (const [item, { answers }] of Object.entries(itemTable)) {
        const needed = Object.values(answers).some((lists) => lists.some((kinds) => kinds[0] === 'statement'));
        if (needed) expect(wordings[locale].statements, item).toHaveProperty(item);
      }
    }
  });
});
