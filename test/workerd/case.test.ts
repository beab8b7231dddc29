/** The whole way of a case in workerd: Durable Objects, R2 and D1, from the record to the form and its public check. */
import { env } from 'cloudflare:workers';
import { listDurableObjectIds } from 'cloudflare:test';
import { base64url } from 'jose';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { z } from 'zod';
import type { CaseList as CaseListSchema, FilerCase, FormCheck, ProviderCase } from '#protocol/case/case.ts';
import type { Outcome } from '#protocol/case/comparison.ts';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { limits } from '#protocol/limits.ts';
import type { Problem } from '#protocol/problem.ts';
import { decodeGbk } from '../../worker/bureau/gbk.ts';
import { formNumber } from '../../worker/form/number.ts';
import { testResidentId, troubleScene } from '../../worker/sandbox/authority/test-number.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import {
  approvalFor,
  casedForReview,
  companyRecord,
  completeCase,
  consentedFiler,
  expectOk,
  flatJpeg,
  individualRecord,
  openCase,
  putDocuments,
  readCase,
  releasedCase,
  sendReview,
  submit,
  until,
} from '../contract/filing-case.ts';
import { createHost, type Host } from './host.ts';

const sha = (bytes: Uint8Array) => base64url.encode(sha256(bytes));

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

const asReviewer = (host: Host, path: string) => host.asProvider('GET', path, { key: sandboxKeys.reviewer });

const eventsOf = ({ timeline }: ProviderCase) => timeline.map(({ event }) => event);

