/** Each reason that keeps a case from being submitted, alone. */
import { describe, expect, it } from 'vitest';
import type { OpenReason } from '#protocol/case/case.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { filerView } from '../../../../worker/case/filer-view.ts';
import { reasonsOf } from '../../../../worker/case/reasons.ts';
import type { LiveCase } from '../../../../worker/case/state.ts';
import {
  after,
  attestationOf,
  byProvider,
  byVerifier,
  complete,
  created,
  documentOf,
  other,
  record,
  sessionOf,
  signatureOf,
  startMs,
} from './stage.ts';

const dayMs = 24 * 3_600_000;
const reasons = (state: LiveCase, of = record, nowMs = startMs): OpenReason[] => reasonsOf(state, of, nowMs);
const put = (state: LiveCase, ...args: Parameters<typeof documentOf>) =>
  after(state, 'put-document', { ...byProvider, document: documentOf(...args) });

describe('a case', () => {
  it('with everything has none', () => {
    expect(reasons(complete())).toEqual([]);
    expect(reasons(complete(record, { channel: 'on-site' }))).toEqual([]);
  });

  it('with nothing has all of them at once', () => {
    expect(reasons(created()).map(({ cause, about, document }) => [cause, about ?? document])).toEqual([
      ...['organiser', 'service-app'].flatMap((about) =>
        ['subject-unverified', 'consent-missing', 'signature-missing'].map((cause) => [cause, about]),
      ),
      ['document-missing', 'unit-document'],
      ...['organiser', 'organiser', 'service-app', 'service-app'].map((about) => ['document-missing', about]),
      ['document-missing', 'authorisation'],
    ]);
  });

  it.each([
    ['attestation', 'subject-unverified'],
    ['consent', 'consent-missing'],
    ['signature', 'signature-missing'],
  ] as const)('lacks one %s', (field, cause) => {
    const state = complete();
    const subjects = state.subjects.map((each) => {
      const { [field]: _, ...without } = each;
      return each.id === 'service-app' ? without : each;
    });
    expect(reasons({ ...state, subjects })).toEqual([{ cause, about: 'service-app' }]);
  });

  it('is not signed by a session that was not verified, or whose live check counts no more', () => {
    const state = complete();
    const newer = attestationOf(state, 'organiser', 'second', startMs + 1);
    const again = after(
      after(state, 'add-session', { ...byProvider, session: 'second', subject: 'organiser' }),
      'collect',
      { ...byVerifier, session: 'second', attestation: { ...newer, session: 'second' } },
    );
    expect(reasons(again)).toEqual([{ cause: 'signature-missing', about: 'organiser' }]);
    expect(filerView(again, 'organiser', startMs).signed).toBe(false);
    const signature = { ...signatureOf(again, 'organiser'), session: 'second' };
    const signed = after(again, 'sign', { by: { session: 'second' }, subject: 'organiser', signature });
    expect(reasons(signed)).toEqual([]);
    // It counts now, so an older session replaces it no more.
    const older = {
      by: { session: sessionOf('organiser') },
      subject: 'organiser',
      signature: signatureOf(again, 'organiser'),
    };
    expect(after(signed, 'sign', older)).toBe(signed);
  });

  it.each([
    ['attestation', { subjectDigest: 'earlier' }, 'subject-unverified'],
    ['consent', { subjectDigest: 'earlier' }, 'consent-missing'],
    ['signature', { recordDigest: 'earlier' }, 'signature-missing'],
  ] as const)('has the %s of something else', (field, change, cause) => {
    const state = complete();
    const [first, second] = state.subjects as [LiveCase['subjects'][0], LiveCase['subjects'][0]];
    const subjects = [first, { ...second, [field]: { ...second[field]!, ...change } }];
    expect(reasons({ ...state, subjects })).toEqual([{ cause, about: 'service-app' }]);
  });

  it('does not ask a person who is not verified for anything but papers', () => {
    const state = complete();
    const subjects = state.subjects.map((each) =>
      each.id === 'organiser'
        ? { ...each, required: false, consent: undefined!, attestation: undefined!, signature: undefined! }
        : each,
    );
    expect(reasons({ ...state, subjects })).toEqual([]);
  });

  it.each(['on-site', 'ministry-qr'] as const)('of the channel %s needs photos and no live check', (channel) => {
    expect([...new Set(reasons(created(record, { channel })).map(({ cause }) => cause))]).toEqual(['document-missing']);
  });

  it('lacks one document', () => {
    const state = complete();
    const without = (kind: string, subject?: string) => ({
      ...state,
      documents: state.documents.filter((each) => each.kind !== kind || each.subject !== subject),
    });
    expect(reasons(without('unit-document'))).toEqual([{ cause: 'document-missing', document: 'unit-document' }]);
    expect(reasons(without('person-document-back', 'service-app'))).toEqual([
      { cause: 'document-missing', about: 'service-app', document: 'person-document-back' },
    ]);
  });

  it('of a person with another document than the resident identity card cannot be compared', () => {
    const passport = { ...other, document: { typeId: 7, number: 'E12345678' } };
    const of: FilingRecord = {
      ...record,
      services: [record.services[0]!, { ...record.services[1]!, personInCharge: passport }],
    };
    expect(reasons(complete(of), of)).toEqual([
      {
        cause: 'comparison-unavailable',
        about: 'service-app',
        path: '/services/1/personInCharge/document/typeId',
        channel: 'on-site',
      },
    ]);
    // The ministry's mini-program knows the card alone too. On site, staff compare the document.
    expect(reasons(complete(of, { channel: 'ministry-qr' }), of)).toHaveLength(1);
    expect(reasons(complete(of, { channel: 'on-site' }), of)).toEqual([]);
  });
});

