/** A session's state as it is stored: encrypted under the session's key, except for what is needed to delete it. */
import { withdrawnSession, type Lifetime, type SessionState } from '../session/state.ts';
import { loadState, type StoredState } from '../session/stored.ts';
import { open, seal, type Envelope } from './envelope.ts';
import type { StoredForm } from './sealed-object.ts';

export type SealedSession = Lifetime & Envelope;

/** Any form that a host may find in its storage. Before 2026-12 live sessions were stored unencrypted. */
export type StoredSession = SealedSession | StoredState;

export const sessionForm: StoredForm<SessionState, StoredSession> = {
  seal(session, key, random) {
    const { id, tenant, createdAtMs, expiresAtMs, deleteAtMs } = session;
    return seal({ id, tenant, createdAtMs, expiresAtMs, deleteAtMs }, session, key, contextOf(id), random);
  },

  open(stored, key) {
    if (stored.kind !== 'sealed') return loadState(stored);
    return key && loadState(open(stored, key, contextOf(stored.id)) as StoredState);
  },

  tombstone: withdrawnSession,
};

/** Binds a content to its session. */
const contextOf = (session: string): string => `state ${session}`;
