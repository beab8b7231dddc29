/** Evidence that was sent in parts. */
import { concatBytes } from '@noble/hashes/utils.js';
import { base64url } from 'jose';
import type { Evidence, EvidenceInParts } from '#protocol/capture/evidence.ts';
import { unpackFrames } from '#protocol/capture/packed-frames.ts';
import { encodeHeader } from '#protocol/capture/trace.ts';
import { Refusal } from '#protocol/refusal.ts';
import { decode } from './evidence.ts';

/**
 * The evidence as one piece, the same as if it had been sent so. Whether it is what the attester signed, and what the running
 * hashes had fixed, is checked as for that.
 *
 * @param parts the packed parts that belong to it, in their order
 * @throws Refusal trace-malformed, trace-oversized, evidence-mismatch, request-malformed
 */
export function joinParts(
  { statement, tail }: EvidenceInParts,
  parts: readonly Uint8Array[],
  maxRecords: number,
): Evidence {
  const unpacked = [...parts, decode(tail)].map((bytes) => unpackFrames(bytes, maxRecords));
  const frames = unpacked.flatMap((part) => part.frames);
  if (frames.length > maxRecords) throw new Refusal('trace-oversized');
  const headers = unpacked.map(({ header }) => encodeHeader(header, frames.length));
  const [header, ...others] = headers.map((bytes) => base64url.encode(bytes));
  if (others.some((other) => other !== header)) throw new Refusal('evidence-mismatch', { cause: 'header' });
  return {
    statement,
    trace: base64url.encode(concatBytes(headers[0]!, ...frames.map(({ record }) => record))),
    frameDigests: base64url.encode(concatBytes(...frames.map(({ jpegDigest }) => jpegDigest))),
  };
}
