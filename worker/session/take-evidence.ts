/** Accepts evidence: verifies it, draws the frames to reveal and spends its challenge. */
import type { Evidence, EvidenceInParts } from '#protocol/capture/evidence.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { evidenceKey } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { verifySessionChallenge } from '../capture/challenge.ts';
import { drawFrames } from '../capture/drawn-frames.ts';
import { lastRunningHash, unwrapCapture, verifyStatement } from '../capture/evidence.ts';
import { keep } from '../capture/keeping.ts';
import { joinParts } from '../capture/parts.ts';
import { digestOf } from '../trust/digest.ts';
import type { Proof } from '../trust/proof.ts';
import { randomId, secretDraw, type Random } from '../trust/random.ts';
import type { Keys } from '../trust/ring.ts';
import type { Sessions } from './sessions.ts';

/** The parts of the verifier that `takeEvidence` needs. */
export interface Intake {
  readonly policies: Policies;
  readonly sessions: Sessions;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly random: Random;
}

/**
 * Verifies the evidence, draws frames from it and spends its challenge, once per challenge. If the trace has ended before, it has
 * to be that trace.
 *
 * @param receivedAtMs when its last byte arrived, server time
 * @returns the numbers of the frames to reveal, rising
 * @throws Refusal evidence-mismatch, and as `joined`, `verifyStatement`, `verifySessionChallenge`, `unwrapCapture`, and the commands `admit-evidence` and
 *   `spend` do
 */
export async function takeEvidence(
  { policies, sessions, blobs, keys, random }: Intake,
  session: string,
  { jwk, jti, jkt }: Proof,
  sent: Evidence | EvidenceInParts,
  receivedAtMs: number,
): Promise<readonly number[]> {
  const statement = await verifyStatement(sent.statement, jwk);
  const { id: challengeId } = await verifySessionChallenge(statement.challenge, session, await keys.ring(receivedAtMs));
  const admitted = await sessions.run(session, 'admit-evidence', { by: { jti, jkt }, challengeId }, receivedAtMs);

  const policy = policies.pinned(admitted.policy);
  const { windows, parts, end } = admitted;
  const evidence = 'tail' in sent ? await joined(sent, parts, policy, blobs) : sent;
  const capture = { ...unwrapCapture(evidence, statement, policy), windows, receivedAtMs: end?.atMs ?? receivedAtMs };
  if (end && lastRunningHash(capture) !== end.runningHash) throw new Refusal('evidence-mismatch', { cause: 'end' });
  const { frames: drawn, portrait } = drawFrames(capture, policy, secretDraw(random));

  const blob = evidenceKey(session, challengeId, randomId(random));
  const { root, traceDigest, attester } = statement;
  const challengeDigest = digestOf(statement.challenge);
  const statementDigest = digestOf(evidence.statement);
  const spent = { blob, challengeDigest, statementDigest, root, traceDigest, attester, drawn, portrait };
  await keep([[blob, JSON.stringify(evidence)]], blobs, () =>
    sessions.run(session, 'spend', { challengeId, evidence: spent }, receivedAtMs),
  );
  // What could not be deleted is deleted with the session. The evidence contains it.
  await blobs.delete(parts).catch(() => undefined);
  return drawn;
}

/** @throws Refusal evidence-incomplete, challenge-replayed, and as `joinParts` does */
async function joined(
  sent: EvidenceInParts,
  taken: readonly string[],
  { trace }: Policy,
  blobs: Blobs,
): Promise<Evidence> {
  if (sent.parts > taken.length) throw new Refusal('evidence-incomplete');
  const parts = await Promise.all(taken.slice(0, sent.parts).map((key) => blobs.get(key)));
  const found = parts.filter((part) => part !== undefined);
  // They are deleted once other evidence has spent the challenge.
  if (found.length < parts.length) throw new Refusal('challenge-replayed');
  return joinParts(sent, found, trace.maxRecords);
}
