/** DPoP proofs (RFC 9449). One difference: the nonce proves freshness. `iat` is ignored, because phone clocks are often wrong. */
import { base64url, calculateJwkThumbprint, compactVerify, EmbeddedJWK } from 'jose';
import { z } from 'zod';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { PublicJwk } from '#protocol/session/key.ts';
import { Refusal } from '#protocol/refusal.ts';
import { issuesForLog } from '#protocol/schema-issues.ts';

/** A verified proof: the key that signed it, and its single-use id. */
export interface Proof {
  readonly jwk: PublicJwk;
  /** RFC 7638 thumbprint of `jwk`. */
  readonly jkt: string;
  /** The first 12 bytes of the SHA-256 of its `jti`, base64url: short for any length of the client's `jti`. */
  readonly jti: string;
}

export interface ExpectedProof {
  readonly method: string;
  /** Every URL under which this verifier is called with the request's path. */
  readonly urls: readonly string[];
  readonly token: string;
  readonly isFreshNonce: (nonce: string) => boolean;
}

const ProofPayload = z.object({
  htm: z.string(),
  htu: z.string(),
  jti: z.string().regex(/^[\x20-\x7e]{1,128}$/),
  ath: z.string(),
  iat: z.number(),
  nonce: z.string().optional(),
});

/**
 * Verifies a proof against the request that it came with.
 *
 * @throws Refusal dpop-invalid, dpop-nonce-required
 * @see RFC 9449 §4.3
 */
export async function verifyProof(proof: string, expected: ExpectedProof): Promise<Proof> {
  const { protectedHeader, payload } = await compactVerify(proof, EmbeddedJWK, { algorithms: ['ES256'] }).catch(
    invalid,
  );
  if (protectedHeader.typ !== 'dpop+jwt') throw new Refusal('dpop-invalid', { cause: 'typ' });
  const jwk = PublicJwk.safeParse(protectedHeader.jwk);
  if (!jwk.success) throw new Refusal('dpop-invalid', { cause: 'jwk' });

  const claims = ProofPayload.safeParse(parseJson(payload));
  if (!claims.success) throw new Refusal('dpop-invalid', { cause: issuesForLog(claims.error, 'claims') });
  const { htm, htu, ath, jti, nonce } = claims.data;
  if (htm !== expected.method) throw new Refusal('dpop-invalid', { cause: 'htm' });
  if (!expected.urls.some((url) => target(url) === target(htu))) {
    throw new Refusal('dpop-invalid', {
      cause: 'htu',
      detail: 'htu is not the address of this verifier and this route',
    });
  }
  if (ath !== base64url.encode(sha256Of(expected.token))) throw new Refusal('dpop-invalid', { cause: 'ath' });
  if (nonce === undefined || !expected.isFreshNonce(nonce)) throw new Refusal('dpop-nonce-required');
  return {
    jwk: jwk.data,
    jkt: await calculateJwkThumbprint(jwk.data),
    jti: base64url.encode(sha256Of(jti).subarray(0, 12)),
  };
}

const sha256Of = (text: string): Uint8Array => sha256(utf8ToBytes(text));

/** A URL without query and fragment, normalised (RFC 3986 §6.2); undefined if it does not parse. */
function target(url: string): string | undefined {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.origin}${parsed.pathname}` : undefined;
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new Refusal('dpop-invalid', { cause });
  }
}

const invalid = (cause: unknown): never => {
  throw new Refusal('dpop-invalid', { cause });
};
