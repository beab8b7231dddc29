import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';

/** The purposes for which keys are derived. Each has its own key, so that no key can be used for another purpose. */
export type Purpose =
  | 'dpop-nonce'
  | 'session-id'
  | 'session-id-mac'
  | 'session-key-wrap'
  | 'case-key-wrap'
  | 'person-name'
  | 'case-id'
  | 'case-id-mac'
  | 'file-key-wrap'
  | 'key-wrap'
  | 'bundle-seal'
  | 'webhook-secret'
  | 'webhook-id';

/** 32 bytes of key for one purpose. @see RFC 5869 */
export const deriveKey = (secret: string, purpose: Purpose): Uint8Array =>
  hkdf(sha256, utf8ToBytes(secret), undefined, utf8ToBytes(`beihe ${purpose}`), 32);

/** HMAC-SHA256, 32 bytes. */
export const authenticate = (key: Uint8Array, message: string): Uint8Array => hmac(sha256, key, utf8ToBytes(message));

/** Whether a tag is `authenticate` of the message, as base64url. It takes the same time wherever the two differ. */
export function isAuthentic(tag: string, key: Uint8Array, message: string): boolean {
  const expected = base64url.encode(authenticate(key, message));
  if (tag.length !== expected.length) return false;
  let difference = 0;
  for (let n = 0; n < tag.length; n += 1) difference |= tag.charCodeAt(n) ^ expected.charCodeAt(n);
  return difference === 0;
}
