/**
 * The hashes that bind frames to a challenge.
 *
 *     leaf         = SHA-256(0x00 ‖ index as uint32 LE ‖ trace record ‖ SHA-256(JPEG))
 *     running hash = SHA-256(challenge JWS), then for each frame SHA-256(previous ‖ leaf)
 *     root         = Merkle tree hash of the leaves, RFC 6962 §2.1 (inner nodes SHA-256(0x01 ‖ left ‖ right))
 *
 * The record begins with the frame's time. The leaf contains the JPEG's digest instead of the JPEG. The verifier has every
 * record and every digest, so it can recompute all leaves, also those of frames that were not revealed (decision 0001).
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** Length of a SHA-256 digest in bytes. */
export const digestBytes = 32;

export { sha256 };

/** The leaf of frame `index`. @param jpegDigest SHA-256 of the frame's JPEG, 32 bytes */
export function frameLeaf(index: number, record: Uint8Array, jpegDigest: Uint8Array): Uint8Array {
  const number = new Uint8Array(5);
  new DataView(number.buffer).setUint32(1, index, true);
  return sha256(concatBytes(number, record, jpegDigest));
}

/** The running hash before the first frame. @param challenge the challenge as a compact JWS */
export const startRunningHash = (challenge: string): Uint8Array => sha256(utf8ToBytes(challenge));

/** The running hash after one more frame. */
export const advanceRunningHash = (previous: Uint8Array, leaf: Uint8Array): Uint8Array =>
  sha256(concatBytes(previous, leaf));

/**
 * The Merkle tree hash of the leaves.
 *
 * @throws RangeError if there are no leaves
 * @see RFC 6962 §2.1
 */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) throw new RangeError('a tree needs at least one leaf');
  if (leaves.length === 1) return leaves[0]!;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(concatBytes(Uint8Array.of(1), merkleRoot(leaves.slice(0, split)), merkleRoot(leaves.slice(split))));
}
