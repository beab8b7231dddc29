/**
 * The seal of an evidence bundle: what the verifier itself determined, authenticated with a key of its own. Everything else in
 * a bundle is signed by the attester. Without a seal an assessor could move a window, or choose which frames are judged.
 */
import { base64url } from 'jose';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { Refusal } from '#protocol/refusal.ts';
import { digestOf } from '../trust/digest.ts';
import { authenticate, isAuthentic } from '../trust/secret.ts';
import type { DisclosedWindow } from './capture.ts';

/** What is sealed, with the statement that it belongs to. */
export interface Sealed {
  readonly policy: { readonly name: string; readonly version: number };
  /** The statement JWS, which the attester's key signed. */
  readonly statement: string;
  readonly windows: readonly DisclosedWindow[];
  readonly receivedAtMs: number;
  /** The frames that were drawn, rising. */
  readonly drawn: readonly number[];
}

/** @param key derived for the purpose `bundle-seal` */
export const sealOf = (sealed: Sealed, key: Uint8Array): string =>
  base64url.encode(authenticate(key, sealedText(sealed)));

/** Every value at a fixed place, so that no two contents have the same text. */
const sealedText = ({ policy, statement, windows, receivedAtMs, drawn }: Sealed): string =>
  JSON.stringify([
    policy.name,
    policy.version,
    digestOf(statement),
    windows.map(({ ask, windowMs, runningHash, disclosedAtMs }) => [
      Object.entries(ask).toSorted(([a], [b]) => (a < b ? -1 : 1)),
      windowMs,
      runningHash,
      disclosedAtMs,
    ]),
    receivedAtMs,
    drawn,
  ]);

/** @throws Refusal bundle-unsealed, bundle-altered */
export function verifySeal(
  { seal, policy, evidence, windows, receivedAtMs, revealed }: EvidenceBundle,
  key: Uint8Array,
): void {
  if (seal === undefined) throw new Refusal('bundle-unsealed');
  const drawn = revealed.map(({ index }) => index).toSorted((a, b) => a - b);
  const sealed = { policy, statement: evidence.statement, windows, receivedAtMs, drawn };
  if (!isAuthentic(seal, key, sealedText(sealed))) throw new Refusal('bundle-altered');
}
