import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, keyBytes } from '../../../../worker/trust/cipher.ts';

const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const key = random(keyBytes);
const text = utf8ToBytes('示例公司');

describe('encryption', () => {
  it('is undone by the same key and context, and differs each time', () => {
    const encrypted = encrypt(text, key, 'a', random);
    expect(decrypt(encrypted, key, 'a')).toEqual(text);
    expect(encrypt(text, key, 'a', random)).not.toEqual(encrypted);
  });

  it('is refused under another key or context, and if any byte was changed', () => {
    const encrypted = encrypt(text, key, 'a', random);
    expect(() => decrypt(encrypted, random(keyBytes), 'a')).toThrow();
    expect(() => decrypt(encrypted, key, 'b')).toThrow();
    for (const n of encrypted.keys()) {
      const changed = encrypted.slice();
      changed[n]! ^= 1;
      expect(() => decrypt(changed, key, 'a')).toThrow();
    }
  });

  it('is XChaCha20-Poly1305 with its nonce in front', () => {
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1
    const nonce = hexToBytes('404142434445464748494a4b4c4d4e4f5051525354555657');
    const vectorKey = Uint8Array.from({ length: keyBytes }, (_, n) => 0x80 + n);
    const sunscreen = utf8ToBytes(
      'Ladies and Gentlemen of the class of ’99: If I could offer you only one tip for the future, sunscreen would be it.'.replace(
        '’',
        "'",
      ),
    );
    const encrypted = encrypt(sunscreen, vectorKey, '', () => nonce);
    expect(encrypted.subarray(0, 24)).toEqual(nonce);
    // The appendix has additional data; the key stream, and so the ciphertext, does not depend on it.
    expect(encrypted.subarray(24, 40)).toEqual(hexToBytes('bd6d179d3e83d43b9576579493c0e939'));
  });
});
