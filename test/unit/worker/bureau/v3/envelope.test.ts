/** The bytes of interface V3.0: hashes, encryption, base64 and ZIP. */
import { createCipheriv, createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../assess/synthetic/random.ts';
import {
  decrypted,
  encrypted,
  fromFoldedBase64,
  hashOf,
  passwordHash,
  randomValue,
} from '../../../../../worker/bureau/v3/envelope.ts';
import { uploadEntry, unzipXml, zipXml } from '../../../../../worker/bureau/v3/zip.ts';

const key = { key: '0123456789abcdef', iv: 'fedcba9876543210' };
const bytes = (text: string) => new TextEncoder().encode(text);

function seeded(seed: number) {
  const random = createRandom(seed);
  return (length: number) => Uint8Array.from({ length }, () => Math.floor(random() * 256));
}

describe('a password’s hash', () => {
  it('is the one of the ministry’s clients', () => {
    expect(passwordHash('1234567890', 'abcdefghijABCDEFGHIJ', 'raw')).toBe('mbDZD5Py+VplWLGDZZIo2Q==');
    const hexadecimal = Buffer.from('mbDZD5Py+VplWLGDZZIo2Q==', 'base64').toString('hex');
    expect(passwordHash('1234567890', 'abcdefghijABCDEFGHIJ', 'hex')).toBe(Buffer.from(hexadecimal).toString('base64'));
  });

  it('is made of GBK', () => {
    // 密 is C3 DC in GBK.
    const expected = createHash('md5')
      .update(Buffer.from([0xc3, 0xdc, 0x61]))
      .digest('base64');
    expect(passwordHash('密', 'a', 'raw')).toBe(expected);
  });
});

describe('randVal', () => {
  it('has 20 letters and digits', () => {
    expect(randomValue(seeded(1))).toMatch(/^[0-9A-Za-z]{20}$/);
  });

  it('prefers none of them: bytes above the last multiple of 62 are left out', () => {
    const values = Array.from({ length: 248 }, (_, byte) => randomValue((length) => new Uint8Array(length).fill(byte)));
    const counts = Map.groupBy(values, (value) => value);
    expect(counts.size).toBe(62);
    for (const [value, same] of counts) expect(same, value).toHaveLength(4);
    let tries = 0;
    const high = (length: number) => new Uint8Array(length).fill((tries += 1) > 1 ? 0 : 248);
    expect(randomValue(high)).toBe('0'.repeat(20));
  });
});

describe('encryption', () => {
  it('is AES-128-CBC with PKCS #5 padding, and opens again', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const plain = seeded(seed)(seed * 7);
      const cipher = createCipheriv('aes-128-cbc', key.key, key.iv);
      expect(Buffer.from(encrypted(plain, key))).toEqual(Buffer.concat([cipher.update(plain), cipher.final()]));
      expect(decrypted(encrypted(plain, key), key)).toEqual(plain);
    }
  });

  it('does not open with half of the bytes, nor with another key', () => {
    const sealed = encrypted(bytes('x'.repeat(40)), key);
    expect(() => decrypted(sealed.subarray(0, 24), key)).toThrow();
    expect(() => decrypted(sealed, { ...key, key: 'another key here' })).toThrow();
  });

  it('hashes with MD5', () => {
    const sample = seeded(3)(1_000);
    expect(hashOf(sample)).toBe(createHash('md5').update(sample).digest('base64'));
  });
});

describe('base64 of a server', () => {
  it('may have line breaks', () => {
    expect(fromFoldedBase64('AAEC\r\n AwQF\n')).toEqual(Uint8Array.of(0, 1, 2, 3, 4, 5));
  });

  it('is nothing else', () => {
    expect(fromFoldedBase64('AAE')).toBeUndefined();
    expect(fromFoldedBase64('A-_=')).toBeUndefined();
  });
});

describe('a ZIP', () => {
  it('contains the XML under the interface’s name, and the same XML gives the same bytes', () => {
    const xml = seeded(5)(10_000);
    expect(unzipXml(zipXml(xml), 10_000)).toEqual(xml);
    expect(zipXml(xml)).toEqual(zipXml(xml));
    expect(Buffer.from(zipXml(xml)).includes(uploadEntry)).toBe(true);
    expect(uploadEntry).toBe('beianinfo.xml');
  });

  it.each([
    ['half of one', () => zipXml(bytes('x'.repeat(2_000))).subarray(0, 60), 'no ZIP'],
    ['no ZIP', () => bytes('<html/>'), 'no ZIP'],
    ['nothing', () => new Uint8Array(), 'no ZIP'],
    ['no file', () => zipSync({}), '0 files in the ZIP, expected 1'],
    ['a folder alone', () => zipSync({ 'folder/': new Uint8Array() }), '0 files in the ZIP, expected 1'],
    ['two files', () => zipSync({ a: bytes('a'), b: bytes('b') }), '2 files in the ZIP, expected 1'],
    ['too much', () => zipXml(new Uint8Array(10_001)), 'more than 10000 bytes in the ZIP'],
  ])('that is %s is refused', (_, zip, message) => {
    expect(() => unzipXml(zip(), 10_000)).toThrow(message);
  });

  it('gives no more bytes than it declares, so that it cannot burst', () => {
    const zip = zipXml(new Uint8Array(1_000_000));
    const view = new DataView(zip.buffer, zip.byteOffset, zip.length);
    for (let at = 0; at < zip.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 100, true);
    }
    let unpacked = 0;
    try {
      unpacked = unzipXml(zip, 10_000).length;
    } catch {
      // Refusing it is right too.
    }
    expect(unpacked).toBeLessThanOrEqual(100);
  });
});
