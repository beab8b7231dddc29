/** The bytes of interface V3.0, as the bureau's side reads and writes them: SOAP, hashes, ZIP and encryption. */
import { cbc } from '@noble/ciphers/aes.js';
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { unzipSync, zipSync } from 'fflate';
import { base64 } from '#protocol/base64.ts';
import { encodeGbk } from '../../bureau/gbk.ts';
import { parseXml } from '../../bureau/xml.ts';
import { childOf, elementsOf, textOf } from '../../bureau/xml-content.ts';

export interface SoapCall {
  readonly method: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** @returns undefined unless the text is a SOAP envelope with one call */
export function readCall(text: string): SoapCall | undefined {
  try {
    const body = childOf(parseXml(withoutNamespaces(text)), 'Body');
    const [call] = elementsOf(body);
    if (!call) return undefined;
    const parameters = Object.fromEntries(elementsOf(call).map((own) => [own.name, textOf(own)]));
    return { method: call.name, parameters };
  } catch {
    return undefined;
  }
}

/** Clients choose prefixes freely; no name occurs in two namespaces. */
const withoutNamespaces = (text: string): string =>
  text.replace(/<[^?>][^>]*>/g, (tag) =>
    tag.replace(/^(<\/?)[\w.-]+:/, '$1').replace(/\s[\w.-]+(:[\w.-]+)?\s*=\s*("[^"]*"|'[^']*')/g, ''),
  );

export const namespaceOf = (service: string): string => `http://sandbox.beihe.invalid/${service}`;

/** @param reply the XML of the reply, which travels as text */
export const soapReply = (method: string, service: string, reply: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
  `<ns:${method}Response xmlns:ns="${namespaceOf(service)}"><return>${escaped(reply)}</return></ns:${method}Response>` +
  `</soap:Body></soap:Envelope>`;

export const soapFault = (text: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>` +
  `<soap:Fault><faultcode>soap:Client</faultcode><faultstring>${escaped(text)}</faultstring></soap:Fault>` +
  `</soap:Body></soap:Envelope>`;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

export const hashOf = (bytes: Uint8Array): string => base64(md5(bytes));

/** Both forms in use: of the 16 bytes, and of their hexadecimal text. */
export function passwordHashes(password: string, random: string): readonly string[] {
  const digest = md5(encodeGbk(password + random));
  return [base64(digest), base64(new TextEncoder().encode(bytesToHex(digest)))];
}

export interface EncryptionKey {
  readonly key: string;
  readonly iv: string;
}

const cipherOf = ({ key, iv }: EncryptionKey) => cbc(new TextEncoder().encode(key), new TextEncoder().encode(iv));

export const encrypted = (bytes: Uint8Array, key: EncryptionKey): Uint8Array => cipherOf(key).encrypt(bytes);

/** @throws Error where the key does not fit */
export const decrypted = (bytes: Uint8Array, key: EncryptionKey): Uint8Array => cipherOf(key).decrypt(bytes);

export const zipped = (name: string, bytes: Uint8Array, atMs: number): Uint8Array =>
  zipSync({ [name]: bytes }, { mtime: atMs });

/** @throws Error where it is no ZIP */
export const unzipped = (bytes: Uint8Array): Uint8Array[] => Object.values(unzipSync(bytes));