describe('a case', () => {
  it('goes from a company’s record to a form that anyone can check, and is deleted when it is withdrawn', async () => {
    const host = createHost();
    const { id, filer, read } = await releasedCase(host, companyRecord());
    expect(read.comparisons.map(({ kind, result, current }) => [kind, result?.outcome, current])).toEqual([
      ['person', 'match', true],
      ['unit', 'match', true],
    ]);
    expect(eventsOf(read).slice(-4)).toEqual(['question-answered', 'in-review', 'reviewed', 'forms-released']);
    expect(read.timeline.map(({ n }) => n)).toEqual(read.timeline.map((_, n) => n + 1));

    const [form] = read.forms;
    const file = (name: string) => host.asProvider('GET', `/v1/cases/${id}/forms/${name}`);
    const data = (await (await file('site.json')).json()) as SignedForm;
    expect(data).toMatchObject({ number: form!.number, digest: form!.digest, recordDigest: read.recordDigest });
    expect(data.signatures.map(({ role }) => role).toSorted()).toEqual(['checker', 'person-in-charge']);
    expect(sha(await bytesOf(await file('site.pdf')))).toBe(form!.pdf);
    for (const [n, digest] of form!.pictures.entries()) {
      const page = await file(n === 0 ? 'site.jpg' : `site-${n + 1}.jpg`);
      expect([page.headers.get('content-type'), sha(await bytesOf(page))]).toEqual(['image/jpeg', digest]);
    }
    expect((await file(`site-${form!.pictures.length + 1}.jpg`)).status).toBe(404);
    const xml = await host.asProvider('GET', `/v1/cases/${id}/record.xml`);
    expect(decodeGbk(await bytesOf(xml))).toContain('<Dwmc>某某科技有限公司</Dwmc>');

    const check = async (number: string): Promise<FormCheck> =>
      (await host.app.request(`${host.origin}/v1/checks/${number}`)).json();
    expect(await check(form!.number)).toEqual({ state: 'valid', sandbox: true });
    expect(await check(formNumber(crypto.getRandomValues(new Uint8Array(16))))).toEqual({
      state: 'unknown',
      sandbox: true,
    });
    expect(await check("x' or 1=1")).toEqual({ state: 'unknown', sandbox: true });

    const list = await expectOk<z.infer<typeof CaseListSchema>>(host.asProvider('GET', '/v1/cases?state=form-ready'));
    expect(list.cases).toContainEqual(expect.objectContaining({ id, state: 'form-ready' }));

    expect((await host.asProvider('DELETE', `/v1/cases/${id}`)).status).toBe(204);
    expect((await host.asProvider('DELETE', `/v1/cases/${id}`)).status).toBe(204);
    expect(await check(form!.number)).toEqual({ state: 'withdrawn', sandbox: true });
    expect((await env.CASE_FILES.list({ prefix: `cases/${id}/` })).objects).toEqual([]);
    expect((await env.EVIDENCE.list({ prefix: `${filer.session.id}/` })).objects).toEqual([]);
    expect(await (await filer.send('GET', '')).json()).toMatchObject({ code: 'session-withdrawn' });
    const gone = await host.asProvider('GET', `/v1/cases/${id}/forms/site.pdf`);
    expect(await gone.json()).toMatchObject({ code: 'case-withdrawn' });
  });

  it('shows its pictures to reviewers alone, without metadata, and notes each view with its reason', async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord());
    const [document] = read.documents;
    const portrait = read.subjects[0]!.attestation!.portraitDigest;
    for (const digest of [document!.digest, portrait]) {
      const response = await asReviewer(
        host,
        `/v1/cases/${id}/pictures/${digest}?reason=${encodeURIComponent('比对照片')}`,
      );
      const picture = await bytesOf(response);
      expect(sha(picture)).toBe(digest);
      expect(new TextDecoder('latin1').decode(picture)).not.toMatch(/Exif|http:\/\/ns\.adobe/);
    }
    const { timeline } = await readCase(host, id);
    expect(timeline.slice(-2)).toMatchObject([
      { event: 'picture-viewed', by: 'sandbox-reviewer', facts: { digest: document!.digest, reason: '比对照片' } },
      { event: 'picture-viewed', by: 'sandbox-reviewer', facts: { digest: portrait } },
    ]);
  });

  it.each([
    ['on-site', 'on-site-photo', {}, 'in-person'],
    ['ministry-qr', 'ministry-portrait', { reference: 'BA20261130-0001', takenOn: '20261130' }, 'electronic'],
  ] as const)(
    'of the channel %s needs no session but %s, and the person signs on paper',
    async (channel, kind, fields, answer) => {
      const host = createHost();
      const record = individualRecord();
      const created = await openCase(host, record, { channel });
      await putDocuments(host, created, record);
      const picture = base64url.encode(await flatJpeg(host, 60));
      const put = (of: string, body: object) =>
        expectOk(host.asProvider('PUT', `/v1/cases/${created.id}/documents/${of}`, { body: { picture, ...body } }));
      await put('undertaking', {});
      const incomplete = (await (await submit(host, created.id)).json()) as { faults: object[] };
      expect(incomplete.faults).toEqual([{ code: 'document-missing', document: kind, about: 'organiser' }]);
      await put(kind, { subject: 'organiser', fields });
      await expectOk(submit(host, created.id));
      const read = await until(host, created.id, ({ state }) => state === 'in-review');
      await expectOk(sendReview(host, created.id, await approvalFor(host, read)));
      const released = await until(host, created.id, ({ state }) => state === 'form-ready');
      const form = (await (
        await host.asProvider('GET', `/v1/cases/${created.id}/forms/site.json`)
      ).json()) as SignedForm;
      expect(form.items.find(({ item }) => item === 'portrait')).toMatchObject({ answer });
      expect(released.forms).toHaveLength(1);
    },
  );

  it('is created once for one Idempotency-Key, and twice without', async () => {
    const host = createHost();
    const body = { filing: companyRecord() };
    const create = (headers: Record<string, string>) => host.asProvider('POST', '/v1/cases', { body, headers });
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const [first, second] = [
      await expectOk<ProviderCase>(create(headers)),
      await expectOk<ProviderCase>(create(headers)),
    ];
    expect(second).toEqual(first);
    expect((await expectOk<ProviderCase>(create({}))).id).not.toBe(first.id);
    const other = await host.asProvider('POST', '/v1/cases', { body: { filing: individualRecord() }, headers });
    expect(await other.json()).toMatchObject({ code: 'idempotency-mismatch' });
  });

  it('is submitted once, however often at once', async () => {
    const host = createHost();
    const { id } = await completeCase(host, individualRecord());
    const answers = await Promise.all([1, 2, 3].map(() => submit(host, id)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const read = await until(host, id, ({ state }) => state === 'in-review');
    expect(eventsOf(read).filter((event) => event === 'submitted' || event === 'question-asked')).toEqual([
      'submitted',
      'question-asked',
    ]);
    const headers = { 'Idempotency-Key': 'again' };
    expect((await submit(host, id, headers)).status).toBe(409);
  });

  it('asks nothing new of an identical second submit, and needs two reviewers where a risk asks for it', async () => {
    const host = createHost();
    const { id, read } = await casedForReview(host, individualRecord(), { review: true });
    expect(read.approvalsNeeded).toBe(2);
    const returned = {
      recordDigest: read.recordDigest,
      decision: 'return',
      causes: ['portrait-unlike'],
      note: '请重拍',
    };
    const open = await expectOk<ProviderCase>(sendReview(host, id, returned));
    expect([open.state, open.reasons]).toEqual(['open', [{ cause: 'returned-by-reviewer' }]]);
    await expectOk(submit(host, id));
    const again = await until(host, id, ({ state }) => state === 'in-review');
    expect(eventsOf(again).filter((event) => event === 'question-asked')).toHaveLength(1);
    await expectOk(sendReview(host, id, await approvalFor(host, again)));
    expect((await readCase(host, id)).state).toBe('in-review');
    await expectOk(sendReview(host, id, await approvalFor(host, again, 'reviewer2'), 'reviewer2'));
    const released = await until(host, id, ({ state }) => state === 'form-ready');
    expect(released.reviews.map(({ by, decision }) => [by, decision])).toEqual([
      ['sandbox-reviewer', 'return'],
      ['sandbox-reviewer', 'approve'],
      ['sandbox-reviewer-2', 'approve'],
    ]);
  });

  it('is refused with everything that is wrong with its record, in both languages', async () => {
    const record = companyRecord();
    const filing = { ...record, business: 'none', organiser: { ...record.organiser, name: '', domains: [] } };
    const response = await createHost().asProvider('POST', '/v1/cases', { body: { filing } });
    const { faults } = (await response.json()) as Problem;
    expect(response.status).toBe(422);
    expect(faults).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/business' }),
        expect.objectContaining({ path: '/organiser/name' }),
        expect.objectContaining({ code: 'field-unknown', path: '/organiser/domains' }),
      ]),
    );
    for (const fault of faults!) {
      expect(fault).toMatchObject({
        message: { 'zh-CN': expect.stringMatching(/\p{Script=Han}/u), en: expect.any(String) },
      });
    }
  });

  it('keeps what is still true when the record changes', async () => {
    const host = createHost();
    const record = companyRecord();
    const { id } = await completeCase(host, record);
    const change = async (filing: unknown) => {
      const { version } = await readCase(host, id);
      return expectOk<ProviderCase>(
        host.asProvider('PUT', `/v1/cases/${id}/filing`, { body: filing, headers: { 'If-Match': `"${version}"` } }),
      );
    };
    const { organiser } = record;
    const corrected = {
      ...record,
      organiser: { ...organiser, address: { ...organiser.address, detail: '测试路 3 号' } },
    };
    const [person] = (await change(corrected)).subjects;
    expect([person!.attestation !== undefined, person!.consent !== undefined, person!.signed]).toEqual([
      true,
      true,
      false,
    ]);
    const renamed = { ...corrected, organiser: { ...corrected.organiser, name: '另一家科技有限公司' } };
    const [shown] = (await change(renamed)).subjects;
    expect([shown!.attestation, shown!.consent, shown!.signed]).toEqual([undefined, undefined, false]);
  });
});

