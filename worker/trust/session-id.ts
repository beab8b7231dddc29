/**
 * Session ids that prove themselves. A Durable Object comes into being, with a database of its own, as soon as anyone calls
 * it by an id. So the worker calls it only for an id that this verifier made for the calling tenant.
 */
import { equalBytes } from '@noble/ciphers/utils.js';
import { concatBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import { authenticate } from './secret.ts';

/** Bytes of an id: unique ones, and the first ones of a MAC over them and the tenant. 24 bytes have one encoding only. */
const uniqueBytes = 16;
const macBytes = 8;
const pattern = /^[A-Za-z0-9_-]{32}$/;

/** @param unique 16 bytes */
export const makeSessionId = (unique: Uint8Array, tenant: string, key: Uint8Array): string =>
  base64url.encode(concatBytes(unique, macOf(unique, tenant, key)));

/** Whether this verifier made the id for this tenant. */
export function isSessionId(id: string, tenant: string, key: Uint8Array): boolean {
  if (!pattern.test(id)) return false;
  const bytes = base64url.decode(id);
  const unique = bytes.subarray(0, uniqueBytes);
  return equalBytes(bytes.subarray(uniqueBytes), macOf(unique, tenant, key));
}

const macOf = (unique: Uint8Array, tenant: string, key: Uint8Array): Uint8Array =>
  authenticate(key, JSON.stringify([tenant, base64url.encode(unique)])).subarray(0, macBytes);
