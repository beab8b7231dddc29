import { base64url } from 'jose';
import { authenticate } from '../trust/secret.ts';

/**
 * The name of whoever has this document: an HMAC, so that nobody without the key can tell whose it is.
 *
 * @param typeId of the document, as in the filing record
 */
export const personName = (key: Uint8Array, typeId: number, number: string): string =>
  base64url.encode(authenticate(key, JSON.stringify([typeId, number.trim().toUpperCase()])));