describe('a document', () => {
  it('is put by the filer for the own person alone', async () => {
    const host = createHost();
    const { id } = await openCase(host, companyRecord());
    const filer = await consentedFiler(host, id, 'organiser');
    const picture = base64url.encode(await flatJpeg(host));
    const fields = { name: '王测试', number: '110105199003070017' };
    const own = await filer.expect<FilerCase>('PUT', '/documents/person-document-front', { json: { picture, fields } });
    expect(own.documentsMissing).not.toContain('person-document-front');
    for (const [kind, json, code] of [
      ['person-document-front', { picture, fields, subject: 'service-site' }, 'subject-unknown'],
      ['on-site-photo', { picture }, 'document-kind-unknown'],
      ['unit-document', { picture, fields: { ...fields, legalRepresentative: '王' } }, 'document-kind-unknown'],
    ] as const) {
      expect(await (await filer.send('PUT', `/documents/${kind}`, { json })).json()).toMatchObject({ code });
    }
    const { documents } = await readCase(host, id);
    expect(documents).toMatchObject([{ kind: 'person-document-front', subject: 'organiser', by: 'filer' }]);
  });

  it.each([
    ['no JPEG', new TextEncoder().encode('no picture'), 'document-malformed', 422],
    ['a picture of 20 MB', new Uint8Array(20 * 1024 * 1024), 'request-too-large', 413],
    ['a picture above 4 MB', new Uint8Array(limits.case.pictureBytes + 1), 'document-malformed', 422],
  ])('is refused if it is %s, and nothing changes', async (_, bytes, code, status) => {
    const host = createHost();
    const { id } = await openCase(host, companyRecord());
    const body = { picture: base64url.encode(bytes) };
    const response = await host.asProvider('PUT', `/v1/cases/${id}/documents/undertaking`, { body });
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    expect((await readCase(host, id)).documents).toEqual([]);
  });

  it('is refused if it has too many pixels, which are counted before it is decoded', async () => {
    const host = createHost();
    const { id } = await openCase(host, companyRecord());
    const jpeg = await flatJpeg(host);
    // The header says more pixels than the picture has.
    const at = jpeg.findIndex((byte, n) => byte === 0xff && jpeg[n + 1] === 0xc0);
    new DataView(jpeg.buffer, jpeg.byteOffset).setUint16(at + 5, 20_000);
    const body = { picture: base64url.encode(jpeg) };
    const response = await host.asProvider('PUT', `/v1/cases/${id}/documents/undertaking`, { body });
    expect(await response.json()).toMatchObject({
      code: 'document-malformed',
      detail: 'picture: 12800000 pixels; at most 4000000 are accepted',
    });
  });
});

