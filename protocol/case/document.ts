/** Documents of a case: what each kind shows, as typed or read fields beside its picture. */
import { z } from 'zod';
import { base64url } from '../encoded.ts';

/** Text of a document. Its own rules are those of the record's element that it is compared with. */
const field = z.string().min(1).max(1_024);
/** YYYYMMDD or 长期, as in the record. */
const date = z.string().regex(/^(\d{8}|长期)$/);

/** Fields by kind. An empty object: the picture is all. */
const fields = {
  /** Business licence or another document of a unit. */
  'unit-document': z.strictObject({
    name: field,
    number: field,
    legalRepresentative: field,
    address: field.optional(),
    validUntil: date.optional(),
  }),
  /** The side with name and number; of a document of one page, that page. */
  'person-document-front': z.strictObject({ name: field, number: field, address: field.optional() }),
  /** The side with the dates. */
  'person-document-back': z.strictObject({ validFrom: date.optional(), validUntil: date }),
  approval: z.strictObject({ number: field }),
  /** 《互联网信息服务承诺书》 signed on paper. */
  undertaking: z.strictObject({}),
  authorisation: z.strictObject({}),
  /** Taken by the provider's staff, of the person, where the channel is `on-site`. */
  'on-site-photo': z.strictObject({}),
  /**
   * The portrait that the ministry's mini-program (部电子化核验小程序) took and compared, as the provider's system received it, with the
   * number of the verification there, where the channel is `ministry-qr`.
   */
  'ministry-portrait': z.strictObject({
    reference: z.string().regex(/^[\w-]{4,64}$/),
    takenOn: z.string().regex(/^\d{8}$/),
  }),
} as const;

export type DocumentKind = keyof typeof fields;
export const documentKinds = Object.keys(fields) as [DocumentKind, ...DocumentKind[]];

/** Kinds that belong to one subject, and are put once for each. The others belong to the organiser. */
export const kindsOfSubject = [
  'person-document-front',
  'person-document-back',
  'on-site-photo',
  'ministry-portrait',
] as const satisfies readonly DocumentKind[];

/** The channel whose staff brings the kind: of such a person nobody else has a picture. Other kinds are of every channel. */
export const channelOfKind: Readonly<Partial<Record<DocumentKind, 'on-site' | 'ministry-qr'>>> = {
  'on-site-photo': 'on-site',
  'ministry-portrait': 'ministry-qr',
};

/** Body of `PUT …/documents/{kind}`. Which fields it needs depends on the kind: `documentFields`. */
export const PutDocument = z.strictObject({
  /** Of kinds that belong to one; a filer's session has its own. */
  subject: z.string().max(80).optional(),
  /** Which of several approvals; 1 if absent. */
  place: z.int().min(1).max(64).optional(),
  /** A JPEG. */
  picture: base64url,
  fields: z.record(z.string(), z.string().max(1_024)).default({}),
});
export type PutDocument = z.infer<typeof PutDocument>;

export type DocumentFields<K extends DocumentKind = DocumentKind> = z.infer<(typeof fields)[K]>;

/** The schema of a kind's fields. */
export const documentFields = (kind: DocumentKind): z.ZodType<DocumentFields> => fields[kind];

/** A document as providers read it. */
export const CaseDocument = z.object({
  kind: z.enum(documentKinds),
  subject: z.string().optional(),
  place: z.int().optional(),
  /** SHA-256 of the picture: its address under `…/pictures/{digest}`, and the digest of this evidence. */
  digest: z.string(),
  bytes: z.int(),
  fields: z.record(z.string(), z.string()),
  atMs: z.int(),
  by: z.string(),
});
export type CaseDocument = z.infer<typeof CaseDocument>;
