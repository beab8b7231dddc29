/** What the session's key signs for a filing. */
import type { Signature } from '#protocol/filing/form/signature.ts';
import { signedBytes } from '#protocol/filing/form/signed-bytes.ts';
import type { PublicJwk } from '#protocol/session/key.ts';
import { toBase64url } from '../vision/encoding.ts';
import type { Stroke } from './strokes.ts';

export interface ToSign {
  readonly recordDigest: string;
  readonly name: string;
  readonly strokes: Stroke[];
  /** Server time. The phone's clock may be wrong. */
  readonly atMs: number;
}

/** The person's signature under the record. */
export async function signRecord(
  { recordDigest, ...signed }: ToSign,
  privateKey: CryptoKey,
  jwk: PublicJwk,
): Promise<Signature> {
  const fields = { role: 'person-in-charge' as const, ...signed };
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const bytes = signedBytes(recordDigest, fields) as Uint8Array<ArrayBuffer>;
  const value = new Uint8Array(await crypto.subtle.sign(algorithm, privateKey, bytes));
  return { ...fields, value: toBase64url(value), jwk };
}
