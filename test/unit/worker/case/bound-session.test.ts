/** Sessions that belong to a case, over HTTP, on the host in memory. */
import { CompactSign, decodeJwt } from 'jose';
import { describe, expect, it } from 'vitest';
import { policies, policy } from '#protocol/policy/registry.ts';
import type { CreatedCase } from '#protocol/case/case.ts';
import type { Problem } from '#protocol/problem.ts';
import { consentTyp } from '#protocol/session/consent-typ.ts';
import type { ConsentText, SignedConsent } from '#protocol/session/consent.ts';
import type { CreateSession, FilerSession } from '#protocol/session/session.ts';
import { sandboxSecret, type Config } from '../../../../worker/config.ts';
import { resultProfile } from '../../../../worker/appraisal/attestation.ts';
import { sandboxKeys, sandboxTenants } from '../../../../worker/tenant/sandbox-tenants.ts';
import { testResidentId } from '../../../../worker/sandbox/authority/test-number.ts';
import {
  boundFiler,
  createKeyPair,
  drawnSignature,
  inTurn,
  readyFiler,
  revealForm,
  type Filer,
  type KeyPair,
} from '../../../../assess/synthetic/filer.ts';
import {
  companyRecord,
  expectOk,
  individualRecord,
  openCase,
  readCase,
  verify,
  flatJpeg,
  type CaseSite,
} from '../../../contract/filing-case.ts';
import { createMemoryHost } from '../../../contract/memory-host.ts';
import { createSite, origin } from '../../../contract/site.ts';

const sandbox: Config = {
  sandbox: true,
  issuer: origin,
  version: '0.1.0',
  secret: sandboxSecret,
  tenants: sandboxTenants,
};
const siteWith = (config: Partial<Config> = {}): CaseSite =>
  createSite(createMemoryHost().portsWith(policies), { ...sandbox, ...config });

const record = companyRecord();
const { name: person, document } = record.organiser.personInCharge;
const provider = sandboxTenants[0]!.name;

const codeOf = async (answer: Response | Promise<Response>) => {
  const response = await answer;
  return response.ok ? response.status : ((await response.json()) as Problem).code;
};

const create = (site: CaseSite, body: object, key?: string) =>
  site.asProvider('POST', '/v1/sessions', { body, ...(key !== undefined && { key }) });

/** Changes the case's record. */
async function correct(site: CaseSite, { id }: CreatedCase, filing: object) {
  const { version } = await readCase(site, id);
  const headers = { 'If-Match': `"${version}"` };
  return codeOf(site.asProvider('PUT', `/v1/cases/${id}/filing`, { body: filing, headers }));
}

/** The organiser has another name, which every person is shown. */
const renamed = { ...record, organiser: { ...record.organiser, name: '另一家科技有限公司' } };
/** Nobody is shown the address. */
const moved = {
  ...record,
  organiser: { ...record.organiser, address: { ...record.organiser.address, detail: '测试路 2 号' } },
};

async function bound(site = siteWith()) {
  const filingCase = await openCase(site, record);
  const filer = await boundFiler(site, { case: filingCase.id, subject: 'organiser' });
  return { site, filingCase, filer };
}

const consented = async (site?: CaseSite) => {
  const parts = await bound(site);
  return { ...parts, filer: await parts.filer.consent() };
};

/** A consent, signed by a key. */
const signedBy = (key: KeyPair, consent: SignedConsent, typ: string = consentTyp, jwk = key.jwk) =>
  new CompactSign(new TextEncoder().encode(JSON.stringify(consent)))
    .setProtectedHeader({ alg: 'ES256', typ, jwk })
    .sign(key.privateKey);