describe('a document that has expired', () => {
  it.each([
    ['20261129', true],
    ['20261130', false],
    ['长期', false],
    ['20261399', true],
  ])('%s', (validUntil, expired) => {
    const state = put(complete(), 'unit-document', { fields: { validUntil } });
    expect(reasons(state)).toEqual(
      expired ? [{ cause: 'document-expired', document: 'unit-document', field: 'validUntil' }] : [],
    );
  });

  it('is valid on its last day, and not the day after', () => {
    const state = put(complete(), 'unit-document', { fields: { validUntil: '20261201' } });
    expect(reasons(state, record, startMs + dayMs)).toEqual([]);
    expect(reasons(state, record, startMs + 2 * dayMs)).toHaveLength(1);
  });
});

describe('a document that disagrees with the record is named by path, kind and field', () => {
  const approved: FilingRecord = {
    ...record,
    organiser: { ...record.organiser, document: { ...record.organiser.document, validUntil: '20301231' } },
    services: record.services.map((service, n) => ({
      ...service,
      approvals: n === 1 ? [{ typeId: 1, number: 'A-1', file: 'AA==' }] : [],
    })),
  };
  const state = complete(approved);

  it.each([
    ['unit-document', {}, 'name', '某某科技公司', '/organiser/name'],
    ['unit-document', {}, 'number', '91350100M000100Y44', '/organiser/document/number'],
    ['unit-document', {}, 'legalRepresentative', '他人', '/organiser/legalRepresentative/name'],
    ['unit-document', {}, 'validUntil', '20311231', '/organiser/document/validUntil'],
    ['person-document-front', { subject: 'organiser' }, 'name', '王侧试', '/organiser/personInCharge/name'],
    [
      'person-document-front',
      { subject: 'organiser' },
      'number',
      '110105199003070018',
      '/organiser/personInCharge/document/number',
    ],
    [
      'person-document-back',
      { subject: 'organiser' },
      'validUntil',
      '20361230',
      '/organiser/personInCharge/document/validUntil',
    ],
    ['person-document-front', { subject: 'service-app' }, 'name', '王测试', '/services/1/personInCharge/name'],
    [
      'person-document-back',
      { subject: 'service-app' },
      'validUntil',
      '20361231',
      '/services/1/personInCharge/document/validUntil',
    ],
    ['approval', { place: 1 }, 'number', 'A-2', '/services/1/approvals/0/number'],
  ] as const)('%s %o %s %s', (kind, paper, field, text, path) => {
    const disagreeing = put(state, kind, { ...paper, of: approved, fields: { [field]: text } });
    expect(reasons(disagreeing, approved)).toEqual([
      {
        cause: 'document-disagrees',
        ...('subject' in paper && { about: paper.subject }),
        path,
        document: 'place' in paper ? `${kind} ${paper.place}` : kind,
        field,
      },
    ]);
  });

  it.each([
    ['wide characters', 'number', '９１３５０１００Ｍ０００１００Ｙ４３'],
    ['small letters', 'number', '91350100m000100y43'],
    ['blanks', 'name', '某某 科技　有限公司'],
  ])('and not for %s', (_, field, text) => {
    expect(reasons(put(state, 'unit-document', { of: approved, fields: { [field]: text } }), approved)).toEqual([]);
  });

  it.each(['李四•买买提', '李四・买买提', '李四.买买提'])('and not for another dot: %s', (name) => {
    const front = put(state, 'person-document-front', { subject: 'service-app', of: approved, fields: { name } });
    expect(reasons(front, approved)).toEqual([]);
  });

  it('and not where the record says nothing', () => {
    const fields = { validUntil: '20401231', legalRepresentative: '他人' };
    const { legalRepresentative: _, ...organiser } = record.organiser;
    const of = { ...record, organiser };
    expect(reasons(put(complete(of), 'unit-document', { of, fields }), of)).toEqual([]);
  });
});
