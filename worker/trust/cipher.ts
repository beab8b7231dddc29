/**
 * Authenticated encryption with XChaCha20-Poly1305. It is synchronous, because a session's state is loaded, changed and stored
 * without an await in between; Web Crypto has no synchronous cipher. Its nonces are long enough to be drawn at random.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Random } from './random.ts';

/** Length of a key. */
export const keyBytes = 32;

const nonceBytes = 24;

/** @param context what the text is and whose; decryption under another context fails */
export function encrypt(text: Uint8Array, key: Uint8Array, context: string, random: Random): Uint8Array {
  const nonce = random(nonceBytes);
  return concatBytes(nonce, xchacha20poly1305(key, nonce, utf8ToBytes(context)).encrypt(text));
}

/** @throws Error if key or context is another, or if a bit was changed */
export function decrypt(encrypted: Uint8Array, key: Uint8Array, context: string): Uint8Array {
  const nonce = encrypted.subarray(0, nonceBytes);
  return xchacha20poly1305(key, nonce, utf8ToBytes(context)).decrypt(encrypted.subarray(nonceBytes));
}
