/** Verifies what the attester sent and unwraps it into a capture. */
import { base64url, calculateJwkThumbprint, compactVerify, decodeJwt, importJWK } from 'jose';
import {
  advanceRunningHash,
  digestBytes,
  frameLeaf,
  merkleRoot,
  sha256,
  startRunningHash,
} from '#protocol/capture/commitment.ts';
import type { Challenge } from '#protocol/capture/challenge.ts';
import { EvidenceStatement, type Evidence } from '#protocol/capture/evidence.ts';
import type { PublicJwk } from '#protocol/session/key.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import { issuesForLog, issuesForSender } from '#protocol/schema-issues.ts';
import { decodeTrace } from '#protocol/capture/trace.ts';
import type { Capture, DisclosedWindow } from './capture.ts';

/**
 * The statement of the evidence, if this key signed it.
 *
 * @throws Refusal evidence-malformed
 */
export async function verifyStatement(jws: string, jwk: PublicJwk): Promise<EvidenceStatement> {
  const statement = EvidenceStatement.safeParse(await signedPayload(jws, jwk));
  if (statement.success) return statement.data;
  const { error } = statement;
  throw new Refusal('evidence-malformed', {
    cause: issuesForLog(error, 'statement'),
    detail: issuesForSender(error, 'statement'),
  });
}

/** @throws Refusal evidence-malformed */
async function signedPayload(jws: string, jwk: PublicJwk): Promise<unknown> {
  try {
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK(jwk, 'ES256'), {
      algorithms: ['ES256'],
    });
    if (protectedHeader.typ !== 'beihe-evidence+jws') throw new TypeError('typ');
    return JSON.parse(new TextDecoder().decode(payload));
  } catch (cause) {
    throw new Refusal('evidence-malformed', { cause });
  }
}

/**
 * The trace and the frames' digests, after a check that they, and the root computed from them, match the statement. The
 * signature of the challenge is not verified here.
 *
 * @throws Refusal evidence-mismatch, trace-malformed, trace-oversized, trace-non-monotonic
 */
export function unwrapCapture(
  { trace: encodedTrace, frameDigests: encodedDigests }: Evidence,
  statement: EvidenceStatement,
  { trace: { maxRecords }, challenge: { lifetimeMs } }: Policy,
): Pick<Capture, 'challenge' | 'issuedAtMs' | 'trace' | 'frameDigests'> {
  const traceBytes = decode(encodedTrace);
  if (base64url.encode(sha256(traceBytes)) !== statement.traceDigest) throw mismatch('traceDigest');
  const trace = decodeTrace(traceBytes, maxRecords);
  if (trace.header.mesh !== statement.attester.mesh) throw mismatch('mesh');

  const digests = decode(encodedDigests);
  const frames = trace.records.length;
  if (statement.frames !== frames || digests.length !== frames * digestBytes) throw mismatch('frames');
  const frameDigests = trace.records.map((_, n) => digests.subarray(n * digestBytes, (n + 1) * digestBytes));

  const leaves = trace.recordBytes.map((record, n) => frameLeaf(n, record, frameDigests[n]!));
  if (base64url.encode(merkleRoot(leaves)) !== statement.root) throw mismatch('root');
  const { challenge } = statement;
  return { challenge, issuedAtMs: decodeJwt<Challenge>(challenge).expiresAtMs - lifetimeMs, trace, frameDigests };
}

/** The running hash over all frames, base64url. */
export function lastRunningHash({
  challenge,
  trace,
  frameDigests,
}: Pick<Capture, 'challenge' | 'trace' | 'frameDigests'>): string {
  const leaves = trace.recordBytes.map((record, n) => frameLeaf(n, record, frameDigests[n]!));
  return base64url.encode(leaves.reduce(advanceRunningHash, startRunningHash(challenge)));
}

/** Evidence with the key that signed it, and what the verifier itself recorded when it arrived. */
export interface ReceivedEvidence {
  readonly evidence: Evidence;
  readonly jwk: PublicJwk;
  readonly windows: readonly DisclosedWindow[];
  readonly receivedAtMs: number;
}

/**
 * The capture, if the challenge was issued to the key that signed the evidence.
 *
 * @throws Refusal evidence-malformed, request-malformed, and as `unwrapCapture` does
 */
export async function unwrapEvidence(
  { evidence, jwk, windows, receivedAtMs }: ReceivedEvidence,
  policy: Policy,
): Promise<Capture> {
  const statement = await verifyStatement(evidence.statement, jwk);
  if (jktOf(statement.challenge) !== (await calculateJwkThumbprint(jwk))) {
    throw new Refusal('evidence-malformed', { cause: 'jkt' });
  }
  return { ...unwrapCapture(evidence, statement, policy), windows, receivedAtMs };
}

/** Thumbprint of the key that the challenge was issued to. */
function jktOf(challenge: string): string | undefined {
  try {
    return decodeJwt<Challenge>(challenge).jkt;
  } catch (cause) {
    throw new Refusal('evidence-malformed', { cause });
  }
}

/** @throws Refusal request-malformed */
export function decode(encoded: string): Uint8Array {
  try {
    return base64url.decode(encoded);
  } catch (cause) {
    throw new Refusal('request-malformed', { cause });
  }
}

const mismatch = (cause: string) => new Refusal('evidence-mismatch', { cause });
