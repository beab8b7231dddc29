/** Bodies of the CTID agent: JSON under AES-128-CBC with PKCS #7 padding, in base64. */
import { cbc } from '@noble/ciphers/aes.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { base64, fromBase64 } from '#protocol/base64.ts';

/** Key and initialisation vector, 16 characters each, as the agent gives them. */
export interface BodyKey {
  readonly key: string;
  readonly iv: string;
}

export const encryptBody = (value: unknown, { key, iv }: BodyKey): string =>
  base64(cbc(utf8ToBytes(key), utf8ToBytes(iv)).encrypt(utf8ToBytes(JSON.stringify(value))));

/** @returns undefined if the text is not such a body under this key */
export function decryptBody(text: string, { key, iv }: BodyKey): unknown {
  try {
    const bytes = cbc(utf8ToBytes(key), utf8ToBytes(iv)).decrypt(fromBase64(text.trim())!);
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}
