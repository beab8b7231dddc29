/** Letters for reading before they are signed, and with the signature after. They are made and checked as forms are. */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import { base64url } from 'jose';
import type { FormFinding } from '#protocol/filing/form/finding.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { profileOf } from '#protocol/filing/profile.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { makeFiles, type Files, type Outcome } from './files.ts';
import { withFooters } from './layout/footer.ts';
import { letterPages } from './layout/letter-pages.ts';
import { formNumber, formNumberBytes } from './number.ts';
import type { FormTools } from './release.ts';
import { checkSignatures } from './signatures.ts';
import { letterOf, letterVersion, type Letter, type LetterKind } from './template/letter.ts';

export interface LetterContent extends Letter {
  readonly kind: LetterKind;
  readonly version: number;
  readonly specimen: boolean;
  readonly number?: string;
  readonly madeAtMs: number;
  readonly recordDigest: string;
}

export interface LetterRequest {
  readonly record: FilingRecord;
  /** Place of the service in the record. */
  readonly service: number;
  readonly provider: string;
  readonly recordDigest: string;
  readonly specimen: boolean;
}

/** What is read and signed. @returns undefined for a letter that this record does not need */
export function prepareLetter(kind: LetterKind, request: LetterRequest, tools: FormTools): LetterContent | undefined {
  const { record, provider, recordDigest, specimen } = request;
  const service = record.services[request.service];
  const type = tools.codeTables.documentTypes.find(({ id }) => id === record.organiser.document.typeId);
  const province = profileOf(record.provinceId)?.name ?? '';
  const letter = service && letterOf(kind, { record, service, provider, province, documentName: type?.name ?? '证件' });
  if (!letter) return undefined;
  return {
    kind,
    version: letterVersion,
    specimen,
    ...(specimen ? {} : { number: formNumber(tools.random(formNumberBytes)) }),
    madeAtMs: tools.now(),
    recordDigest,
    ...letter,
  };
}

/** What the signature binds: SHA-256 over the canonical JSON (RFC 8785) as base64url. */
export const letterDigest = (content: LetterContent): string =>
  base64url.encode(sha256(utf8ToBytes(canonicalize(content)!)));

/** @param signed without it, the letter is made for reading */
export async function releaseLetter(
  content: LetterContent,
  signed: { readonly signature: Signature; readonly key: string } | undefined,
  tools: FormTools,
): Promise<Outcome<Files>> {
  const digest = letterDigest(content);
  const signature = content.specimen ? undefined : signed?.signature;
  if (signature) {
    const signer = { role: content.signer.role, name: content.signer.name, digest, key: signed?.key };
    const findings: FormFinding[] = await checkSignatures([signature], [signer]);
    if (findings.length > 0) return { findings };
  }
  const checkUrl = content.number === undefined ? undefined : `${tools.checkAddress}${content.number}`;
  const footing = { ...content, template: `${content.kind}/${content.version}`, digest };
  const pages = withFooters(letterPages(content, signature, tools.font), footing, checkUrl, tools.font);
  const expected = new Map(content.paragraphs.map((text, n) => [`paragraph.${n}`, text]));
  return makeFiles(pages, expected, { title: content.title, madeAtMs: content.madeAtMs }, tools);
}
