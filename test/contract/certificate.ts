/** A provider's certificate that nobody trusts, made anew for each test. */
import type { ProviderCertificate } from '../../worker/form/pdf/sign.ts';

const bytes = (...parts: readonly (Uint8Array | readonly number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => [...part]));

/** A value of DER (ITU-T X.690). */
function der(tag: number, ...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const content = bytes(...parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return bytes([tag], size, content);
}

const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts);
const text = (value: string) => new TextEncoder().encode(value);

const ecdsaWithSha256 = sequence(der(0x06, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));
const name = sequence(der(0x31, sequence(der(0x06, [0x55, 0x04, 0x03]), der(0x0c, text('Test provider')))));

/** A number that is not negative, without leading zeros but the one that says so. */
function integer(value: Uint8Array): Uint8Array {
  const start = value.findIndex((byte) => byte !== 0);
  const significant = value.subarray(Math.max(0, start));
  return der(0x02, significant[0]! >= 128 ? [0] : [], significant);
}

export async function createCertificate(): Promise<ProviderCertificate> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const { privateKey, publicKey } = (await crypto.subtle.generateKey(algorithm, true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair;
  const key = new Uint8Array((await crypto.subtle.exportKey('spki', publicKey)) as ArrayBuffer);
  const validity = sequence(der(0x17, text('260101000000Z')), der(0x17, text('360101000000Z')));
  const version = der(0xa0, der(0x02, [2]));
  const signed = sequence(version, der(0x02, [1]), ecdsaWithSha256, name, validity, name, key);
  const signature = new Uint8Array(
    await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, Uint8Array.from(signed)),
  );
  const encoded = sequence(integer(signature.subarray(0, 32)), integer(signature.subarray(32)));
  const certificate = sequence(signed, ecdsaWithSha256, der(0x03, [0], encoded));
  return { certificate, chain: [], privateKey, keyType: 'EC' };
}
