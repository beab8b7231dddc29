/** How interface V3.0 proves the caller, and how it hashes, encrypts and writes the bytes of a file. */
import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64, fromBase64 } from '#protocol/base64.ts';
import type { Random } from '../../trust/random.ts';
import { encodeGbk } from '../gbk.ts';

/** Numbers of the algorithms: MD5, ZIP, none, AES-128-CBC with PKCS #5 padding. */
export const algorithms = { hash: 0, compression: 0, plain: 0, encrypted: 1 } as const;

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `randVal`: 20 characters, each of the 62 as likely as the others. */
export function randomValue(random: Random): string {
  const most = 256 - (256 % letters.length);
  let value = '';
  while (value.length < 20) {
    for (const byte of random(32)) {
      if (byte < most && value.length < 20) value += letters[byte % letters.length]!;
    }
  }
  return value;
}

/** `pwdHash`: base64 of the MD5 of password and `randVal` in GBK, or of its hexadecimal text. */
export function passwordHash(password: string, randVal: string, form: 'raw' | 'hex'): string {
  const digest = md5(encodeGbk(password + randVal));
  return base64(form === 'raw' ? digest : new TextEncoder().encode(bytesToHex(digest)));
}

/** `beianInfoHash`: base64 of the MD5 of the ZIP. */
export const hashOf = (zip: Uint8Array): string => base64(md5(zip));

/** As the bureau gives them out: 16 characters each. */
export interface EncryptionKey {
  readonly key: string;
  readonly iv: string;
}

const cipherOf = ({ key, iv }: EncryptionKey) => cbc(encodeGbk(key), encodeGbk(iv));

export const encrypted = (bytes: Uint8Array, key: EncryptionKey): Uint8Array => cipherOf(key).encrypt(bytes);

/** @throws Error where the key does not fit, or bytes are missing */
export const decrypted = (bytes: Uint8Array, key: EncryptionKey): Uint8Array => cipherOf(key).decrypt(bytes);

/** Reads base64 with line breaks, as SOAP servers write it. @returns undefined for other text */
export const fromFoldedBase64 = (text: string): Uint8Array | undefined => fromBase64(text.replace(/\s+/g, ''));
