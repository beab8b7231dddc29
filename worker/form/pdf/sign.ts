/** Signs a PDF with the provider's certificate: PAdES B-B (ETSI EN 319 142-1), without a time stamp. */
import { CryptoKeySigner, PDF } from '@libpdf/core';

/** The provider's certificate, from its configuration. */
export interface ProviderCertificate {
  /** DER. */
  readonly certificate: Uint8Array;
  /** Up to the root, DER. */
  readonly chain: readonly Uint8Array[];
  readonly privateKey: CryptoKey;
  readonly keyType: 'RSA' | 'EC';
}

/** @returns the same bytes, with the signature appended to them */
export async function signPdf(pdf: Uint8Array, by: ProviderCertificate, nowMs: number): Promise<Uint8Array> {
  const algorithm = by.keyType === 'EC' ? 'ECDSA' : 'RSASSA-PKCS1-v1_5';
  const signer = new CryptoKeySigner(by.privateKey, by.certificate, by.keyType, algorithm, [...by.chain]);
  const document = await PDF.load(pdf);
  const { bytes } = await document.sign({ signer, level: 'B-B', signingTime: new Date(nowMs) });
  return bytes;
}