describe('POST /v1/sessions with a case', () => {
  it('creates a session that the case knows, once for each request', async () => {
    const site = siteWith();
    const { id } = await openCase(site, record);
    const request = { body: { case: id, subject: 'organiser' }, headers: { 'Idempotency-Key': 'k' } };
    const sessions = await Promise.all(
      [1, 2].map(async () => expectOk<{ id: string }>(site.asProvider('POST', '/v1/sessions', request))),
    );
    expect(new Set(sessions.map((session) => session.id)).size).toBe(1);
    const created = (await readCase(site, id)).timeline.filter(({ event }) => event === 'session-created');
    expect(created).toMatchObject([{ facts: { session: sessions[0]!.id, subject: 'organiser' } }]);
  });

  it('refuses with a code what does not fit the case', async () => {
    const site = siteWith();
    const { id: own } = await openCase(site, record);
    const { id: onSite } = await openCase(site, record, { channel: 'on-site' });
    const { id: gone } = await openCase(site, record);
    await site.asProvider('DELETE', `/v1/cases/${gone}`);
    const subject = 'organiser';
    const refused: readonly (readonly [object, string | undefined, string])[] = [
      [{ case: own, subject }, sandboxKeys.assessor, 'case-unknown'],
      [{ case: 'A'.repeat(32), subject }, undefined, 'case-unknown'],
      [{ case: own, subject: 'service-9' }, undefined, 'subject-unknown'],
      [{ case: own, subject, seed: 'x' }, undefined, 'seed-with-case'],
      [{ case: onSite, subject }, undefined, 'channel-forbidden'],
      [{ case: gone, subject }, undefined, 'case-withdrawn'],
      [{ case: own }, undefined, 'request-malformed'],
      [{ case: own, subject: { role: 'organiser' } }, undefined, 'request-malformed'],
      [{ case: own, subject, filing: { organiser: '某某科技有限公司' } }, undefined, 'request-malformed'],
      [{ subject }, undefined, 'request-malformed'],
    ];
    const codes = await Promise.all(refused.map(([body, key]) => codeOf(create(site, body, key))));
    expect(codes).toEqual(refused.map(([, , code]) => code));
    expect((await readCase(site, own)).timeline.map(({ event }) => event)).toEqual(['created']);
  });

  it('refuses a tenant without an authority, whom the consent could not name', async () => {
    const tenants = sandboxTenants.map((tenant) => ({ ...tenant, comparedBy: undefined }));
    const site = siteWith({ tenants });
    const { id } = await openCase(site, record);
    expect(await codeOf(create(site, { case: id, subject: 'organiser' }))).toBe('authority-missing');
  });
});

describe('the consent for a case', () => {
  it('shows the person, with masked numbers, what is filed and who gets it', async () => {
    const { filer, filingCase } = await bound();
    const text = await filer.expect<ConsentText>('GET', '/consents');
    expect(text.provider).toBe(provider);
    expect(text.filing).toEqual({
      subjectDigest: filingCase.subjects[0]!.subjectDigest,
      person: { name: person, documentNumber: expect.stringMatching(/^\w{3}\*{12}\w{3}$/) },
      organiser: {
        kind: 'unit',
        name: record.organiser.name,
        documentNumber: expect.stringMatching(/^\w{3}\*{12}\w{3}$/),
      },
      services: [{ kind: 'website', name: '象棋天地', domains: ['example.cn', '例子.中国'] }],
      authority: { 'zh-CN': expect.any(String), en: expect.any(String) },
      bureau: '北京市通信管理局',
    });
    expect(JSON.stringify(text)).not.toContain(document.number);
    const words = text.purposes.map((purpose) => purpose.text['zh-CN']).join('');
    for (const party of [provider, '北京市通信管理局', text.filing!.authority['zh-CN']!])
      expect(words).toContain(party);
  });

  it('is handed to the case with the signature of the session’s key', async () => {
    const { site, filingCase, filer } = await consented();
    const { subjects } = await readCase(site, filingCase.id);
    expect(subjects[0]!.consent).toMatchObject({ session: filer.session.id });
  });

  it('has another text than a consent without a case', async () => {
    const { site, filer } = await bound();
    const alone = await boundFiler(site);
    const [one, other] = await Promise.all([filer, alone].map((each) => each.expect<ConsentText>('GET', '/consents')));
    expect(one!.textVersion).not.toBe(other!.textVersion);
    expect(other!.filing).toBeUndefined();
  });

  it('is refused unless the session’s key signed exactly this consent', async () => {
    const { site, filer } = await bound();
    const { textVersion, purposes: all, filing } = await filer.expect<ConsentText>('GET', '/consents');
    const purposes = all.filter(({ required }) => required).map(({ id }) => id);
    const consent = { textVersion, purposes, subjectDigest: filing!.subjectDigest };
    const [own, other] = [filer.keyPair, await createKeyPair()];
    const send = async (json: object) => codeOf(filer.send('POST', '/consents', { json }));
    const altered = { ...consent, purposes: all.map(({ id }) => id) };
    const stale = { ...consent, subjectDigest: 'A'.repeat(43) };
    for (const [json, code] of [
      [consent, 'signature-refused'],
      [{ ...consent, signed: 'a.b.c' }, 'signature-refused'],
      [{ ...consent, signed: await signedBy(other, consent) }, 'signature-refused'],
      [{ ...consent, signed: await signedBy(other, consent, consentTyp, own.jwk) }, 'signature-refused'],
      [{ ...consent, signed: await signedBy(own, consent, 'beihe-evidence+jws') }, 'signature-refused'],
      [{ ...consent, signed: await signedBy(own, altered) }, 'signature-refused'],
      [{ ...stale, signed: await signedBy(own, stale) }, 'subject-digest-stale'],
      [{ textVersion, purposes }, 'subject-digest-stale'],
      [{ ...consent, signed: await signedBy(own, consent) }, 201],
    ] as const) {
      expect(await send(json), JSON.stringify(json)).toBe(code);
    }
    const alone = await boundFiler(site);
    const text = await alone.expect<ConsentText>('GET', '/consents');
    const plain = { textVersion: text.textVersion, purposes, subjectDigest: consent.subjectDigest };
    const json = { ...plain, signed: await signedBy(alone.keyPair, plain) };
    expect(await codeOf(alone.send('POST', '/consents', { json }))).toBe('case-not-bound');
  });
});

