/**
 * Takes a case through its steps by HTTP, as a provider, its filers and its reviewers do. Only the live check is left out: a
 * session is made verified by its commands, with a key of the test.
 */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { CaseSubject, Channel, CreatedCase, ProviderCase } from '#protocol/case/case.ts';
import type { SubmitReview } from '#protocol/case/review.ts';
import type { Person, FilingRecord } from '#protocol/filing/record.ts';
import { portraitKey } from '../../worker/capture/blob-keys.ts';
import type { Blobs } from '../../worker/capture/blobs.ts';
import { sealedBlobs } from '../../worker/retention/sealed-blobs.ts';
import { randomId } from '../../worker/trust/random.ts';
import { createdFiler, digest as digestOf, Filer, inTurn } from '../../assess/synthetic/filer.ts';
import { signedApproval } from '../../assess/synthetic/reviewer.ts';
import { testCreditCode, testResidentId } from '../../worker/sandbox/authority/test-number.ts';
import { sandboxKeys, sandboxSigners } from '../../worker/tenant/sandbox-tenants.ts';
import { individual, unit } from '../unit/protocol/filing/example.ts';
import type { TestSite } from './site.ts';
import { evidenceOf } from './stage.ts';

export type CaseSite = TestSite;

/** The site's blobs, encrypted as the app's are. */
export const blobsOf = ({ ports: { blobs, sessionKeys, caseKeys, fileKeys, random } }: CaseSite): Blobs =>
  sealedBlobs(blobs, { session: sessionKeys, case: caseKeys, file: fileKeys }, random, () => {});

const legalRepresentative = { name: unit.organiser.personInCharge.name };

/** A company's record of one website. @param scenes of the sandbox's authority (test-number.ts); none: everything matches */
export function companyRecord({ person, unit: code }: { person?: number; unit?: number } = {}): FilingRecord {
  const { organiser, services } = unit;
  const changed = withNumber(organiser.personInCharge, person);
  return {
    ...unit,
    organiser: {
      ...organiser,
      legalRepresentative,
      document: { ...organiser.document, ...(code !== undefined && { number: testCreditCode(code) }) },
      personInCharge: changed,
    },
    services: [{ ...services[0]!, personInCharge: changed }],
  };
}

/** An individual's record of one website. */
export function individualRecord({ person }: { person?: number } = {}): FilingRecord {
  const { organiser, services } = individual;
  const changed = withNumber(organiser.personInCharge, person);
  return {
    ...individual,
    organiser: {
      ...organiser,
      document: { ...organiser.document, number: changed.document.number },
      personInCharge: changed,
    },
    services: [{ ...services[0]!, personInCharge: changed }],
  };
}

const withNumber = (person: Person, scene: number | undefined): Person =>
  scene === undefined ? person : { ...person, document: { ...person.document, number: testResidentId(scene) } };

/** Sends a request that has to succeed. */
export async function expectOk<T>(answer: Response | Promise<Response>): Promise<T> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return response.json() as Promise<T>;
}

export const openCase = (site: CaseSite, filing: FilingRecord, more: object = {}): Promise<CreatedCase> =>
  expectOk(site.asProvider('POST', '/v1/cases', { body: { filing, ...more } }));

export const readCase = (site: CaseSite, id: string): Promise<ProviderCase> =>
  expectOk(site.asProvider('GET', `/v1/cases/${id}`));

/** A JPEG of one colour. */
export async function flatJpeg({ ports }: Pick<CaseSite, 'ports'>, shade = 128, width = 640, height = 480) {
  const data = new Uint8ClampedArray(4 * width * height).fill(shade);
  return (await ports.formKit()).drawing.encode({ data, width, height }, { quality: 80, grey: false });
}

/** Every document that a record needs. */
export async function putDocuments(site: CaseSite, { id, subjects }: CreatedCase, record: FilingRecord) {
  const picture = base64url.encode(await flatJpeg(site));
  const { organiser } = record;
  const put = (kind: string, body: object) =>
    expectOk<ProviderCase>(site.asProvider('PUT', `/v1/cases/${id}/documents/${kind}`, { body: { picture, ...body } }));
  if (organiser.kind === 'unit') {
    const { name, document } = organiser;
    await put('unit-document', {
      fields: { name, number: document.number, legalRepresentative: organiser.legalRepresentative?.name ?? '' },
    });
  }
  for (const subject of subjects.filter(({ required }) => required)) {
    const { name, document } = personOf(record, subject);
    await put('person-document-front', { subject: subject.id, fields: { name, number: document.number } });
    await put('person-document-back', { subject: subject.id, fields: { validUntil: document.validUntil ?? '长期' } });
  }
}

/** The person that a subject is. */
export const personOf = ({ organiser, services }: FilingRecord, { name }: Pick<CaseSubject, 'name'>): Person =>
  [organiser.personInCharge, ...services.map((each) => each.personInCharge)].find((each) => each.name === name)!;

const unique = ({ ports }: CaseSite) => randomId(ports.random);

/** A filer of a subject who has consented, by HTTP. */
export async function consentedFiler(site: CaseSite, id: string, subject: string): Promise<Filer<CaseSite>> {
  const filer = await createdFiler(site, { case: id, subject });
  await filer.bind();
  return filer.consent();
}