/** What provider and filer learn of each answer of the sandbox's authority. */
const outcomes: readonly [outcome: Outcome, scene: number, cause: string][] = [
  ['mismatch', 1, 'comparison-mismatch'],
  ['mismatch', 2, 'comparison-mismatch'],
  ['not-found', 3, 'comparison-not-found'],
  ['photo-unavailable', 4, 'comparison-photo-unavailable'],
  ['liveness-failed', 5, 'comparison-liveness-failed'],
  ['quality-failed', 6, 'comparison-quality-failed'],
  // It may have been billed, so it is asked again with a new submit only.
  ['source-down', 8, 'comparison-uncertain'],
  ['invalid-input', 9, 'comparison-refused'],
  ['unauthorised', 10, 'comparison-refused'],
];

describe('a comparison', () => {
  it.each(outcomes)(
    'that answers %s (scene %s) opens the case for the provider with %s, and tells the filer nothing',
    async (outcome, person, cause) => {
      const host = createHost();
      const { id, filer } = await completeCase(host, individualRecord({ person }));
      await expectOk(submit(host, id));
      const read = await until(host, id, ({ state, comparisons }) => state === 'open' && comparisons.length > 0);
      expect(read.comparisons).toMatchObject([{ result: { outcome, sandbox: true } }]);
      expect(read.reasons).toEqual([{ cause, about: 'organiser' }]);
      const { case: own } = await filer.expect<{ case: FilerCase }>('GET', '');
      expect(own).toEqual({ state: 'open', notConfirmed: true, signed: true, documentsMissing: [] });
      expect(JSON.stringify(own)).not.toMatch(/mismatch|not-found|photo|liveness|quality/);
    },
  );

  it('that is rate-limited is asked again later', async () => {
    const host = createHost();
    const { id } = await completeCase(host, individualRecord({ person: 7 }));
    await expectOk(submit(host, id));
    const read = await until(host, id, ({ comparisons }) => comparisons[0]?.result !== undefined);
    expect([read.state, read.comparisons[0]!.result!.outcome, read.reasons]).toEqual(['comparing', 'rate-limited', []]);
  });

  it('of unknown outcome is sent once more, and recorded as possibly billed', async () => {
    const host = createHost();
    const { id } = await completeCase(host, individualRecord({ person: troubleScene('cut-first') }));
    await expectOk(submit(host, id));
    const read = await until(host, id, ({ state }) => state === 'in-review');
    expect(read.comparisons).toMatchObject([
      { tries: 1, result: { outcome: 'match', sendings: 2, billed: 'possibly' } },
    ]);
  });

  it('of a unit that does not agree names the unit', async () => {
    const host = createHost();
    const { id, filer } = await completeCase(host, companyRecord({ unit: 1 }));
    await expectOk(submit(host, id));
    const read = await until(host, id, ({ state, comparisons }) => state === 'open' && comparisons.length > 0);
    expect(read.reasons).toEqual([{ cause: 'comparison-mismatch', about: 'organiser-unit' }]);
    expect(await filer.expect('GET', '')).toMatchObject({ case: { notConfirmed: false } });
  });

  it('is refused on the same day after three of one document number were not confirmed, in whatever case', async () => {
    const host = createHost();
    const record = individualRecord({ person: 101 });
    expect(record.organiser.document.number).toBe(testResidentId(101));
    const unconfirmed = async () => {
      const { id } = await completeCase(host, record);
      const answer = await submit(host, id);
      if (answer.ok) await until(host, id, ({ state }) => state === 'open');
      return answer;
    };
    for (let n = 0; n < 3; n += 1) expect((await unconfirmed()).status).toBe(200);
    expect(await (await unconfirmed()).json()).toMatchObject({
      code: 'comparisons-exhausted',
      retryAfterMs: expect.any(Number),
    });
  });
});

