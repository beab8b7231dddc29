import { policy } from '#protocol/policy/registry.ts';
import { limits } from '#protocol/limits.ts';
import { stateVersion, type LiveSession } from '../../../../worker/session/state.ts';

/** A session as created at 0 ms, with changes. */
export const liveSession = (changes: Partial<LiveSession> = {}): LiveSession => ({
  v: stateVersion,
  kind: 'live',
  id: 'a',
  tenant: 't',
  request: {},
  policy: { name: policy.name, version: policy.version },
  createdAtMs: 0,
  expiresAtMs: limits.session.lifetimeMs,
  deleteAtMs: limits.session.lifetimeMs + limits.session.retentionMs,
  proofs: [],
  replaced: [],
  failures: [],
  conclusions: [],
  ...changes,
});
