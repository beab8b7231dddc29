/** The inputs of an appraisal: gathered from blobs into a bundle, and unwrapped from a bundle for a second appraisal. */
import { base64url } from 'jose';
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { Evidence } from '#protocol/capture/evidence.ts';
import type { Policy, PolicyName } from '#protocol/policy/policy.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { protocolVersion } from '#protocol/version.ts';
import { pictureKey, recordKey } from './blob-keys.ts';
import type { Blobs } from './blobs.ts';
import type { Capture, RevealedFrame } from './capture.ts';
import { decode, unwrapEvidence, type ReceivedEvidence } from './evidence.ts';
import { readKept } from './keeping.ts';

/** The inputs of a challenge's appraisal, without the evidence and the pictures, which are separate blobs. */
export interface CaptureRecord extends Omit<ReceivedEvidence, 'evidence'> {
  readonly policy: PolicyName;
  /** Key of the blob with the evidence. */
  readonly evidence: string;
  /** Frames that were drawn. */
  readonly drawn: readonly number[];
  /** `sealOf` these inputs; undefined in a record from before seals. */
  readonly seal?: string;
}

/** A record as it was stored before version 1 of the session's state. */
type OlderRecord = Omit<CaptureRecord, 'drawn'> & { readonly open: readonly number[] };

/** The bundle of a concluded challenge, read from its blobs. */
export async function gatherBundle(session: string, challengeId: string, blobs: Blobs): Promise<EvidenceBundle> {
  const record = (await readKept(recordKey(session, challengeId), blobs)) as CaptureRecord | OlderRecord;
  const { policy, jwk, windows, receivedAtMs, seal } = record;
  const drawn = 'open' in record ? record.open : record.drawn;
  const revealed = drawn.map(async (index) => {
    const jpeg = await blobs.get(pictureKey(session, challengeId, index));
    return { index, jpeg: jpeg ? base64url.encode(jpeg) : null };
  });
  return {
    v: protocolVersion,
    policy,
    jwk,
    evidence: Evidence.parse(await readKept(record.evidence, blobs)),
    windows: [...windows],
    receivedAtMs,
    revealed: await Promise.all(revealed),
    ...(seal !== undefined && { seal }),
  };
}

/**
 * A bundle as a capture and its revealed frames. Key, signature, digests and root are verified as when the evidence arrived.
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

/**
 * The policy for the second appraisal of a bundle: the version that first judged it, or the newest of the same name.
 *
 * @throws Refusal policy-unknown
 */
export function replayPolicy({ policy: pin }: EvidenceBundle, policies: Policies): Policy {
  const policy = policies.version(pin) ?? policies.named(pin.name);
  if (!policy) throw new Refusal('policy-unknown');
  return policy;
}
