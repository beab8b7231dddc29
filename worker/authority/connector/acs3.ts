/**
 * Alibaba Cloud's request signature, version 3.
 *
 * @see https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export const acs3 = 'ACS3-HMAC-SHA256';

export interface Acs3Request {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Lower-case names. `host`, `content-type` and those that begin with `x-acs-` are signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** SHA-256 of the body, hexadecimal. */
  readonly contentDigest: string;
}

/** The value of the header `Authorization`. */
export function acs3Authorization(request: Acs3Request, accessKeyId: string, accessKeySecret: string): string {
  const { method, path, query, headers, contentDigest } = request;
  const signed = Object.keys(headers)
    .filter((name) => name === 'host' || name === 'content-type' || name.startsWith('x-acs-'))
    .toSorted();
  const canonical = [
    method,
    path,
    acs3Query(query),
    ...signed.map((name) => `${name}:${headers[name]!.trim()}`),
    '',
    signed.join(';'),
    contentDigest,
  ].join('\n');
  const signature = hmac(sha256, utf8ToBytes(accessKeySecret), utf8ToBytes(`${acs3}\n${hexDigest(canonical)}`));
  return `${acs3} Credential=${accessKeyId},SignedHeaders=${signed.join(';')},Signature=${bytesToHex(signature)}`;
}

/** SHA-256 of a text, hexadecimal. */
export const hexDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** The query as it is signed and sent: sorted, and encoded by RFC 3986. */
export const acs3Query = (query: Readonly<Record<string, string>>): string =>
  Object.keys(query)
    .toSorted()
    .map((name) => `${encode(name)}=${encode(query[name]!)}`)
    .join('&');

/** `encodeURIComponent` leaves !'()* as they are, which RFC 3986 §2.3 does not count as unreserved. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
