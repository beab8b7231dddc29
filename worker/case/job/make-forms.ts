/** Makes the forms of an approved case: one a service, each checked before it leaves, and the case gets all or none. */
import { base64url } from 'jose';
import type { CaseForm } from '#protocol/case/form.ts';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { FormFinding } from '#protocol/filing/form/finding.ts';
import { formReview } from '#protocol/filing/form/review.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { profileFor } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { limits } from '#protocol/limits.ts';
import type { Outcome } from '../../form/files.ts';
import { formTools } from '../../form/kit.ts';
import { prepareForm, releaseForm, type FormRequest, type FormTools, type ReleasedForm } from '../../form/release.ts';
import type { Place } from '../../load/fair-queue.ts';
import { nameOf } from '../../tenant/tenant.ts';
import { casePictureKey, formFileKey } from '../blob-keys.ts';
import { portraitOf } from '../questions.ts';
import { approvalOf, isMaking } from '../approval.ts';
import type { CaseService, LiveCase, StoredReview, Subject } from '../state.ts';
import { readFiling } from './filing.ts';
import { indexed } from './index-line.ts';
import { byVerifier } from './by-verifier.ts';
import type { CaseWork } from './parts.ts';

/** Makes them, unless somebody does so already. */
export async function makeForms(work: CaseWork, before: LiveCase): Promise<LiveCase> {
  if (isMaking(before, work.now())) return before;
  const { id, tenant } = before;
  const place = await work.load.queue.admitWithin(limits.load.form.waitMs, 'form', tenant);
  return withTools(work, place, async (tools) => {
    const { taken, state } = await work.cases.run(id, 'take-forms', { by: byVerifier }, work.now());
    const approval = taken ? approvalOf(state) : undefined;
    if (!approval) return state;
    const record = await readFiling(work, state);
    const forms: CaseForm[] = [];
    for (const [n, service] of state.services.entries()) {
      const request = await requestOf(work, { state, record, review: approval }, n);
      const { value, findings } = await released(request, signaturesOf(state, service, approval), tools);
      if (!value) throw new Error(`an approved form was not released: ${codesOf(findings)}`);
      forms.push(await stored(work, id, service, value));
    }
    const made = { by: byVerifier, recordDigest: state.recordDigest, approval: approval.signature?.value ?? '', forms };
    return indexed(work, await work.cases.run(id, 'add-forms', made, work.now()));
  });
}

/** What keeps the forms of a review from release, before it is stored. */
export async function findingsOf(work: CaseWork, reviewed: Reviewed): Promise<FormFinding[]> {
  const { state } = reviewed;
  return withTools(work, work.load.queue.admit('review', state.tenant), async (tools) => {
    const all: FormFinding[] = [];
    for (const n of state.services.keys()) {
      const request = await requestOf(work, reviewed, n);
      const { findings } = await prepareForm(request, tools);
      all.push(...(findings ?? []));
    }
    return all;
  });
}

export interface Reviewed {
  readonly state: LiveCase;
  readonly record: FilingRecord;
  readonly review: StoredReview;
}

/** Works in a place of the heavy work, so that people's appraisals get their turns between the steps. */
async function withTools<T>(
  { formKit, config, now, random }: CaseWork,
  place: Place,
  act: (tools: FormTools) => Promise<T>,
): Promise<T> {
  try {
    const checkAddress = new URL('/check/', config.issuer).href;
    return await act(formTools(await formKit(), { checkAddress, now, random, inTurn: place.run }));
  } finally {
    place.leave();
  }
}

async function requestOf(work: CaseWork, { state, record, review }: Reviewed, n: number): Promise<FormRequest> {
  const service = state.services[n]!;
  const digest = portraitOf(state, service.subject);
  const portrait = digest === undefined ? undefined : await work.blobs.get(casePictureKey(state.id, digest));
  const { recordDigest, items, callBacks, checker } = review;
  return {
    record,
    service: n,
    items: items[service.id] ?? [],
    recordDigest,
    subjectDigest: subjectOf(state, service).subjectDigest,
    profile: profileFor(record),
    provider: nameOf(state.tenant, work.config.tenants),
    checker: checker?.name ?? '',
    ...(portrait && { portrait }),
    specimen: false,
    sandbox: work.config.sandbox,
    review: formReview({ recordDigest, items, callBacks }, service.id),
  };
}

const subjectOf = ({ subjects }: LiveCase, service: CaseService): Subject =>
  subjects.find(({ id }) => id === service.subject)!;

interface Signed {
  readonly signatures: readonly Signature[];
  readonly keys: { readonly 'person-in-charge': string; readonly checker: string };
}

function signaturesOf(state: LiveCase, service: CaseService, { signature, checker }: StoredReview): Signed {
  const person = subjectOf(state, service).signature;
  return {
    signatures: [person?.signature, signature].filter((each) => each !== undefined),
    keys: { 'person-in-charge': person?.jkt ?? '', checker: checker?.jkt ?? '' },
  };
}

async function released(
  request: FormRequest,
  { signatures, keys }: Signed,
  tools: FormTools,
): Promise<Outcome<ReleasedForm>> {
  const prepared = await prepareForm(request, tools);
  return prepared.findings ? prepared : releaseForm(prepared.value, signatures, keys, tools);
}

const codesOf = (findings: readonly FormFinding[] | undefined): string =>
  (findings ?? []).map(({ code }) => code).join(', ');

/** Stores a form's files. They are found only when the case knows the form. */
async function stored({ blobs }: CaseWork, id: string, service: CaseService, made: ReleasedForm): Promise<CaseForm> {
  const { form, pdf, pictures } = made;
  const { digest } = form;
  await Promise.all([
    blobs.put(formFileKey(id, digest, { kind: 'json' }), JSON.stringify(form)),
    blobs.put(formFileKey(id, digest, { kind: 'pdf' }), pdf),
    ...pictures.map((jpeg, n) => blobs.put(formFileKey(id, digest, { kind: 'jpg', page: n + 1 }), jpeg)),
  ]);
  return {
    serviceId: service.id,
    number: form.number!,
    digest,
    madeAtMs: form.madeAtMs,
    recordDigest: form.recordDigest,
    pdf: sha(pdf),
    pictures: pictures.map(sha),
  };
}

const sha = (bytes: Uint8Array): string => base64url.encode(sha256(bytes));
