/**
 * From a filing record and proved items to a form that may leave. This is the file to read.
 *
 * `prepareForm` says what is wrong with the content; `releaseForm` checks the signatures, draws PDF and pictures, checks that they agree
 * with the data, and lets nothing out that does not.
 */
import { base64url } from 'jose';
import { sha256 } from '@noble/hashes/sha2.js';
import { checkItems } from '#protocol/filing/form/check-items.ts';
import { formFinding } from '#protocol/filing/form/finding.ts';
import { formDigest, formService, formVersion, type FormContent, type SignedForm } from '#protocol/filing/form/form.ts';
import type { Item } from '#protocol/filing/form/item.ts';
import { reviewDigestOf, type FormReview } from '#protocol/filing/form/review.ts';
import type { FormRole, Signature } from '#protocol/filing/form/signature.ts';
import type { Profile } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { checkPages, makeFiles, type Files, type Outcome, type Tools } from './files.ts';
import { formPages, type LayoutTools } from './form-pages.ts';
import type { Picture } from './layout/page.ts';
import { formNumber, formNumberBytes } from './number.ts';
import { printedPortrait } from './portrait.ts';
import { checkSignatures, type Signer } from './signatures.ts';

/** What a form is made of. */
export interface FormRequest {
  readonly record: FilingRecord;
  /** Place of the service in the record: each has a form of its own. */
  readonly service: number;
  readonly items: readonly Item[];
  readonly recordDigest: string;
  readonly subjectDigest: string;
  readonly profile: Profile;
  readonly provider: string;
  readonly checker: string;
  /** The JPEG that attestation and comparison are bound to. */
  readonly portrait?: Uint8Array;
  readonly specimen: boolean;
  /** Made by a sandbox. */
  readonly sandbox?: boolean;
  /** Of the review that approved the items; a specimen has none. */
  readonly review?: FormReview;
}

/** What making a form needs beside its content. */
export interface FormTools extends Tools, LayoutTools {
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

export interface PreparedForm {
  readonly content: FormContent;
  readonly digest: string;
  readonly portrait: Picture | undefined;
}

export interface ReleasedForm extends Files {
  readonly form: SignedForm;
}

/** Checks everything but the signatures. */
export async function prepareForm(request: FormRequest, tools: FormTools): Promise<Outcome<PreparedForm>> {
  const { record, specimen, portrait, profile } = request;
  const service = record.services[request.service];
  if (!service) return { findings: [formFinding('service-unknown', { at: String(request.service + 1) })] };
  const nowMs = tools.now();
  const { recordDigest, subjectDigest, items } = request;
  const printed = portrait ? await tools.inTurn(() => printedPortrait(portrait, tools.drawing)) : undefined;
  const findings = [
    ...checkItems(items, { record, service, recordDigest, subjectDigest, nowMs }),
    ...(portrait && !printed ? [formFinding('portrait-malformed')] : []),
    ...(isElectronic(items) && !portrait && !specimen ? [formFinding('portrait-missing')] : []),
  ];
  const content: FormContent = {
    template: {
      kind: service.kind,
      variant: profile.form,
      version: formVersion,
      official: service.kind === 'website',
    },
    specimen,
    ...(request.sandbox && { sandbox: true }),
    ...(specimen ? {} : { number: formNumber(tools.random(formNumberBytes)) }),
    madeAtMs: nowMs,
    recordDigest,
    subjectDigest,
    ...(portrait ? { portraitDigest: base64url.encode(sha256(portrait)) } : {}),
    provider: request.provider,
    business: record.business,
    provinceId: record.provinceId,
    organiser: record.organiser,
    service: formService(service),
    items,
    electronicPortrait: profile.electronicPortrait,
    checker: request.checker,
    ...(request.review && !specimen ? { review: request.review } : {}),
  };
  const digest = formDigest(content);
  const { pages } = formPages({ ...content, digest, signatures: [] }, printed, tools);
  const all = [...findings, ...checkPages(pages, tools.font)];
  return all.length > 0 ? { findings: all } : { value: { content, digest, portrait: printed } };
}

/** @param keys thumbprints (RFC 7638) of the keys that may sign, by role */
export async function releaseForm(
  { content, digest, portrait }: PreparedForm,
  signatures: readonly Signature[],
  keys: Readonly<Record<FormRole, string>> | undefined,
  tools: FormTools,
): Promise<Outcome<ReleasedForm>> {
  const form: SignedForm = { ...content, digest, signatures: content.specimen ? [] : signatures };
  if (!content.specimen) {
    const findings = await checkSignatures(signatures, signersOf(content, signatures, keys));
    if (findings.length > 0) return { findings };
  }
  const { pages, expected, title } = formPages(form, portrait, tools);
  const { findings, value } = await makeFiles(pages, expected, { title, madeAtMs: content.madeAtMs }, tools);
  return findings ? { findings } : { value: { form, ...value } };
}

/**
 * Who signs the form, and what each of them signs. A person who was verified elsewhere, by the staff or by the ministry's
 * mini-program, has no key here and may sign the printed form by hand; a signature that was made in the flow is checked all the same.
 */
function signersOf(
  content: FormContent,
  signatures: readonly Signature[],
  keys: Readonly<Record<FormRole, string>> | undefined,
): Signer[] {
  const { recordDigest, items, review, service, checker } = content;
  const person = {
    role: 'person-in-charge',
    name: service.personInCharge.name,
    digest: recordDigest,
    key: keys?.['person-in-charge'],
  } as const;
  const isVerifiedHere = items.some(({ evidence }) => evidence.some(({ kind }) => kind === 'attestation'));
  const byHand = !isVerifiedHere && !signatures.some(({ role }) => role === person.role);
  return [
    ...(byHand ? [] : [person]),
    {
      role: 'checker',
      name: checker,
      digest: review && reviewDigestOf(recordDigest, items, review),
      key: keys?.checker,
    },
  ];
}

const isElectronic = (items: readonly Item[]): boolean => items.some(({ answer }) => answer === 'electronic');