/** A filer of a subject who is verified; the session's commands are run without a camera. */
export async function verifiedFiler(
  site: CaseSite,
  id: string,
  subject: string,
  { review = false, shade = 90 } = {},
): Promise<Filer<CaseSite>> {
  const filer = await consentedFiler(site, id, subject);
  await verify(site, filer, { review, portrait: await flatJpeg(site, shade) });
  return filer;
}

/** Makes a session verified. */
export async function verify(
  site: CaseSite,
  filer: Filer<CaseSite>,
  { review, portrait }: { readonly review: boolean; readonly portrait: Uint8Array },
): Promise<void> {
  const { sessions } = site.ports;
  const { id } = filer.session;
  const jkt = await filer.jkt();
  const by = () => ({ jti: unique(site), jkt });
  const run = { id: unique(site), nonce: unique(site), secret: unique(site) };
  const { challenge } = await sessions.run(id, 'issue-challenge', { by: by(), ...run }, site.clock.nowMs);
  await inTurn(challenge.windows, async (n) => {
    const asked = { by: by(), challengeId: challenge.id, n, runningHash: digestOf(`window ${n}`), delayedMs: 0 };
    site.clock.nowMs += (await sessions.run(id, 'disclose-window', asked, site.clock.nowMs)).windowMs;
  });
  const nowMs = site.clock.nowMs;
  const challengeId = challenge.id;
  const uploadId = unique(site);
  await sessions.run(id, 'spend', { challengeId, evidence: evidenceOf(unique(site)) }, nowMs);
  await sessions.run(id, 'begin-upload', { by: by(), uploadId }, nowMs);
  await sessions.run(id, 'claim-reveal', { challengeId, uploadId }, nowMs);
  await blobsOf(site).put(portraitKey(id, challengeId), portrait);
  const verified = { atMs: nowMs, portraitDigest: base64url.encode(sha256(portrait)), review };
  const result = `result of ${id}`;
  const conclusion = { challengeId, verdict: 'bona-fide', causes: [], result, verified } as const;
  await sessions.run(id, 'conclude', { conclusion }, nowMs);
}

/** A case whose persons are verified and have signed, and whose documents are there. @returns the filers, by subject */
export async function completeCase(
  site: CaseSite,
  record: FilingRecord,
  { review = false, ...more }: { readonly review?: boolean; readonly channel?: Channel } = {},
) {
  const created = await openCase(site, record, more);
  const filers: Filer<CaseSite>[] = [];
  for (const { id: subject, name, required } of created.subjects) {
    if (!required) continue;
    const filer = await verifiedFiler(site, created.id, subject, { review });
    filers.push(await filer.sign(name));
  }
  await putDocuments(site, created, record);
  return { ...created, filers, filer: filers[0]! };
}

export const submit = (site: CaseSite, id: string, headers: Record<string, string> = {}) =>
  site.asProvider('POST', `/v1/cases/${id}/submit`, { headers });

/** Reads the case until it is as wished. @throws Error if it does not come to that */
export async function until(
  site: CaseSite,
  id: string,
  isThere: (filingCase: ProviderCase) => boolean,
): Promise<ProviderCase> {
  for (let tries = 0; tries < 600; tries += 1) {
    const read = await readCase(site, id);
    if (isThere(read)) return read;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { state, reasons, timeline } = await readCase(site, id);
  throw new Error(`the case stays ${state}: ${JSON.stringify({ reasons, timeline, lines: site.lines })}`);
}

/** A case that the authority has compared. */
export async function casedForReview(site: CaseSite, record: FilingRecord, more?: { readonly review?: boolean }) {
  const complete = await completeCase(site, record, more);
  await expectOk(submit(site, complete.id));
  const read = await until(site, complete.id, ({ state }) => state === 'in-review');
  return { ...complete, read };
}

export type ReviewerName = keyof typeof sandboxSigners;

const reviewerIds = { reviewer: 'sandbox-reviewer', reviewer2: 'sandbox-reviewer-2' } as const;

/** An approval, signed by a reviewer of the sandbox. @param change what is changed before it is signed */
export async function approvalFor(
  site: CaseSite,
  read: ProviderCase,
  reviewer: ReviewerName = 'reviewer',
  change: Partial<SubmitReview> = {},
): Promise<SubmitReview> {
  const { name, jwk } = sandboxSigners[reviewer];
  const privateKey = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign']);
  const { kty, crv, x, y } = jwk;
  const key = { privateKey, jwk: { kty, crv, x, y } };
  return signedApproval(read, { id: reviewerIds[reviewer], name, key }, site.clock.nowMs, change);
}

export const sendReview = (
  site: CaseSite,
  id: string,
  body: unknown,
  reviewer: ReviewerName = 'reviewer',
  headers: Record<string, string> = {},
) => site.asProvider('POST', `/v1/cases/${id}/reviews`, { body, key: sandboxKeys[reviewer], headers });

/** A case with its forms. */
export async function releasedCase(site: CaseSite, record: FilingRecord) {
  const reviewed = await casedForReview(site, record);
  await expectOk(sendReview(site, reviewed.id, await approvalFor(site, reviewed.read)));
  const read = await until(site, reviewed.id, ({ state }) => state === 'form-ready');
  return { ...reviewed, read };
}

export const handOver = (site: CaseSite, id: string, headers: Record<string, string> = {}) =>
  site.asProvider('POST', `/v1/cases/${id}/submissions`, { headers });
