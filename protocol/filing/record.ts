/**
 * The filing record: what is filed, by whom, with which access. Names in English; element.ts maps them to the ministry's.
 *
 * Schemas are values for the verifier and types for the widget. They check shape, lengths and text; what the fields say
 * is checked by the rules (check-record.ts).
 */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { elementOf } from './element.ts';
import { checkText } from './text.ts';

/** A text with the limits of its element. A custom issue's `params` are a TextFinding. */
const text = (path: string) => {
  const element = elementOf(path);
  return z.string().superRefine((value, context) => {
    for (const finding of checkText(value, element)) context.addIssue({ code: 'custom', params: { ...finding } });
  });
};

/** A whole number within the limits of the ministry's element at this path. */
const number = (path: string) => {
  const { min, max } = elementOf(path);
  return z.int().superRefine((value, context) => {
    if (value < min || value > max) {
      context.addIssue({ code: 'custom', params: { code: 'number-out-of-range', values: { min, max } } });
    }
  });
};

/** The provider's own id of a thing, which stays the same when the record is corrected. */
const Id = z.string().superRefine((value, context) => {
  if (!/^[\w.-]{1,64}$/.test(value)) context.addIssue({ code: 'custom', params: { code: 'id-malformed' } });
});

/** An id that the ministry gave: a positive 64-bit number, of which JSON carries 53 bits. */
const MinistryId = z.int().superRefine((value, context) => {
  if (value < 1) {
    context.addIssue({
      code: 'custom',
      params: { code: 'number-out-of-range', values: { min: 1, max: Number.MAX_SAFE_INTEGER } },
    });
  }
});

const document = (path: string) =>
  z.strictObject({
    typeId: number(`${path}.typeId`),
    number: text(`${path}.number`),
    /** YYYYMMDD or 长期. */
    validUntil: text(`${path}.validUntil`).optional(),
  });

const person = (path: string) =>
  z.strictObject({
    name: text(`${path}.name`),
    document: document(`${path}.document`),
    /** Several are separated by ";", as in the next three. */
    mobile: text(`${path}.mobile`),
    officePhone: text(`${path}.officePhone`).optional(),
    email: text(`${path}.email`),
    emergencyPhone: text(`${path}.emergencyPhone`).optional(),
  });

const Person = person('organiser.personInCharge');
export type Person = z.infer<typeof Person>;

const Organiser = z.strictObject({
  kind: z.enum(['unit', 'individual']),
  natureId: number('organiser.natureId'),
  name: text('organiser.name'),
  document: document('organiser.document').extend({ address: text('organiser.document.address') }),
  superior: text('organiser.superior').optional(),
  legalRepresentative: z
    .strictObject({
      name: text('organiser.legalRepresentative.name'),
      document: document('organiser.legalRepresentative.document').optional(),
    })
    .optional(),
  /** Ids of GB/T 2260. */
  address: z.strictObject({
    provinceId: number('organiser.address.provinceId'),
    cityId: number('organiser.address.cityId'),
    countyId: number('organiser.address.countyId').optional(),
    detail: text('organiser.address.detail'),
  }),
  personInCharge: Person,
});

/** A domain as Unicode or as punycode. Its text is checked by rule/service.ts. */
const Domain = z.union([z.string(), z.strictObject({ id: Id, name: z.string() })]);
export type Domain = z.infer<typeof Domain>;

const Platform = z.strictObject({
  kind: z.enum(['android', 'ios', 'harmony']),
  packageName: text('services[].platforms[].packageName'),
  publicKey: text('services[].platforms[].publicKey'),
  /** Of the signing certificate, hexadecimal. */
  fingerprint: text('services[].platforms[].fingerprint'),
});
export type Platform = z.infer<typeof Platform>;

const Access = z.strictObject({
  id: Id.optional(),
  modeId: number('services[].access[].modeId'),
  placeId: number('services[].access[].placeId'),
  ips: z
    .array(
      z.strictObject({
        from: text('services[].access[].ips[].from'),
        to: text('services[].access[].ips[].to'),
      }),
    )
    .min(1)
    .max(limits.filing.ips),
});

const Service = z.strictObject({
  id: Id.optional(),
  kind: z.enum(['website', 'app']),
  name: text('services[].name'),
  domains: z.array(Domain).max(limits.filing.domains),
  homeUrl: text('services[].homeUrl').optional(),
  contentIds: z.array(number('services[].contentIds[]')).min(1).max(limits.filing.contents),
  languageIds: z.array(number('services[].languageIds[]')).min(1).max(limits.filing.languages),
  approvals: z
    .array(
      z.strictObject({
        typeId: number('services[].approvals[].typeId'),
        number: text('services[].approvals[].number'),
        /** A JPEG in base64. */
        file: text('services[].approvals[].file'),
      }),
    )
    .max(limits.filing.approvals),
  access: z.array(Access).max(limits.filing.access),
  platforms: z.array(Platform).max(limits.filing.platforms).optional(),
  personInCharge: person('services[].personInCharge'),
  remark: text('services[].remark').optional(),
});
export type Service = z.infer<typeof Service>;

/** What the ministry calls the parts of a filing that exists. Keys are ids of this record. */
const RecordIds = z.strictObject({
  organiser: MinistryId.optional(),
  services: z
    .record(
      Id,
      z.strictObject({
        id: MinistryId.optional(),
        filingNumber: text('existing.filingNumber').optional(),
        access: z.record(Id, MinistryId).optional(),
        domains: z.record(Id, MinistryId).optional(),
      }),
    )
    .optional(),
});

export const FilingRecord = z.strictObject({
  business: z.enum(['new-filing', 'new-service', 'new-access', 'change']),
  /** The province whose authority receives the filing. */
  provinceId: number('organiser.address.provinceId'),
  /** The filing that a business other than new-filing changes. */
  existing: z
    .strictObject({
      filingNumber: text('existing.filingNumber'),
      recordIds: RecordIds,
      passwordMd5: z.string().optional(),
    })
    .optional(),
  organiser: Organiser,
  services: z.array(Service).min(1).max(limits.filing.services),
});
export type FilingRecord = z.infer<typeof FilingRecord>;
