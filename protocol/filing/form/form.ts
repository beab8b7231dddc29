/**
 * The verification form of one service as data. PDF and JPEG print it; whoever receives the form can compare all three.
 */
import { jsonDigest } from '../digest.ts';
import type { Profile } from '../profile.ts';
import type { FilingRecord, Service } from '../record.ts';
import type { Item } from './item.ts';
import type { FormReview } from './review.ts';
import type { Signature } from './signature.ts';

/** The version of the forms that this code makes. Raise it when what a form prints or says changes. */
export const formVersion = 1;

export interface FormContent {
  readonly template: {
    readonly kind: Service['kind'];
    readonly variant: 'national' | 'guangdong';
    readonly version: number;
    /** False for apps: the ministry has published no form for them. */
    readonly official: boolean;
  };
  /** A form without number and signature, made to be looked at. */
  readonly specimen: boolean;
  /** Made by a sandbox, whose authority and keys are simulated: every page says so. */
  readonly sandbox?: true;
  /** Unguessable; absent on a specimen. */
  readonly number?: string;
  readonly madeAtMs: number;
  readonly recordDigest: string;
  readonly subjectDigest: string;
  /** SHA-256 of the portrait as base64url, where there is one. */
  readonly portraitDigest?: string;
  readonly provider: string;
  readonly business: FilingRecord['business'];
  readonly provinceId: number;
  readonly organiser: FilingRecord['organiser'];
  readonly service: FormService;
  readonly items: readonly Item[];
  /** What the province's profile lets the form say of a portrait that was taken electronically. */
  readonly electronicPortrait: Profile['electronicPortrait'];
  readonly checker: string;
  /** What the checker's signature covers beside record and items. Absent on a specimen. */
  readonly review?: FormReview;
}

/** A service without the files of its approvals, which go to the ministry beside the form. */
export interface FormService extends Omit<Service, 'approvals'> {
  readonly approvals: readonly Omit<Service['approvals'][number], 'file'>[];
}

export interface SignedForm extends FormContent {
  readonly digest: string;
  readonly signatures: readonly Signature[];
}

/** Without the files of its approvals. */
export const formService = (service: Service): FormService => ({
  ...service,
  approvals: service.approvals.map(({ typeId, number }) => ({ typeId, number })),
});

/** Names the form's content, and is printed on each page. The signatures bind the record and the review instead (signature.ts). */
export const formDigest = (content: FormContent): string =>
  jsonDigest({ ...content, digest: undefined, signatures: undefined });

export const domainName = (domain: Service['domains'][number]): string =>
  typeof domain === 'string' ? domain : domain.name;
