/** The stored state of a capture session. stored.ts reads older forms; docs/storage.md says how long it is stored. */
import type { Ask } from '#protocol/action/action.ts';
import type { EvidenceStatement } from '#protocol/capture/evidence.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { PolicyName } from '#protocol/policy/policy.ts';
import type { CreateSession } from '#protocol/session/session.ts';
import type { DisclosedWindow } from '../capture/capture.ts';
import type { Binding } from '../consent/binding.ts';
import type { Reports } from './failure-reports.ts';

/** Version of the stored form. When it rises, stored.ts must still read the previous form. */
export const stateVersion = 3;

export interface Lifetime {
  readonly id: string;
  readonly tenant: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** When everything about the session is deleted. */
  readonly deleteAtMs: number;
}

export interface LiveSession extends Lifetime {
  readonly v: typeof stateVersion;
  readonly kind: 'live';
  readonly request: CreateSession;
  /** Undefined in a session without a case. */
  readonly bound?: Binding;
  /**
   * The policy that judges the newest challenge, even if a newer version is deployed meanwhile. It changes only with a challenge for
   * which the person asked for more time.
   */
  readonly policy: PolicyName;
  /** Thumbprint of the key that the session is bound to. */
  readonly jkt?: string;
  readonly consent?: Consent;
  /** DPoP proofs that could still be replayed, at most `proofsKept`. */
  readonly proofs: readonly { readonly jti: string; readonly atMs: number }[];
  /** The newest challenge. */
  readonly challenge?: ChallengeState;
  /** Ids of the challenges that were replaced by newer ones: the last `replacedKept`. */
  readonly replaced: readonly string[];
  /** When attempts failed: epoch milliseconds, rising. */
  readonly failures: readonly number[];
  readonly conclusions: readonly Conclusion[];
  /** Failures that the widget reported; undefined until the first. */
  readonly reports?: Reports;
}

/** What is left of a withdrawn session: nothing about the person. */
export interface WithdrawnSession extends Lifetime {
  readonly v: typeof stateVersion;
  readonly kind: 'withdrawn';
  /** When the blobs are deleted again, in case the withdrawing request could not delete them; undefined afterwards. */
  readonly sweepAtMs?: number;
}

/** The only fields that a withdrawal keeps. */
export const withdrawnSession = (
  { id, tenant, createdAtMs, expiresAtMs, deleteAtMs }: Lifetime,
  sweepAtMs: number,
): WithdrawnSession => ({
  v: stateVersion,
  kind: 'withdrawn',
  id,
  tenant,
  createdAtMs,
  expiresAtMs,
  deleteAtMs,
  sweepAtMs,
});

export type SessionState = LiveSession | WithdrawnSession;

export interface Consent {
  readonly textVersion: string;
  readonly purposes: readonly string[];
  readonly acceptedAtMs: number;
  /** In a session of a case: the JWS by the session's key over text, purposes and `subjectDigest`. */
  readonly signed?: string;
}

/** A challenge, in one of its stages. */
export type ChallengeState = Issued | Disclosing | Spent | Claimed | Concluded | Late;

interface Challenged {
  readonly id: string;
  readonly nonce: string;
}

/** No window was disclosed yet. */
export interface Issued extends Challenged {
  readonly stage: 'issued';
  readonly expiresAtMs: number;
  /** Secret until each is disclosed with its window. */
  readonly asks: readonly Ask[];
}

/** At least one window was disclosed, and its evidence has not arrived. */
export interface Disclosing extends Challenged {
  readonly stage: 'disclosing';
  readonly asks: readonly Ask[];
  readonly windows: readonly [DisclosedWindow, ...DisclosedWindow[]];
  /** Keys of the blobs with the first parts of the trace, in their order; undefined until the first. */
  readonly parts?: readonly string[];
  /** Undefined while frames may still be added to the trace. */
  readonly end?: TraceEnd;
}

/** The end of a trace: no other frames can follow. */
export interface TraceEnd {
  /** The running hash over all frames, base64url. */
  readonly runningHash: string;
  /** When it arrived: server time, epoch milliseconds. */
  readonly atMs: number;
}

/** Its evidence has arrived; the drawn frames have not. */
export interface Spent extends Challenged {
  readonly stage: 'spent';
  readonly windows: readonly DisclosedWindow[];
  readonly evidence: SpentEvidence;
  readonly spentAtMs: number;
  /** When its trace had ended; undefined if only the evidence itself fixed the trace. */
  readonly endedAtMs?: number;
  /** The upload of its frames that is under way, and when its reservation ends by itself. */
  readonly upload?: { readonly id: string; readonly untilMs: number };
  /** Until when frames may arrive after an upload that brought none. */
  readonly againUntilMs?: number;
}

/** Its frames have arrived and are being appraised. */
export interface Claimed extends Omit<Spent, 'stage' | 'upload' | 'againUntilMs'> {
  readonly stage: 'claimed';
  readonly claimedAtMs: number;
}

/** It was appraised. */
export interface Concluded extends Omit<Claimed, 'stage'> {
  readonly stage: 'concluded';
}

/** It missed a deadline, or the filer asked for another challenge while it was under way. */
export interface Late {
  readonly stage: 'late';
  readonly id: string;
  /** What did not come in time. */
  readonly missed: 'evidence' | 'frames' | 'appraisal';
}

/** Evidence that has spent its challenge, and the draw that was stored in the same step. */
export interface SpentEvidence {
  /** Key of the blob with the evidence. */
  readonly blob: string;
  /** SHA-256 of the challenge JWS and of the statement JWS, base64url. */
  readonly challengeDigest: string;
  readonly statementDigest: string;
  readonly root: string;
  readonly traceDigest: string;
  readonly attester: EvidenceStatement['attester'];
  /** Frames that have to be revealed, rising. */
  readonly drawn: readonly number[];
  /** Which of them is the portrait; undefined if no frame is suitable. */
  readonly portrait: number | undefined;
}

/** A challenge that was appraised. */
export interface Conclusion {
  readonly challengeId: string;
  readonly verdict: Verdict;
  readonly causes: readonly Cause[];
  /** The attestation result, a JWT. */
  readonly result: string;
  /** Of a verified person. Undefined with any other verdict, and in conclusions stored before version 2. */
  readonly verified?: { readonly atMs: number; readonly portraitDigest: string; readonly review: boolean };
}

/** Whether the person was verified. If so, nothing more is captured. */
export const isVerified = ({ conclusions }: LiveSession): boolean => conclusions.at(-1)?.verdict === 'bona-fide';
