/** The signature of a person under the filing of their case. */
import { z } from 'zod';
import { digest } from '../encoded.ts';
import { Signature } from '../filing/form/signature.ts';

/** Body of `POST …/signatures`. */
export const SignRecord = z.strictObject({
  /** The record as the person was told that it is. */
  recordDigest: digest,
  /** Of `person-in-charge`, over `recordDigest`, by the session's key. */
  signature: Signature,
});
export type SignRecord = z.infer<typeof SignRecord>;

export const SignedRecord = z.object({ recordDigest: z.string() });
export type SignedRecord = z.infer<typeof SignedRecord>;