describe('a record that was changed', () => {
  it('refuses consent, capture and signature, if the person is shown something else', async () => {
    const site = siteWith();
    const filingCase = await openCase(site, record);
    const request = { case: filingCase.id, subject: 'organiser' };
    const [reading, agreeing, agreed] = [
      await boundFiler(site, request),
      await boundFiler(site, request),
      await readyFiler(site, request),
    ];
    const { textVersion, purposes, filing } = await agreeing.expect<ConsentText>('GET', '/consents');
    const consent = {
      textVersion,
      purposes: purposes.filter(({ required }) => required).map(({ id }) => id),
      subjectDigest: filing!.subjectDigest,
    };
    const { toSign } = await agreed.expect<FilerSession>('GET', '');
    expect(await correct(site, filingCase, renamed)).toBe(200);

    const signature = await signatureOf(agreed, toSign!);
    const late = [
      reading.send('GET', '/consents'),
      agreeing.send('POST', '/consents', { json: { ...consent, signed: await signedBy(agreeing.keyPair, consent) } }),
      agreed.send('POST', '/challenges'),
      agreed.send('POST', '/signatures', { json: { recordDigest: toSign!.recordDigest, signature } }),
    ];
    expect(await Promise.all(late.map(codeOf))).toEqual(late.map(() => 'subject-digest-stale'));
    expect((await agreed.expect<FilerSession>('GET', '')).toSign).toBeUndefined();
    const { subjects } = await readCase(site, filingCase.id);
    expect(subjects[0]!.consent, 'what was consented to another filing is kept out').toBeUndefined();
    expect(await codeOf(create(site, request)), 'a new session shows the filing as it is').toBe(201);
  });

  it('names another person under the same subject: the session reads and does nothing of theirs', async () => {
    const { site, filingCase, filer } = await consented();
    expect(await filer.expect<FilerSession>('GET', '')).toHaveProperty('case');
    expect(await correct(site, filingCase, companyRecord({ person: 2 }))).toBe(200);

    const json = { picture: 'AAAA', fields: { name: person, number: document.number } };
    expect(await codeOf(filer.send('PUT', '/documents/person-document-front', { json }))).toBe('subject-digest-stale');
    expect(await codeOf(filer.send('POST', '/submit'))).toBe('subject-digest-stale');
    const own = await filer.expect<FilerSession>('GET', '');
    expect(own).not.toHaveProperty('case');
    expect(own.done).toBe(false);
  });

  it('costs no new consent if the person is shown the same, but a new signature', async () => {
    const { site, filingCase, filer } = await consented();
    await filer.sign(person);
    expect(await correct(site, filingCase, moved)).toBe(200);
    expect(await codeOf(filer.send('POST', '/challenges'))).toBe(201);
    const { toSign } = await filer.expect<FilerSession>('GET', '');
    expect(toSign?.recordDigest).toBe((await readCase(site, filingCase.id)).recordDigest);
    expect(toSign?.recordDigest).not.toBe(filingCase.recordDigest);
  });
});

const signatureOf = (
  filer: Filer<CaseSite>,
  { recordDigest, nowMs }: NonNullable<FilerSession['toSign']>,
  change: Partial<{ role: 'checker'; name: string; atMs: number; key: KeyPair }> = {},
) => {
  const { key = filer.keyPair, ...more } = change;
  return drawnSignature(key, { role: 'person-in-charge', name: person, atMs: nowMs, ...more }, recordDigest);
};

