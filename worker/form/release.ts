/**
 * From a filing record and proved items to a form that may leave. This is the file to read.
 *
 * `prepareForm` says what is wrong, or what is to be signed; `releaseForm` draws PDF and pictures, checks that they agree
 * with the data, and lets nothing out that does not.
 */
import { base64url } from 'jose';
import { sha256 } from '@noble/hashes/sha2.js';
import type { CodeTables } from '#protocol/filing/code-table.ts';
import { checkItems } from '#protocol/filing/form/check-items.ts';
import { formFinding, type FormFinding } from '#protocol/filing/form/finding.ts';
import { formDigest, formService, formVersion, type FormContent, type SignedForm } from '#protocol/filing/form/form.ts';
import type { Item } from '#protocol/filing/form/item.ts';
import type { Role, Signature } from '#protocol/filing/form/signature.ts';
import type { Profile } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { checkData, checkPdf, checkPicture } from './agree.ts';
import { expectedValues } from './expected.ts';
import { missingCharacters, type Font } from './font/font.ts';
import { annexPages } from './layout/annex.ts';
import { withFooters } from './layout/footer.ts';
import { charactersOf, type Page, type Picture } from './layout/page.ts';
import { verificationPage } from './layout/verification-page.ts';
import { formNumber, formNumberBytes } from './number.ts';
import { writePdf } from './pdf/write.ts';
import { maxPictureBytes, pagePicture } from './picture/page-picture.ts';
import type { Drawing } from './picture/drawing.ts';
import { printedPortrait } from './portrait.ts';
import { checkSignatures } from './signatures.ts';
import { verificationForm } from './template/verification-form.ts';
import type { Template } from './template/template.ts';

/** Most pages of a form. 1,000 domains of the usual length take fewer than 20. */
export const maxPages = 60;

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
}

/** What a form is made with. */
export interface FormTools {
  readonly font: Font;
  readonly drawing: Drawing;
  readonly codeTables: CodeTables;
  /** Address of the public page that checks a form; its number is appended. */
  readonly checkAddress: string;
  readonly now: () => number;
  readonly random: (length: number) => Uint8Array;
}

export type Outcome<Value> =
  | { readonly findings: readonly FormFinding[]; readonly value?: undefined }
  | { readonly findings?: undefined; readonly value: Value };

export interface PreparedForm {
  readonly content: FormContent;
  /** What the signatures bind. */
  readonly digest: string;
  readonly portrait: Picture | undefined;
}

export interface ReleasedForm {
  readonly form: SignedForm;
  readonly pdf: Uint8Array;
  /** One JPEG a page; the first is the form itself. */
  readonly pictures: readonly Uint8Array[];
}

/** Checks everything that can be wrong before anybody signs. */
export async function prepareForm(request: FormRequest, tools: FormTools): Promise<Outcome<PreparedForm>> {
  const { record, specimen, portrait, profile } = request;
  const service = record.services[request.service];
  if (!service) return { findings: [formFinding('service-unknown', { at: String(request.service) })] };
  const nowMs = tools.now();
  const { recordDigest, subjectDigest, items } = request;
  const printed = portrait ? await printedPortrait(portrait, tools.drawing) : undefined;
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
  };
  const digest = formDigest(content);
  const { pages } = layOut({ ...content, digest, signatures: [] }, printed, tools);
  const all = [...findings, ...checkPages(pages, tools.font)];
  return all.length > 0 ? { findings: all } : { value: { content, digest, portrait: printed } };
}

/** @param keys thumbprints (RFC 7638) of the keys that may sign, by role */
export async function releaseForm(
  { content, digest, portrait }: PreparedForm,
  signatures: readonly Signature[],
  keys: Readonly<Record<Role, string>> | undefined,
  tools: FormTools,
): Promise<Outcome<ReleasedForm>> {
  const form: SignedForm = { ...content, digest, signatures: content.specimen ? [] : signatures };
  if (!content.specimen) {
    const findings = await checkSignatures(form, keys);
    if (findings.length > 0) return { findings };
  }
  const { pages, expected, title } = layOut(form, portrait, tools);
  const unfit = checkPages(pages, tools.font);
  if (unfit.length > 0) return { findings: unfit };
  const pictures: Uint8Array[] = [];
  const findings: FormFinding[] = checkData(expected, pages);
  for (const [n, page] of pages.entries()) {
    const { drawn, jpeg } = await pagePicture(page, tools.font, tools.drawing);
    if (!jpeg) return { findings: [formFinding('picture-too-large', { page: n + 1, max: maxPictureBytes })] };
    findings.push(...(await checkPicture(page, { drawn, jpeg }, tools.font, tools.drawing)));
    pictures.push(jpeg);
  }
  const pdf = await writePdf(pages, { title, madeAtMs: content.madeAtMs }, tools.font);
  findings.push(...(await checkPdf(pages, pdf)));
  return findings.length > 0 ? { findings } : { value: { form, pdf, pictures } };
}

const isElectronic = (items: readonly Item[]): boolean => items.some(({ answer }) => answer === 'electronic');

interface LaidOut {
  readonly pages: readonly Page[];
  readonly expected: ReadonlyMap<string, string>;
  readonly title: string;
}

function layOut(form: SignedForm, portrait: Picture | undefined, tools: FormTools): LaidOut {
  const { kind, variant } = form.template;
  const template: Template = verificationForm({ kind, variant, organiser: form.organiser.kind });
  const { page, moved } = verificationPage(form, template, tools.font);
  const checkUrl = form.number === undefined ? undefined : `${tools.checkAddress}${form.number}`;
  const pages = [page, ...annexPages(form, tools.codeTables, portrait, tools.font)];
  return {
    pages: withFooters(pages, form, checkUrl, tools.font),
    expected: expectedValues(form, template, moved),
    title: template.title.text,
  };
}

function checkPages(pages: readonly Page[], font: Font): FormFinding[] {
  const missing = missingCharacters(charactersOf(pages), font);
  return [
    ...(missing.length > 0 ? [formFinding('form-character-missing', { characters: missing })] : []),
    ...(pages.length > maxPages ? [formFinding('form-too-long', { pages: pages.length, max: maxPages })] : []),
  ];
}
