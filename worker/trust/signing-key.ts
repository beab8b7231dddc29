/** Signing keys as they are stored: the private part is always wrapped. */
import { calculateJwkThumbprint, CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Turn } from './keyring.ts';
import type { Ring } from './ring.ts';
import { deriveKey } from './secret.ts';
import { planRotation, signingAt } from './keyring.ts';

export interface StoredKey extends Turn {
  readonly kid: string;
  readonly publicJwk: JWK;
  /** The private JWK as a compact JWE: A256GCM under a key derived from the verifier's secret. */
  readonly wrapped: string;
}

/** Creates an Ed25519 key and wraps it. */
export async function createKey(signsFromMs: number, secret: string): Promise<StoredKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const wrapped = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey))))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(deriveKey(secret, 'key-wrap'));
  return { signsFromMs, kid, publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }, wrapped };
}

/**
 * The stored keys as they should be now: without those that no longer have to be published, and with the next one if it
 * is due. The same array if nothing changes.
 */
export async function rotateKeys(
  stored: readonly StoredKey[],
  secret: string,
  nowMs: number,
): Promise<readonly StoredKey[]> {
  const { kept, nextSignsFromMs } = planRotation(stored, nowMs);
  if (nextSignsFromMs !== undefined) return [...kept, await createKey(nextSignsFromMs, secret)];
  return kept.length < stored.length ? kept : stored;
}

/** The ring that signs and verifies now. @throws if the keys were wrapped under another secret */
export async function loadRing(stored: readonly StoredKey[], secret: string, nowMs: number): Promise<Ring> {
  const { kid, wrapped } = signingAt(stored, nowMs);
  const { plaintext } = await compactDecrypt(wrapped, deriveKey(secret, 'key-wrap'), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  const key = (await importJWK(JSON.parse(new TextDecoder().decode(plaintext)), 'EdDSA')) as CryptoKey;
  return { signing: { kid, key }, published: { keys: stored.map(({ publicJwk }) => publicJwk) } };
}