describe('POST /v1/sessions/{id}/signatures', () => {
  it('signs the record for the case, and the filer is done once verified too', async () => {
    const { site, filingCase, filer } = await consented();
    await filer.sign(person);
    const signed = await filer.expect<FilerSession>('GET', '');
    expect(signed).toMatchObject({ done: false, case: { state: 'open', signed: true } });
    expect(signed.toSign).toBeUndefined();
    expect((await readCase(site, filingCase.id)).subjects[0]!.signed).toBe(true);
    await verify(site, filer, { review: false, portrait: await flatJpeg(site) });
    expect((await filer.expect<FilerSession>('GET', '')).done).toBe(true);
  });

  it('is not done before the signature, although the person is verified', async () => {
    const { site, filer } = await consented();
    await verify(site, filer, { review: false, portrait: await flatJpeg(site) });
    const verified = await filer.expect<FilerSession>('GET', '');
    expect(verified).toMatchObject({ state: 'verified', done: false, case: { signed: false } });
    expect(verified.toSign).toBeDefined();
  });

  it('refuses what the person did not sign', async () => {
    const { site, filer } = await consented();
    const { toSign } = await filer.expect<FilerSession>('GET', '');
    const { recordDigest, nowMs } = toSign!;
    const right = await signatureOf(filer, toSign!);
    const wrong = {
      'another name': await signatureOf(filer, toSign!, { name: '别人' }),
      'another role': await signatureOf(filer, toSign!, { role: 'checker' }),
      'another key': await signatureOf(filer, toSign!, { key: await createKeyPair() }),
      'a time to come': await signatureOf(filer, toSign!, { atMs: nowMs + 61_000 }),
      'a time before the session': await signatureOf(filer, toSign!, { atMs: nowMs - 1 }),
      'other strokes': {
        ...right,
        strokes: [
          [
            [0, 0],
            [1_000, 1_000],
          ],
        ],
      },
      'another document': await signatureOf(filer, { recordDigest: 'A'.repeat(43), nowMs }),
    };
    const send = (json: object) => codeOf(filer.send('POST', '/signatures', { json }));
    for (const [what, signature] of Object.entries(wrong)) {
      expect(await send({ recordDigest, signature }), what).toBe('signature-refused');
    }
    expect(await send({ recordDigest: 'A'.repeat(43), signature: right })).toBe('record-changed');
    expect(await send({ recordDigest, signature: { ...right, strokes: [] } })).toBe('request-malformed');
    expect(await send({ recordDigest, signature: right })).toBe(201);
    const alone = await readyFiler(site);
    expect(await codeOf(alone.send('POST', '/signatures', { json: { recordDigest, signature: right } }))).toBe(
      'case-not-bound',
    );
  });

  it('comes after the consent, and so does the view of the case', async () => {
    const { filer, filingCase } = await bound();
    expect(await filer.expect<FilerSession>('GET', '')).not.toHaveProperty('case');
    const toSign = { recordDigest: filingCase.recordDigest, nowMs: filer.host.clock.nowMs };
    const json = { recordDigest: toSign.recordDigest, signature: await signatureOf(filer, toSign) };
    expect(await codeOf(filer.send('POST', '/signatures', { json }))).toBe('consent-missing');
  });

  it('shows nothing to whoever has only the token', async () => {
    const { filer } = await consented();
    const { toSign } = await filer.expect<FilerSession>('GET', '');
    const proof = { key: await createKeyPair() };
    const nonce = (await filer.send('GET', '')).headers.get('DPoP-Nonce');
    const stolen = { proof: { ...proof, claims: { nonce } } };
    expect(await codeOf(filer.send('GET', '', stolen))).toBe('key-foreign');
    const json = {
      recordDigest: toSign!.recordDigest,
      signature: await signatureOf(filer, toSign!, { key: proof.key }),
    };
    expect(await codeOf(filer.send('POST', '/signatures', { json, ...stolen }))).toBe('key-foreign');
  });
});

describe('the result of a session of a case', () => {
  it('names case, subject and what the person was shown, and counts in the case', async () => {
    const { site, filingCase, filer } = await consented();
    const capture = await filer.capture(await filer.challenge());
    await filer.expect('POST', '/attestations', { form: revealForm(capture, await filer.spend(capture)) });
    const { subjects, timeline } = await readCase(site, filingCase.id);
    const { attestation, subjectDigest } = subjects[0]!;
    expect(attestation).toMatchObject({ session: filer.session.id, review: false });
    const claims = decodeJwt<{ digests: Record<string, string> }>(attestation!.result);
    expect(claims).toMatchObject({
      eat_profile: resultProfile,
      case: filingCase.id,
      subject: 'organiser',
      digests: { subject: subjectDigest, portrait: attestation!.portraitDigest },
    });
    expect(timeline.map(({ event }) => event)).toContain('verified');
  });
});

