/** Whose signature of the record counts. */
import type { LiveCase, Subject } from './state.ts';

/**
 * Whether the person has signed the record as it is, in the session whose live check counts. In another one somebody else may
 * hold the key: until the person is verified there too, nobody knows who signed.
 */
export const hasSigned = (
  { signature, attestation }: { readonly [K in 'signature' | 'attestation']?: Subject[K] | undefined },
  { recordDigest }: Pick<LiveCase, 'recordDigest'>,
): boolean => signature?.recordDigest === recordDigest && (!attestation || signature.session === attestation.session);
