/** What an appraisal was made from, as it is kept, and as a capture to appraise again. */
import { base64url, calculateJwkThumbprint, decodeJwt } from 'jose';
import type { EvidenceBundle } from '#protocol/evidence-bundle.ts';
import { Evidence, type Challenge, type PublicJwk } from '#protocol/message.ts';
import type { Policy } from '#protocol/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Capture, DisclosedWindow, OpenedFrame } from './capture.ts';
import { openCapture, openStatement } from './evidence.ts';
import type { Blobs } from './ports.ts';

/** What a challenge's appraisal was made from, beside the evidence and the pictures, which lie in blobs of their own. */
export interface CaptureRecord {
  readonly policy: Pick<Policy, 'name' | 'version'>;
  readonly jwk: PublicJwk;
  /** Blob the evidence lies in. */
  readonly evidence: string;
  readonly windows: readonly DisclosedWindow[];
  readonly receivedAtMs: number;
  /** Frames that were drawn. */
  readonly open: readonly number[];
}

/** Blob a challenge's record lies in. */
export const recordKey = (session: string, challengeId: string): string => `${session}/${challengeId}/capture.json`;

/** Blob an opened picture lies in. */
export const pictureKey = (session: string, challengeId: string, index: number): string =>
  `${session}/${challengeId}/frame-${index}.jpg`;

/** A bundle as it lies in blobs; undefined if it was not kept. */
export async function gatherBundle(
  session: string,
  challengeId: string,
  blobs: Blobs,
): Promise<EvidenceBundle | undefined> {
  const record = await readJson<CaptureRecord>(recordKey(session, challengeId), blobs);
  const evidence = record && (await readJson<unknown>(record.evidence, blobs));
  if (!evidence) return undefined;
  const { policy, jwk, windows, receivedAtMs, open } = record;
  const opened = open.map(async (index) => {
    const jpeg = await blobs.get(pictureKey(session, challengeId, index));
    return { index, jpeg: jpeg ? base64url.encode(jpeg) : null };
  });
  return {
    v: 1,
    policy,
    jwk,
    evidence: Evidence.parse(evidence),
    windows: [...windows],
    receivedAtMs,
    opened: await Promise.all(opened),
  };
}

/**
 * A bundle as a capture and its opened frames: signature, digests and root are checked as they were at first.
 *
 * @throws Refusal evidence-malformed, evidence-mismatch, trace-malformed, trace-oversized, trace-non-monotonic,
 *   request-malformed
 */
export async function openBundle(
  { jwk, evidence, windows, receivedAtMs, opened }: EvidenceBundle,
  policy: Policy,
): Promise<{ readonly capture: Capture; readonly opened: readonly OpenedFrame[] }> {
  const statement = await openStatement(evidence.statement, jwk);
  if (jktOf(statement.challenge) !== (await calculateJwkThumbprint(jwk))) {
    throw new Refusal('evidence-malformed', { cause: 'jkt' });
  }
  const capture = { ...openCapture(evidence, statement, policy), windows, receivedAtMs };
  return {
    capture,
    opened: opened.map(({ index, jpeg }) => ({ index, jpeg: jpeg === null ? undefined : bytes(jpeg) })),
  };
}

/** Thumbprint of the key that the challenge was issued to. */
function jktOf(challenge: string): string | undefined {
  try {
    return decodeJwt<Challenge>(challenge).jkt;
  } catch (cause) {
    throw new Refusal('evidence-malformed', { cause });
  }
}

function bytes(encoded: string): Uint8Array {
  try {
    return base64url.decode(encoded);
  } catch (cause) {
    throw new Refusal('request-malformed', { cause });
  }
}

async function readJson<T>(key: string, blobs: Blobs): Promise<T | undefined> {
  const stored = await blobs.get(key);
  return stored && (JSON.parse(new TextDecoder().decode(stored)) as T);
}
