/** Whether a domain or an organiser is filed, by the bureau's books. It tells nothing about cases of this verifier. */
import { z } from 'zod';
import { readDomain } from '../filing/domain.ts';

/** The interface takes conditions of this length. */
const condition = z.string().min(4).max(255);

/** Asks for the site that has a domain. */
export const DomainStatusQuery = z.strictObject({
  /** Name of the bureau account that asks. */
  account: z.string(),
  domain: condition.refine((text) => readDomain(text) !== undefined, {
    error: 'expected a domain name in small letters',
  }),
});
export type DomainStatusQuery = z.infer<typeof DomainStatusQuery>;

/** Asks for the organiser with a document. It goes in a body: the number may be a person's, and servers log addresses. */
export const DocumentStatusQuery = z.strictObject({
  account: z.string(),
  document: z.strictObject({
    /** The types of the ministry's table that interface V3.0 can ask for. */
    typeId: z.int().min(1).max(11),
    number: condition,
  }),
});
export type DocumentStatusQuery = z.infer<typeof DocumentStatusQuery>;

export const FilingStatus = z.object({
  account: z.string(),
  filed: z.boolean(),
  /** 网站名称, 网站备案号: only of a domain that is filed. */
  siteName: z.string().optional(),
  serviceNumber: z.string().optional(),
  /** 主体备案号. */
  organiserNumber: z.string().optional(),
  /** When the bureau answered. */
  atMs: z.int(),
});
export type FilingStatus = z.infer<typeof FilingStatus>;
