/** Secrets of webhook endpoints. The feed keeps them encrypted under a key that is derived from the verifier's secret. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64 } from '#protocol/base64.ts';
import { decrypt, encrypt } from '../../trust/cipher.ts';
import type { Random } from '../../trust/random.ts';

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32;

/** Whose secret it is. */
export interface Holder {
  readonly tenant: string;
  readonly endpoint: string;
}

/** A new secret, in the form in which receivers get it. */
export const makeSecret = (random: Random): string => `whsec_${base64(random(secretBytes))}`;

export const sealSecret = (secret: string, holder: Holder, key: Uint8Array, random: Random): Uint8Array =>
  encrypt(utf8ToBytes(secret), key, contextOf(holder), random);

/** @throws Error if it is another endpoint's, or under another key */
export const unsealSecret = (sealed: Uint8Array, holder: Holder, key: Uint8Array): string =>
  new TextDecoder().decode(decrypt(sealed, key, contextOf(holder)));

/** All secrets of an endpoint; undefined if one of them cannot be read. */
export function secretsOf(sealed: readonly Uint8Array[], holder: Holder, key: Uint8Array): string[] | undefined {
  try {
    return sealed.map((each) => unsealSecret(each, holder, key));
  } catch {
    return undefined;
  }
}

const contextOf = ({ tenant, endpoint }: Holder): string => JSON.stringify([tenant, endpoint]);
