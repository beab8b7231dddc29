import type { CryptoKey, JSONWebKeySet } from 'jose';

/** The verifier's signing keys at one time. */
export interface Ring {
  readonly signing: { readonly kid: string; readonly key: CryptoKey };
  /** Every public key whose signatures may still be valid. */
  readonly published: JSONWebKeySet;
}

/** Gives the ring, and rotates its keys when they are due. */
export interface Keys {
  ring(nowMs: number): Promise<Ring>;
}
