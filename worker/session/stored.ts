/** Reads a session's stored state in every form that may still be in storage. */
import type { Ask } from '#protocol/action/action.ts';
import type { EvidenceStatement } from '#protocol/capture/evidence.ts';
import type { CreateSession } from '#protocol/session/session.ts';
import type { DisclosedWindow } from '../capture/capture.ts';
import { digestOf } from '../trust/digest.ts';
import type { Reports } from './failure-reports.ts';
import {
  stateVersion,
  withdrawnSession,
  type ChallengeState,
  type Conclusion,
  type Consent,
  type Lifetime,
  type LiveSession,
  type SessionState,
  type WithdrawnSession,
} from './state.ts';

/** Any form that a host may find in its storage. */
export type StoredState = SessionState | SecondState | FirstState | UnversionedState;

/** The session in its present form. */
export function loadState(stored: StoredState | undefined): SessionState | undefined {
  if (!stored) return undefined;
  if ('v' in stored) return stored.v === stateVersion ? stored : { ...stored, v: stateVersion };
  if (stored.kind === 'live') return loadLive(stored);
  // The old form does not say whether the blobs are deleted, so the next alarm deletes them.
  return withdrawnSession(stored, stored.createdAtMs);
}

/** The form before parts of traces. Nothing else has changed since. */
export type SecondState = (Omit<LiveSession, 'v'> | Omit<WithdrawnSession, 'v'>) & { readonly v: 2 };

/** The form before sessions could belong to a case. */
export type FirstState = (Omit<LiveSession, 'v' | 'bound'> | Omit<WithdrawnSession, 'v'>) & { readonly v: 1 };

/** The form before `v`: every field of a challenge's later stages was optional, and one policy judged all sessions. */
export type UnversionedState = UnversionedLive | (Lifetime & { readonly kind: 'withdrawn' });

interface UnversionedLive extends Lifetime {
  readonly kind: 'live';
  readonly request: CreateSession;
  readonly jkt?: string;
  readonly consent?: Consent;
  readonly proofs: LiveSession['proofs'];
  readonly challenge?: UnversionedChallenge;
  readonly replaced: readonly string[];
  readonly failures: readonly number[];
  readonly conclusions: readonly Conclusion[];
  readonly reports?: Reports;
}

interface UnversionedChallenge {
  readonly id: string;
  readonly jws: string;
  readonly nonce: string;
  readonly expiresAtMs: number;
  readonly asks: readonly Ask[];
  readonly windows: readonly DisclosedWindow[];
  readonly spent?: {
    readonly evidence: string;
    readonly statementDigest: string;
    readonly root: string;
    readonly traceDigest: string;
    readonly attester: EvidenceStatement['attester'];
    readonly open: readonly number[];
    /** Absent if no frame was suitable. */
    readonly portrait?: number | undefined;
    readonly spentAtMs: number;
  };
  readonly claimedAtMs?: number;
  readonly ended?: 'concluded' | 'late';
}

function loadLive({ challenge, ...session }: UnversionedLive): LiveSession {
  return {
    ...session,
    v: stateVersion,
    policy: { name: 'actions', version: 3 },
    ...(challenge && { challenge: loadChallenge(challenge) }),
  };
}

function loadChallenge(stored: UnversionedChallenge): ChallengeState {
  const { id, jws, nonce, expiresAtMs, asks, windows, spent, claimedAtMs, ended } = stored;
  if (ended === 'late') {
    return { stage: 'late', id, missed: claimedAtMs !== undefined ? 'appraisal' : spent ? 'frames' : 'evidence' };
  }
  if (spent) {
    const { evidence: blob, open: drawn, portrait, spentAtMs, ...digests } = spent;
    const evidence = { ...digests, blob, challengeDigest: digestOf(jws), drawn, portrait };
    const common = { id, nonce, windows, evidence, spentAtMs };
    if (claimedAtMs === undefined) return { stage: 'spent', ...common };
    return { stage: ended ?? 'claimed', ...common, claimedAtMs };
  }
  const [first, ...others] = windows;
  if (!first) return { stage: 'issued', id, nonce, expiresAtMs, asks };
  return { stage: 'disclosing', id, nonce, asks, windows: [first, ...others] };
}
