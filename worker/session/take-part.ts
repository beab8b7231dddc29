/** Takes a part of a trace while the person acts. */
import { unpackFrames } from '#protocol/capture/packed-frames.ts';
import { partKey } from '../capture/blob-keys.ts';
import { keep } from '../capture/keeping.ts';
import type { Proof } from '../trust/proof.ts';
import { randomId } from '../trust/random.ts';
import type { Intake } from './take-evidence.ts';

/** A part as it was sent. */
export interface SentPart {
  readonly challengeId: string;
  /** Its place among the parts, from 0. */
  readonly n: number;
  /** Packed frames. */
  readonly bytes: Uint8Array;
}

/**
 * Stores a part of the trace. It is only carried to the evidence: there all frames together have to match the running hashes that
 * the verifier had before it took them. So a part may be sent again, and the first one of a place is kept.
 *
 * @param receivedAtMs when its last byte arrived, server time
 * @returns how many parts the verifier has
 * @throws Refusal trace-malformed, trace-oversized, and as the commands `admit-part` and `add-part` do
 */
export async function takePart(
  { policies, sessions, blobs, random }: Pick<Intake, 'policies' | 'sessions' | 'blobs' | 'random'>,
  session: string,
  { jti, jkt }: Proof,
  { challengeId, n, bytes }: SentPart,
  receivedAtMs: number,
): Promise<number> {
  const admitted = await sessions.run(session, 'admit-part', { by: { jti, jkt }, challengeId, n }, receivedAtMs);
  if (n < admitted.parts) return admitted.parts;
  unpackFrames(bytes, policies.pinned(admitted.policy).trace.maxRecords);

  const blob = partKey(session, challengeId, randomId(random));
  let added = { parts: 0, isKept: false };
  await keep([[blob, bytes]], blobs, async () => {
    added = await sessions.run(session, 'add-part', { challengeId, n, blob }, receivedAtMs);
  });
  if (!added.isKept) await blobs.delete([blob]);
  return added.parts;
}
