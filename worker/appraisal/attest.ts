/** Appraises revealed frames and signs the result. */
import { base64url } from 'jose';
import { Evidence } from '#protocol/capture/evidence.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import { appraisalKey, pictureKey, portraitKey, recordKey } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { sealOf } from '../capture/bundle-seal.ts';
import type { CaptureRecord } from '../capture/bundle.ts';
import { unwrapEvidence } from '../capture/evidence.ts';
import type { FaceReader, Run } from '../capture/face-reader.ts';
import { keep, readKept, type Kept } from '../capture/keeping.ts';
import { createPortrait } from '../capture/portrait.ts';
import { isPromised, readRevealed, revealedFrames } from '../capture/revealed-frames.ts';
import type { Place } from '../load/fair-queue.ts';
import { queuedReader } from '../load/queued-reader.ts';
import type { Claim } from '../session/command/claim-reveal.ts';
import type { Binding } from '../consent/binding.ts';
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
  readonly faceReader: (run: Run) => Promise<FaceReader>;
  readonly now: () => number;
  readonly random: Random;
  /** The key of `sealOf`. */
  readonly sealKey: Uint8Array;
}

/** The request that reveals the frames. */
export interface Reveal {
  readonly arrivedAtMs: number;
  /** Receives its body. Called only if the session waits for frames, and no other upload of them is under way. */
  readonly receive: () => Promise<ReceivedFrames>;
}

/** What a caller may know of the appraisal. */
export interface Attested extends Pick<Appraisal, 'verdict' | 'causes'> {
  /** Undefined in a session without a case. */
  readonly bound: Binding | undefined;
  readonly challengeId: string;
}

export interface ReceivedFrames {
  readonly sent: ReadonlyMap<number, Uint8Array>;
  /** The place of this appraisal among the heavy work. */
  readonly place: Place;
}

/**
 * Appraises the revealed frames with the evidence that they belong to, and signs the result. Once per challenge.
 *
 * @throws Refusal as `receive` and the commands `begin-upload`, `claim-reveal` and `conclude` do
 */
export async function attest(
  appraiser: Appraiser,
  id: string,
  proof: Proof,
  { arrivedAtMs, receive }: Reveal,
): Promise<Attested> {
  const { sessions, faceReader, now, random } = appraiser;
  const { jti, jkt } = proof;
  const uploadId = randomId(random);
  const challengeId = await sessions.run(id, 'begin-upload', { by: { jti, jkt }, uploadId }, arrivedAtMs);
  let place: Place | undefined;
  try {
    const received = await receive();
    place = received.place;
    const reader = queuedReader(await faceReader(place.run), place);
    const claim = await sessions.run(id, 'claim-reveal', { challengeId, uploadId }, now());
    return await appraiseFrames(appraiser, proof, claim, received, reader);
  } catch (error) {
    // Before the claim the filer may send the frames again; after it, this changes nothing.
    const retryAfterMs = (error instanceof Refusal && error.retryAfterMs) || 0;
    await sessions.run(id, 'end-upload', { uploadId, retryAfterMs }, now()).catch(() => undefined);
    throw error;
  } finally {
    place?.leave();
  }
}

/** Appraises claimed frames, and records the conclusion. */
async function appraiseFrames(
  { config, policies, sessions, blobs, keys, now, random, sealKey }: Appraiser,
  { jwk }: Proof,
  { session, challenge }: Claim,
  { sent, place }: ReceivedFrames,
  reader: FaceReader,
): Promise<Attested> {
  const { id } = session;
  const { id: challengeId } = challenge;

  const policy = policies.pinned(session.policy);
  const { windows, spentAtMs, endedAtMs, evidence: spent } = challenge;
  const { drawn, blob } = spent;
  const evidence = Evidence.parse(await readKept(blob, blobs));
  // After the trace's end its bytes fix nothing more, so the time that they took says nothing about the capture.
  const receivedAtMs = endedAtMs ?? spentAtMs;
  const determined = { policy: session.policy, windows, receivedAtMs, drawn };
  const seal = sealOf({ ...determined, statement: evidence.statement }, sealKey);
  const record: CaptureRecord = { ...determined, jwk, evidence: blob, seal };
  const capture = await place.run(() => unwrapEvidence({ ...record, evidence }, policy));
  const revealed = await readRevealed(revealedFrames(drawn, sent), capture, reader);
  const appraisal = await place.run(() => appraise(capture, revealed, policy));

  const { verdict, causes, review } = appraisal;
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
  const verified = portrait && { atMs: nowMs, portraitDigest: base64url.encode(portrait.digest), review };
  const conclusion = { challengeId, verdict, causes: [...causes], result, ...(verified && { verified }) };
  await keep(records, blobs, () => sessions.run(id, 'conclude', { conclusion }, now()));
  return { verdict, causes, bound: session.bound, challengeId };
}
