/** What the person is asked to agree to, and their answer. */
import { z } from 'zod';
import { digest } from '../encoded.ts';
import { locales } from '../locale.ts';

/**
 * The filing of a session that belongs to a case: everything that `subjectDigest` covers, and who is asked and told. Numbers of
 * documents are masked; the digest covers them whole.
 */
export const ConsentFiling = z.object({
  subjectDigest: z.string(),
  person: z.object({ name: z.string(), documentNumber: z.string() }),
  organiser: z.object({ kind: z.enum(['unit', 'individual']), name: z.string(), documentNumber: z.string() }),
  services: z.array(z.object({ kind: z.enum(['website', 'app']), name: z.string(), domains: z.array(z.string()) })),
  /** The authority database that compares the person. */
  authority: z.record(z.enum(locales), z.string()),
  /** The provincial communications administration that gets the filing. */
  bureau: z.string(),
});
export type ConsentFiling = z.infer<typeof ConsentFiling>;

export const ConsentText = z.object({
  textVersion: z.string(),
  provider: z.string(),
  organiser: z.string().optional(),
  domains: z.array(z.string()).optional(),
  filing: ConsentFiling.optional(),
  purposes: z.array(z.object({ id: z.string(), required: z.boolean(), text: z.record(z.enum(locales), z.string()) })),
});
export type ConsentText = z.infer<typeof ConsentText>;

export const GiveConsent = z.strictObject({
  textVersion: z.string(),
  purposes: z.array(z.string()).max(16),
  /** Both are needed, and allowed, in a session of a case: what the person was shown, and their signature. */
  subjectDigest: digest.optional(),
  /** A compact JWS (`typ` `consentTyp`, ES256, with the session's key as `jwk`) whose payload is `SignedConsent` as JSON. */
  signed: z.string().max(16_384).optional(),
});
export type GiveConsent = z.infer<typeof GiveConsent>;

/** What the session's key signs. */
export const SignedConsent = z.strictObject({
  textVersion: z.string(),
  purposes: z.array(z.string()),
  subjectDigest: z.string(),
});
export type SignedConsent = z.infer<typeof SignedConsent>;

export const GivenConsent = z.object({ acceptedAtMs: z.int() });
