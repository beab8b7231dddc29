/** Makes a session verified by its own commands, as a person in front of a camera would. */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import { Refusal } from '#protocol/refusal.ts';
import { portraitKey } from '../../../worker/capture/blob-keys.ts';
import type { Ports } from '../../../worker/ports.ts';
import { sealedBlobs } from '../../../worker/retention/sealed-blobs.ts';
import type { SpentEvidence } from '../../../worker/session/state.ts';
import { randomId } from '../../../worker/trust/random.ts';

export interface ToAttest {
  readonly session: string;
  /** Thumbprint of the key that the session is bound to. */
  readonly jkt: string;
  /** The portrait, base64url. */
  readonly portrait: string;
}

/** Longer than the windows of any policy. The commands are run at times that lie so far back. */
const actMs = 60_000;

/** @returns the code of a refusal, or nothing if the session is verified, also if it was before */
export async function attest(ports: Ports, given: ToAttest): Promise<{ readonly refused?: string }> {
  try {
    await act(ports, given);
    return {};
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    // An earlier request, whose answer was lost, has verified it.
    return error.code === 'session-finished' ? {} : { refused: error.code };
  }
}

async function act(ports: Ports, { session: id, jkt, portrait: text }: ToAttest): Promise<void> {
  const { sessions, random } = ports;
  const unique = () => randomId(random);
  const by = () => ({ jti: unique(), jkt });
  let nowMs = ports.now() - actMs;
  const fresh = { by: by(), id: unique(), nonce: unique(), secret: unique() };
  const { challenge } = await sessions.run(id, 'issue-challenge', fresh, nowMs);
  const challengeId = challenge.id;
  for (let n = 0; n < challenge.windows; n += 1) {
    const asked = { by: by(), challengeId, n, runningHash: digestOf(`window ${n}`), delayedMs: 0 };
    nowMs += (await sessions.run(id, 'disclose-window', asked, nowMs)).windowMs;
  }
  const uploadId = unique();
  await sessions.run(id, 'spend', { challengeId, evidence: evidenceOf(unique()) }, nowMs);
  await sessions.run(id, 'begin-upload', { by: by(), uploadId }, nowMs);
  await sessions.run(id, 'claim-reveal', { challengeId, uploadId }, nowMs);
  const portrait = base64url.decode(text);
  const blobs = sealedBlobs(
    ports.blobs,
    { session: ports.sessionKeys, case: ports.caseKeys, file: ports.fileKeys },
    random,
    ports.keepAlive,
  );
  await blobs.put(portraitKey(id, challengeId), portrait);
  const verified = { atMs: nowMs, portraitDigest: base64url.encode(sha256(portrait)), review: false };
  const result = `result of ${id}`;
  const conclusion = { challengeId, verdict: 'bona-fide', causes: [], result, verified } as const;
  await sessions.run(id, 'conclude', { conclusion }, nowMs);
}

const digestOf = (text: string): string => base64url.encode(sha256(new TextEncoder().encode(text)));

const evidenceOf = (blob: string): SpentEvidence => ({
  blob,
  challengeDigest: digestOf('challenge'),
  statementDigest: digestOf(blob),
  root: digestOf('root'),
  traceDigest: digestOf('trace'),
  attester: { version: '0.1.0', backend: 'wasm', fallbacks: [], mesh: 'attention', models: digestOf('models') },
  drawn: [1, 2],
  portrait: 1,
});
