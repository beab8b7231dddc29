/** The parts in which a filer sends the trace of a capture while it acts. */
import { base64url } from 'jose';
import { advanceRunningHash, frameLeaf, startRunningHash } from '#protocol/capture/commitment.ts';
import { packFrames } from '#protocol/capture/packed-frames.ts';
import type { SyntheticCapture } from './capture.ts';

/** The running hash after each frame, base64url. */
export function runningHashes({ challenge, trace, frameDigests }: SyntheticCapture): string[] {
  let hash = startRunningHash(challenge);
  return trace.recordBytes.map((record, n) => {
    hash = advanceRunningHash(hash, frameLeaf(n, record, frameDigests[n]!));
    return base64url.encode(hash);
  });
}

/** How many frames a window's hash covers. */
export const coveredBy = (capture: SyntheticCapture, n: number): number =>
  runningHashes(capture).indexOf(capture.windows[n]!.runningHash) + 1;

/** Frames of a capture, packed. */
export const packed = (
  { trace, frameDigests }: Pick<SyntheticCapture, 'trace' | 'frameDigests'>,
  from = 0,
  to = trace.records.length,
): Uint8Array<ArrayBuffer> =>
  packFrames(
    trace.header,
    trace.recordBytes.slice(from, to).map((record, n) => ({ record, jpegDigest: frameDigests[from + n]! })),
  );
