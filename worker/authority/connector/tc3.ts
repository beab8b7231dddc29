/**
 * Tencent Cloud's request signature, version 3, of a POST with a JSON body.
 *
 * @see https://cloud.tencent.com/document/api/1007/31329
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

export interface Tc3Request {
  /** Without a port, as Tencent's own client signs it. */
  readonly host: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
  /** Seconds since the epoch. */
  readonly timestampS: number;
  readonly service: string;
}

/** The value of the header `Authorization`. */
export function tc3Authorization(request: Tc3Request, secretId: string, secretKey: string): string {
  const { host, path, contentType, body, timestampS, service } = request;
  const signedHeaders = 'content-type;host';
  const headers = `content-type:${contentType}\nhost:${host}\n`;
  const canonical = ['POST', path, '', headers, signedHeaders, hexDigest(body)].join('\n');
  const date = new Date(timestampS * 1000).toISOString().slice(0, 10);
  const scope = `${date}/${service}/tc3_request`;
  const key = [date, service, 'tc3_request'].reduce(mac, utf8ToBytes(`TC3${secretKey}`));
  const signature = mac(key, ['TC3-HMAC-SHA256', timestampS, scope, hexDigest(canonical)].join('\n'));
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${bytesToHex(signature)}`;
}

const mac = (key: Uint8Array, message: string): Uint8Array => hmac(sha256, key, utf8ToBytes(message));
const hexDigest = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));