describe('failed attempts of a person', () => {
  /** Sees a window, and gives up. */
  const fail = (filer: Filer<CaseSite>, times: number) =>
    inTurn(times, async () => {
      filer.host.clock.nowMs += 5_000;
      const challenge = await filer.challenge();
      await filer.window(challenge, 0, 'A'.repeat(43));
    });
  const again = async (filer: Filer<CaseSite>) => {
    const response = await filer.send('POST', '/challenges');
    return { code: await codeOf(response.clone()), wait: response.headers.get('Retry-After') };
  };
  const ready = async (site: CaseSite, request: CreateSession) => readyFiler(site, request);

  it('pause another session of the same person, also of another case, and nobody else', async () => {
    const site = siteWith();
    const [one, two, other] = [
      await openCase(site, individualRecord({ person: 1 })),
      await openCase(site, individualRecord({ person: 1 })),
      await openCase(site, individualRecord({ person: 2 })),
    ];
    expect(testResidentId(1)).not.toBe(testResidentId(2));
    const first = await ready(site, { case: one.id, subject: 'organiser' });
    await fail(first, policy.attempts.failures);
    expect(await again(first)).toMatchObject({ code: 'attempts-paused' });
    const second = await again(await ready(site, { case: two.id, subject: 'organiser' }));
    expect(second).toEqual({ code: 'attempts-paused', wait: String(policy.attempts.pauseMs / 1_000) });
    expect(await again(await ready(site, { case: other.id, subject: 'organiser' }))).toMatchObject({ code: 201 });
    expect(await again(await readyFiler(site)), 'a session without a case').toMatchObject({ code: 201 });
  });

  it('count also if each was given up in a session of its own', async () => {
    const site = siteWith();
    const { id } = await openCase(site, individualRecord({ person: 1 }));
    const fresh = () => ready(site, { case: id, subject: 'organiser' });
    await inTurn(policy.attempts.failures, async () => fail(await fresh(), 1));
    expect(await again(await fresh())).toMatchObject({ code: 'attempts-paused' });
  });

  it('are no more in sessions at once than in one after the other', async () => {
    const site = siteWith();
    const { id } = await openCase(site, individualRecord({ person: 1 }));
    const filers = await Promise.all(
      Array.from({ length: policy.attempts.failures + 2 }, () => ready(site, { case: id, subject: 'organiser' })),
    );
    // Each has a challenge before the first of them counts.
    const challenges = await Promise.all(filers.map((filer) => filer.challenge()));
    const json = { runningHash: 'A'.repeat(43) };
    const windows = await Promise.all(
      filers.map((filer, n) =>
        codeOf(filer.send('POST', `/challenges/${challenges[n]!.payload.id}/windows/0`, { json })),
      ),
    );
    expect(windows.filter((code) => code === 201)).toHaveLength(policy.attempts.failures);
    expect(windows.filter((code) => code === 'attempts-paused')).toHaveLength(2);
  });

  it('do not count an attempt that was bona fide, but one that was not', async () => {
    const site = siteWith();
    const { id } = await openCase(site, individualRecord({ person: 1 }));
    const request = { case: id, subject: 'organiser' };
    const attest = async (filer: Filer<CaseSite>, shift: number) => {
      const { jpegs, ...capture } = await filer.capture(await filer.challenge());
      const drawn = await filer.spend({ jpegs, ...capture });
      const sent = jpegs.map((_, n) => jpegs[(n + shift) % jpegs.length]!);
      await filer.expect('POST', '/attestations', { form: revealForm({ jpegs: sent }, drawn) });
    };
    await attest(await ready(site, request), 0);
    await attest(await ready(site, request), 1);
    expect((await readCase(site, id)).timeline.map(({ event }) => event)).toContain('not-verified');
    // The pause begins with the last failure within its time.
    await fail(await ready(site, request), policy.attempts.failures - 2);
    const last = await ready(site, request);
    expect(await again(last), 'the attempt that passed is forgiven').toMatchObject({ code: 201 });
    await fail(last, 1);
    expect(await again(await ready(site, request)), 'the one that failed is not').toMatchObject({
      code: 'attempts-paused',
    });
  });
});
