/** Signing keys at rest: the private part only ever wrapped. */
import { calculateJwkThumbprint, CompactEncrypt, compactDecrypt, exportJWK, generateKeyPair, importJWK } from 'jose';
import type { CryptoKey, JWK } from 'jose';
import type { Turn } from './keyring.ts';
import type { Ring } from './ring.ts';
import { deriveKey } from './secret.ts';
import { signingAt } from './keyring.ts';

export interface StoredKey extends Turn {
  readonly kid: string;
  readonly publicJwk: JWK;
  /** The private JWK as a compact JWE: AES-256-GCM under a key derived from the verifier's secret. */
  readonly wrapped: string;
}

/** Make an Ed25519 key and wrap it. */
export async function createKey(signsFromMs: number, secret: string): Promise<StoredKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const wrapped = await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey))))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(deriveKey(secret, 'key-wrap'));
  return { signsFromMs, kid, publicJwk: { ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }, wrapped };
}

/** The ring as it signs and verifies now. @throws if the keys were wrapped under another secret */
export async function loadRing(stored: readonly StoredKey[], secret: string, nowMs: number): Promise<Ring> {
  const { kid, wrapped } = signingAt(stored, nowMs);
  const { plaintext } = await compactDecrypt(wrapped, deriveKey(secret, 'key-wrap'), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  const key = (await importJWK(JSON.parse(new TextDecoder().decode(plaintext)), 'EdDSA')) as CryptoKey;
  return { signing: { kid, key }, published: { keys: stored.map(({ publicJwk }) => publicJwk) } };
}
