/** A session's state as it is stored: encrypted under the session's key, except for what is needed to delete it. */
import { decrypt, encrypt } from '../trust/cipher.ts';
import type { Random } from '../trust/random.ts';
import type { Lifetime, LiveSession, SessionState } from '../session/state.ts';
import { loadState, type StoredState } from '../session/stored.ts';

export interface SealedSession extends Lifetime {
  readonly kind: 'sealed';
  /** Version of this envelope. The content has the version of its own form. */
  readonly envelope: 1;
  /** The `LiveSession` as encrypted JSON. */
  readonly content: Uint8Array;
}

/** Any form that a host may find in its storage. Before 2026-12 live sessions were stored unencrypted. */
export type StoredSession = SealedSession | StoredState;

export const sealState = (session: LiveSession, key: Uint8Array, random: Random): SealedSession => {
  const { id, tenant, createdAtMs, expiresAtMs, deleteAtMs } = session;
  const header = { kind: 'sealed', envelope: 1, id, tenant, createdAtMs, expiresAtMs, deleteAtMs } as const;
  const text = new TextEncoder().encode(JSON.stringify(session));
  return { ...header, content: encrypt(text, key, contextOf(id), random) };
};

/**
 * The session in its present form.
 *
 * @param key undefined if it was destroyed
 * @returns undefined for a session that only the destroyed key could decrypt
 */
export function unsealState(stored: StoredSession, key: Uint8Array | undefined): SessionState | undefined {
  if (stored.kind !== 'sealed') return loadState(stored);
  if (!key) return undefined;
  const text = new TextDecoder().decode(decrypt(stored.content, key, contextOf(stored.id)));
  return loadState(JSON.parse(text) as StoredState);
}

/** Binds a content to its session. */
const contextOf = (session: string): string => `state ${session}`;
