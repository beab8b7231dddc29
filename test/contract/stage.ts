/** Brings a session to a stage by running its commands, without HTTP. */
import type { Challenge } from '#protocol/capture/challenge.ts';
import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { consentTo } from '../../worker/consent/consent.ts';
import type { SpentEvidence } from '../../worker/session/state.ts';
import type { Sessions } from '../../worker/session/sessions.ts';
import { randomId } from '../../worker/trust/random.ts';
import { digest, inTurn } from '../../assess/synthetic/filer.ts';

const unique = () => randomId((length) => crypto.getRandomValues(new Uint8Array(length)));

/** The filer, with an unused proof. */
export const byFiler = () => ({ jti: unique(), jkt: digest('key') });

export const evidenceOf = (mark: string): SpentEvidence => ({
  blob: mark,
  challengeDigest: digest('challenge'),
  statementDigest: digest(mark),
  root: digest('root'),
  traceDigest: digest('trace'),
  attester: { version: '0.1.0', backend: 'wasm', fallbacks: [], mesh: 'attention', models: digest('models') },
  drawn: [1, 2],
  portrait: 1,
});

/** A new session. @returns its id, and when all its data is to be deleted */
export async function created(sessions: Sessions, nowMs: number) {
  const id = unique();
  const expiresAtMs = nowMs + limits.session.lifetimeMs;
  const deleteAtMs = expiresAtMs + limits.session.retentionMs;
  const { name, version } = policy;
  const lifetime = { id, tenant: 'one', createdAtMs: nowMs, expiresAtMs, deleteAtMs };
  await sessions.run(id, 'create', { ...lifetime, request: {}, policy: { name, version } }, nowMs);
  return { id, deleteAtMs };
}

/** A session whose key is bound and whose person has consented. */
export async function consented(sessions: Sessions, nowMs: number): Promise<string> {
  const { id } = await created(sessions, nowMs);
  await sessions.run(id, 'bind-key', { by: byFiler() }, nowMs);
  const { textVersion, purposes } = consentTo(undefined);
  const given = { textVersion, purposes: purposes.map((purpose) => purpose.id) };
  await sessions.run(id, 'consent', { by: byFiler(), ...given }, nowMs);
  return id;
}

/** A new challenge. */
export async function challenged(sessions: Sessions, id: string, nowMs: number): Promise<Challenge> {
  const fresh = { by: byFiler(), id: unique(), nonce: unique(), secret: unique() };
  return (await sessions.run(id, 'issue-challenge', fresh, nowMs)).challenge;
}

/** A session whose challenge has disclosed all its windows. @returns also when the last window ends */
export async function disclosed(sessions: Sessions, startMs: number) {
  const id = await consented(sessions, startMs);
  const challenge = await challenged(sessions, id, startMs);
  let nowMs = startMs;
  await inTurn(challenge.windows, async (n) => {
    const runningHash = digest(`window ${n}`);
    const asked = { by: byFiler(), challengeId: challenge.id, n, runningHash, delayedMs: 0 };
    nowMs += (await sessions.run(id, 'disclose-window', asked, nowMs)).windowMs;
  });
  return { id, challengeId: challenge.id, nowMs };
}
