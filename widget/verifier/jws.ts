/** Compact JWS (RFC 7515), as far as the widget needs it: what the session's key signs, and what the verifier's say. */
import { toBase64url } from '../vision/encoding.ts';

/** Signs with ES256. @param header without `alg` */
export async function signJws(
  header: Readonly<Record<string, unknown>>,
  payload: unknown,
  privateKey: CryptoKey,
): Promise<string> {
  const encoder = new TextEncoder();
  const encoded = (value: unknown) => toBase64url(encoder.encode(JSON.stringify(value)));
  const signed = `${encoded({ alg: 'ES256', ...header })}.${encoded(payload)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, encoder.encode(signed));
  return `${signed}.${toBase64url(new Uint8Array(signature))}`;
}

/**
 * The payload of a JWS. The signature is not verified here: the verifier does that when it gets the JWS back.
 *
 * @throws Error if it is none
 */
export function payloadOf<T extends object>(jws: string): T {
  const encoded = jws.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
  const payload = JSON.parse(new TextDecoder().decode(bytes)) as T | null;
  if (typeof payload !== 'object' || payload === null) throw new TypeError('no claims');
  return payload;
}
