/** Session states as they were stored before they had a version. */
import type { StoredState } from '../../worker/session/stored.ts';
import vectors from '../vectors/session-state_unversioned.json' with { type: 'json' };

export type Stage = keyof typeof vectors.states;

/** A state from the vectors, with the id of its challenge and the end of its last window. */
export function unversioned(stage: Stage) {
  // JSON modules have no literal types.
  const stored = vectors.states[stage] as StoredState;
  const challenge = 'challenge' in stored ? stored.challenge : undefined;
  const windows = challenge && 'windows' in challenge ? challenge.windows : [];
  const endMs = Math.max(stored.createdAtMs, ...windows.map(({ disclosedAtMs, windowMs }) => disclosedAtMs + windowMs));
  return { id: stored.id, stored, challengeId: challenge?.id ?? '', endMs };
}