describe('a document that disagrees', () => {
  it('is named with the record’s path and the document’s field to the provider; the filer learns only of the own person', async () => {
    const host = createHost();
    const record = companyRecord();
    const { id, filer } = await completeCase(host, record);
    const picture = base64url.encode(await flatJpeg(host));
    const put = (kind: string, body: object) =>
      expectOk(host.asProvider('PUT', `/v1/cases/${id}/documents/${kind}`, { body: { picture, ...body } }));
    await put('person-document-front', {
      subject: 'organiser',
      fields: { name: '李四', number: '110105199003070017' },
    });
    await put('unit-document', {
      fields: { name: '别的公司', number: record.organiser.document.number, legalRepresentative: '王测试' },
    });
    const refused = (await (await submit(host, id)).json()) as Problem;
    expect([refused.code, refused.faults]).toEqual([
      'case-incomplete',
      [
        { code: 'document-disagrees', path: '/organiser/name', document: 'unit-document', field: 'name' },
        {
          code: 'document-disagrees',
          about: 'organiser',
          path: '/organiser/personInCharge/name',
          document: 'person-document-front',
          field: 'name',
        },
      ],
    ]);
    const own = (await (await filer.send('POST', '/submit')).json()) as Problem;
    expect([own.code, own.faults]).toEqual(['case-incomplete', [{ code: 'document-disagrees' }]]);
    const { timeline } = await readCase(host, id);
    expect(timeline.at(-1)).toMatchObject({ event: 'submit-refused' });
  });
});

it('a made-up form number costs one look-up in the index and no object', async () => {
  const host = createHost();
  const before = (await listDurableObjectIds(env.CASES)).length;
  const numbers = Array.from({ length: 20 }, () => formNumber(crypto.getRandomValues(new Uint8Array(16))));
  const answers = await Promise.all(
    numbers.map(async (number) => (await host.app.request(`${host.origin}/v1/checks/${number}`)).text()),
  );
  expect(new Set(answers)).toEqual(new Set(['{"state":"unknown","sandbox":true}']));
  expect((await listDurableObjectIds(env.CASES)).length).toBe(before);
});
