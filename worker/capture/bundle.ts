/** What an appraisal was made from, as it is kept, and as a capture to appraise again. */
import { base64url } from 'jose';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { Evidence } from '#protocol/capture/evidence.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Capture, RevealedFrame } from './capture.ts';
import { decode, unwrapEvidence, type ReceivedEvidence } from './evidence.ts';
import { readKept } from './keeping.ts';
import type { Blobs } from './blobs.ts';

/** What a challenge's appraisal was made from, beside the evidence and the pictures, which lie in blobs of their own. */
export interface CaptureRecord extends Omit<ReceivedEvidence, 'evidence'> {
  readonly policy: Pick<Policy, 'name' | 'version'>;
  /** Blob the evidence lies in. */
  readonly evidence: string;
  /** Frames that were drawn. */
  readonly open: readonly number[];
}

/** Blob a challenge's record lies in. */
export const recordKey = (session: string, challengeId: string): string => `${session}/${challengeId}/capture.json`;

/** Blob an opened picture lies in. */
export const pictureKey = (session: string, challengeId: string, index: number): string =>
  `${session}/${challengeId}/frame-${index}.jpg`;

/** A bundle as it lies in blobs. */
export async function gatherBundle(session: string, challengeId: string, blobs: Blobs): Promise<EvidenceBundle> {
  const record = (await readKept(recordKey(session, challengeId), blobs)) as CaptureRecord;
  const { policy, jwk, windows, receivedAtMs, open } = record;
  const revealed = open.map(async (index) => {
    const jpeg = await blobs.get(pictureKey(session, challengeId, index));
    return { index, jpeg: jpeg ? base64url.encode(jpeg) : null };
  });
  return {
    v: 1,
    policy,
    jwk,
    evidence: Evidence.parse(await readKept(record.evidence, blobs)),
    windows: [...windows],
    receivedAtMs,
    revealed: await Promise.all(revealed),
  };
}

/**
 * A bundle as a capture and its opened frames: key, signature, digests and root are checked as they were at first.
 *
 * @throws Refusal as `unwrapEvidence` does
 */
export async function unwrapBundle(
  bundle: EvidenceBundle,
  policy: Policy,
): Promise<{ readonly capture: Capture; readonly revealed: readonly RevealedFrame[] }> {
  const capture = await unwrapEvidence(bundle, policy);
  const revealed = bundle.revealed.map(({ index, jpeg }) => ({
    index,
    jpeg: jpeg === null ? undefined : decode(jpeg),
  }));
  return { capture, revealed };
}
