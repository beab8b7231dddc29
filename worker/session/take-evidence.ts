/** Accepts evidence: verifies it, draws the frames to reveal and spends its challenge. */
import type { Evidence } from '#protocol/capture/evidence.ts';
import type { Policies } from '#protocol/policy/registry.ts';
import { evidenceKey } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import { verifySessionChallenge } from '../capture/challenge.ts';
import { drawFrames } from '../capture/drawn-frames.ts';
import { unwrapCapture, verifyStatement } from '../capture/evidence.ts';
import { keep } from '../capture/keeping.ts';
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
 * Verifies the evidence, draws frames from it and spends its challenge, once per challenge.
 *
 * @param receivedAtMs when its last byte arrived, server time
 * @returns the numbers of the frames to reveal, rising
 * @throws Refusal as `verifyStatement`, `verifySessionChallenge`, `unwrapCapture`, and the commands `admit-evidence` and
 *   `spend` do
 */
export async function takeEvidence(
  { policies, sessions, blobs, keys, random }: Intake,
  session: string,
  { jwk, jti, jkt }: Proof,
  evidence: Evidence,
  receivedAtMs: number,
): Promise<readonly number[]> {
  const statement = await verifyStatement(evidence.statement, jwk);
  const { id: challengeId } = await verifySessionChallenge(statement.challenge, session, await keys.ring(receivedAtMs));
  const admitted = await sessions.run(session, 'admit-evidence', { by: { jti, jkt }, challengeId }, receivedAtMs);

  const policy = policies.pinned(admitted.policy);
  const unwrapped = unwrapCapture(evidence, statement, policy);
  const capture = { ...unwrapped, windows: admitted.windows, receivedAtMs };
  const { frames: drawn, portrait } = drawFrames(capture, policy, secretDraw(random));

  const blob = evidenceKey(session, challengeId, randomId(random));
  const { root, traceDigest, attester } = statement;
  const challengeDigest = digestOf(statement.challenge);
  const statementDigest = digestOf(evidence.statement);
  const spent = { blob, challengeDigest, statementDigest, root, traceDigest, attester, drawn, portrait };
  await keep([[blob, JSON.stringify(evidence)]], blobs, () =>
    sessions.run(session, 'spend', { challengeId, evidence: spent }, receivedAtMs),
  );
  return drawn;
}
