/**
 * What a key signs for a signature. It has a file without schemas, because the widget signs too.
 *
 *     signed bytes = SHA-256(UTF-8(JCS({signature: role, document: its digest, name, strokes, atMs})))
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { Signature } from './signature.ts';

/** @param documentDigest base64url of the SHA-256 of what is signed */
export function signedBytes(documentDigest: string, { role, name, strokes, atMs }: Omit<Signature, 'value' | 'jwk'>) {
  const text = canonicalize({ signature: role, document: documentDigest, name, strokes, atMs })!;
  return sha256(utf8ToBytes(text));
}
