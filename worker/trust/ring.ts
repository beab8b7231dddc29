import type { CryptoKey, JSONWebKeySet } from 'jose';

/** The verifier's signing keys at one time. */
export interface Ring {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  /** Every public key whose signatures may still be valid. */
  readonly published: JSONWebKeySet;
}

/** Where the ring is kept. */
export interface Keys {
  ring(nowMs: number): Promise<Ring>;
}
