/** Appraises revealed frames and signs the result. */
import { Evidence } from '#protocol/capture/evidence.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import { appraisalKey, pictureKey, portraitKey, recordKey } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { sealOf } from '../capture/bundle-seal.ts';
import type { CaptureRecord } from '../capture/bundle.ts';
import { unwrapEvidence } from '../capture/evidence.ts';
import type { FaceReader } from '../capture/face-reader.ts';
import { keep, readKept, type Kept } from '../capture/keeping.ts';
import { createPortrait } from '../capture/portrait.ts';
import { isPromised, readRevealed, revealedFrames } from '../capture/revealed-frames.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Proof } from '../trust/proof.ts';
import { randomId, type Random } from '../trust/random.ts';
import type { Keys } from '../trust/ring.ts';
import { appraise, type Appraisal } from './appraise.ts';
import { sealResult } from './attestation.ts';

/** The parts of the verifier that `attest` needs. */
export interface Appraiser {
  readonly config: { readonly issuer: string; readonly sandbox: boolean };
  readonly policies: Policies;
  readonly sessions: Sessions;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly faceReader: () => Promise<FaceReader>;
  readonly now: () => number;
  readonly random: Random;
  /** The key of `sealOf`. */
  readonly sealKey: Uint8Array;
}

/**
 * Appraises the revealed frames with the evidence that they belong to, and signs the result. Once per challenge.
 *
 * @param readFrames reads the request's body; called only if the session waits for frames
 * @throws Refusal as `readFrames` and the commands `admit-reveal`, `claim-reveal` and `conclude` do
 */
export async function attest(
  { config, policies, sessions, blobs, keys, faceReader, now, random, sealKey }: Appraiser,
  id: string,
  { jwk, jti, jkt }: Proof,
  readFrames: () => Promise<ReadonlyMap<number, Uint8Array>>,
): Promise<Pick<Appraisal, 'verdict' | 'causes'>> {
  const challengeId = await sessions.run(id, 'admit-reveal', { by: { jti, jkt } }, now());
  const sent = await readFrames();
  // Before the claim: if the models cannot be loaded, the filer may send the frames again.
  const reader = await faceReader();
  const { session, challenge } = await sessions.run(id, 'claim-reveal', { challengeId }, now());

  const policy = policies.pinned(session.policy);
  const { windows, spentAtMs: receivedAtMs, evidence: spent } = challenge;
  const { drawn, blob } = spent;
  const evidence = Evidence.parse(await readKept(blob, blobs));
  const determined = { policy: session.policy, windows, receivedAtMs, drawn };
  const seal = sealOf({ ...determined, statement: evidence.statement }, sealKey);
  const record: CaptureRecord = { ...determined, jwk, evidence: blob, seal };
  const capture = await unwrapEvidence({ ...record, evidence }, policy);
  const revealed = await readRevealed(revealedFrames(drawn, sent), capture, reader);
  const appraisal = appraise(capture, revealed, policy);

  const { verdict, causes } = appraisal;
  const portrait = verdict === 'bona-fide' ? await createPortrait(spent.portrait, revealed, reader) : undefined;
  const { issuer, sandbox } = config;
  const outline = { issuer, sandbox, jti: randomId(random), session, challenge, verdict, portrait };
  const nowMs = now();
  const result = await sealResult(outline, nowMs, policy, await keys.ring(nowMs));

  const records: Kept[] = [
    [appraisalKey(id, challengeId), JSON.stringify(appraisal)],
    [recordKey(id, challengeId), JSON.stringify(record)],
    ...(portrait ? [[portraitKey(id, challengeId), portrait.jpeg] as const] : []),
    // A picture that the evidence did not promise may show anything, so it is not stored.
    ...revealed.flatMap((frame): Kept[] =>
      frame.jpeg && isPromised(frame, capture) ? [[pictureKey(id, challengeId, frame.index), frame.jpeg]] : [],
    ),
  ];
  const conclusion = { challengeId, verdict, causes: [...causes], result };
  await keep(records, blobs, () => sessions.run(id, 'conclude', { conclusion }, now()));
  return { verdict, causes };
}
