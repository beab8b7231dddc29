/**
 * One capture session: its state, and every command as a pure function of it. The host loads the state, calls `step`
 * and saves, with no await in between: that is what spends a challenge once (docs/storage.md).
 */
import type { Ask } from '#protocol/action/action.ts';
import { drawAsks, seededDraw } from '#protocol/policy/chance.ts';
import type { EvidenceStatement } from '#protocol/capture/evidence.ts';
import type { Cause, Verdict } from '#protocol/capture/verdict.ts';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import type { CreateSession } from '#protocol/session/session.ts';
import type { Policy } from '#protocol/policy/policy.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import { admitAttempt } from './attempt.ts';
import type { DisclosedWindow } from '../capture/capture.ts';
import { isConsentTo } from '../consent/consent.ts';
import { nonceLifetimeMs } from '../trust/nonce.ts';
import type { Proof } from '../trust/proof.ts';
import { admitReport, takeReport, type Reports } from './failure-reports.ts';

/** Evidence that has spent its challenge, and the draw that was made in the same step. */
export interface Spent {
  /** Blob the evidence lies in. */
  readonly evidence: string;
  /** SHA-256 of the statement JWS, base64url. */
  readonly statementDigest: string;
  readonly root: string;
  readonly traceDigest: string;
  readonly attester: EvidenceStatement['attester'];
  /** Frames to open, rising. */
  readonly open: readonly number[];
  readonly portrait: number | undefined;
  readonly spentAtMs: number;
}

/** The session's newest challenge. */
export interface ChallengeState {
  readonly id: string;
  readonly jws: string;
  readonly nonce: string;
  readonly expiresAtMs: number;
  /** Secret until disclosed, window by window. */
  readonly asks: readonly Ask[];
  readonly windows: readonly DisclosedWindow[];
  readonly spent?: Spent;
  /** When its opened frames arrived: their appraisal is under way or over. */
  readonly claimedAtMs?: number;
  /** `late`: it failed by the server's clock, or was given up. */
  readonly ended?: 'concluded' | 'late';
}

/** A challenge that was appraised. */
export interface Conclusion {
  readonly challengeId: string;
  readonly verdict: Verdict;
  readonly causes: readonly Cause[];
  /** The attestation result, a JWT. */
  readonly result: string;
}

export interface Consent {
  readonly textVersion: string;
  readonly purposes: readonly string[];
  readonly acceptedAtMs: number;
}

interface Lifetime {
  readonly id: string;
  readonly tenant: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  /** When everything about the session is deleted. */
  readonly deleteAtMs: number;
}

export interface LiveSession extends Lifetime {
  readonly kind: 'live';
  readonly request: CreateSession;
  /** Thumbprint of the key that holds the capture. */
  readonly jkt?: string;
  readonly consent?: Consent;
  /** DPoP proofs that could still be sent again, at most `proofsKept`. */
  readonly proofs: readonly { readonly jti: string; readonly atMs: number }[];
  readonly challenge?: ChallengeState;
  /** Challenges that newer ones replaced, the last few. */
  readonly replaced: readonly string[];
  /** When attempts failed, rising. */
  readonly failures: readonly number[];
  readonly conclusions: readonly Conclusion[];
  /** Failures that the widget reported; undefined until the first. */
  readonly reports?: Reports;
}

/** What is left of a withdrawn session: nothing about the person. */
export interface WithdrawnSession extends Lifetime {
  readonly kind: 'withdrawn';
}

export type SessionState = LiveSession | WithdrawnSession;

/** Who sends a command: the filer by a proof, the provider as its tenant. */
export type Caller = Pick<Proof, 'jti' | 'jkt'> | { readonly tenant: string };
type Filer = Pick<Proof, 'jti' | 'jkt'>;

/**
 * What a session can be told, and what it answers. `create`, and what follows on an answer to the caller (`spend`,
 * `claim-opening`, `conclude`), come without one.
 */
interface Commands {
  create: { args: Lifetime & { request: CreateSession }; answer: LiveSession };
  read: { args: { by: Caller }; answer: LiveSession };
  withdraw: { args: { by: Caller }; answer: undefined };
  'bind-key': { args: { by: Filer }; answer: undefined };
  consent: { args: { by: Filer; textVersion: string; purposes: readonly string[] }; answer: undefined };
  'issue-challenge': {
    args: { by: Filer; challenge: Pick<ChallengeState, 'id' | 'jws' | 'nonce' | 'expiresAtMs' | 'asks'> };
    answer: undefined;
  };
  'disclose-window': {
    args: { by: Filer; challengeId: string; n: number; runningHash: string };
    answer: DisclosedWindow;
  };
  'admit-evidence': { args: { by: Filer; challengeId: string }; answer: ChallengeState };
  spend: { args: { challengeId: string; evidence: Omit<Spent, 'spentAtMs'> }; answer: undefined };
  'admit-reveal': { args: { by: Filer }; answer: ChallengeState };
  'claim-reveal': { args: { challengeId: string }; answer: LiveSession };
  conclude: { args: Conclusion; answer: undefined };
  report: { args: { by: Filer; report: FailureReport }; answer: LiveSession };
}

export type Kind = keyof Commands;
export type Command<K extends Kind = Kind> = { [Each in K]: { kind: Each } & Commands[Each]['args'] }[K];
export type Answer<K extends Kind> = Commands[K]['answer'];

/** How a command ended; plain, so that it crosses from the host's single writer to its caller. */
export type Outcome =
  { readonly answer: unknown } | { readonly refusal: RefusalCode; readonly retryAfterMs: number | undefined };

export interface Step {
  readonly state: SessionState | undefined;
  readonly outcome: Outcome;
}

/**
 * Apply one command. A refused one changes nothing, except that the caller's proof is used up and that deadlines which
 * have passed count.
 *
 * @param state undefined if there is no such session yet
 */
export function step(state: SessionState | undefined, command: Command, nowMs: number, policy: Policy): Step {
  let settled = state;
  try {
    if (command.kind === 'create') return answered(create(state, command, nowMs));
    const found = existing(state, command);
    if (found.kind === 'withdrawn') return answered(withdrawAgain(found, command));
    // Before its proof is remembered: a report may come from any key, and must not use up the holder's proofs.
    if (command.kind === 'report') admitReport(found.reports, isHolder(found, command.by));
    const admitted = 'by' in command && 'jti' in command.by ? present(found, command.kind, command.by, nowMs) : found;
    const due = settle(admitted, nowMs, policy);
    settled = command.kind === 'issue-challenge' ? abandon(due, nowMs) : due;
    return answered(perform(settled, command, nowMs, policy));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: settled, outcome: { refusal: error.code, retryAfterMs: error.retryAfterMs } };
  }
}

interface Performed {
  readonly state: SessionState;
  readonly answer: unknown;
}

const answered = ({ state, answer }: Performed): Step => ({ state, outcome: { answer } });

function perform(session: LiveSession, command: Command, nowMs: number, policy: Policy): Performed {
  switch (command.kind) {
    case 'read':
      return { state: session, answer: session };
    case 'withdraw':
      return { state: withdrawn(session), answer: undefined };
    case 'bind-key':
      return { state: { ...session, jkt: command.by.jkt }, answer: undefined };
    case 'consent':
      return { state: consent(session, command, nowMs), answer: undefined };
    case 'issue-challenge':
      return { state: issueChallenge(session, command, nowMs, policy), answer: undefined };
    case 'disclose-window':
      return discloseWindow(session, command, nowMs, policy);
    case 'admit-evidence':
      return { state: session, answer: spendable(session, command.challengeId) };
    case 'spend':
      return { state: spend(session, command, nowMs), answer: undefined };
    case 'admit-reveal':
      return { state: session, answer: revealable(session) };
    case 'claim-reveal':
      return claimReveal(session, command.challengeId, nowMs);
    case 'conclude':
      return { state: conclude(session, command, nowMs), answer: undefined };
    case 'report':
      return report(session, command, nowMs);
    default:
      throw new TypeError(`no command ${command.kind}`);
  }
}

/** Create a session, or find it as the same request made it. */
function create(state: SessionState | undefined, command: Command<'create'>, nowMs: number): Performed {
  const { kind: _, ...lifetimeAndRequest } = command;
  if (!state) {
    const session: LiveSession = {
      kind: 'live',
      ...lifetimeAndRequest,
      proofs: [],
      replaced: [],
      failures: [],
      conclusions: [],
    };
    return { state: session, answer: session };
  }
  if (state.kind === 'withdrawn') throw new Refusal('session-withdrawn');
  if (JSON.stringify(state.request) !== JSON.stringify(command.request)) throw new Refusal('idempotency-mismatch');
  if (nowMs >= state.expiresAtMs) throw new Refusal('session-expired');
  return { state, answer: state };
}

/** The session as its caller may know it; another tenant's does not exist. */
function existing(state: SessionState | undefined, command: Exclude<Command, Command<'create'>>): SessionState {
  if (!state) throw new Refusal('session-unknown');
  if ('by' in command && 'tenant' in command.by && command.by.tenant !== state.tenant) {
    throw new Refusal('session-unknown');
  }
  return state;
}

/** All that a withdrawn session still answers: whoever withdrew it may do so again, should the deletion have failed. */
function withdrawAgain(session: WithdrawnSession, { kind }: Command): Performed {
  if (kind !== 'withdraw') throw new Refusal('session-withdrawn');
  return { state: session, answer: undefined };
}

/** Use up a proof. Any key may report a failure: that another one holds the session is itself worth reporting. */
function present(session: LiveSession, kind: Kind, { jti, jkt }: Filer, nowMs: number): LiveSession {
  if (nowMs >= session.expiresAtMs) throw new Refusal('session-expired');
  const proofs = session.proofs.filter(({ atMs }) => nowMs - atMs < nonceLifetimeMs);
  if (proofs.some((proof) => proof.jti === jti)) throw new Refusal('dpop-replayed');
  if (session.jkt !== undefined && session.jkt !== jkt && kind !== 'report') throw new Refusal('key-foreign');
  if (proofs.length >= proofsKept) throw new Refusal('dpop-invalid');
  return { ...session, proofs: [...proofs, { jti, atMs: nowMs }] };
}

/**
 * Proofs remembered at once. None is forgotten while it could be sent again: past this no further one is taken.
 * Convention: 6 requests a second, all the time, of a filer who needs some 30 for an attempt.
 */
export const proofsKept = 4096;

/** Let the deadline of a challenge under way count, if it has passed. */
function settle(session: LiveSession, nowMs: number, policy: Policy): LiveSession {
  const { challenge } = session;
  if (!challenge || challenge.ended) return session;
  const deadlineMs = deadlineOf(challenge, policy);
  if (nowMs <= deadlineMs) return session;
  return { ...session, challenge: { ...challenge, ended: 'late' }, failures: [...session.failures, deadlineMs] };
}

/** Give up a challenge under way: who looks at a window and walks away has used the attempt up. */
function abandon(session: LiveSession, nowMs: number): LiveSession {
  const { challenge } = session;
  if (!challenge || challenge.ended || challenge.windows.length === 0) return session;
  return { ...session, challenge: { ...challenge, ended: 'late' }, failures: [...session.failures, nowMs] };
}

/** When the challenge fails if nothing more comes; never, as long as nothing of it was disclosed. */
function deadlineOf({ windows, asks, spent, claimedAtMs }: ChallengeState, { challenge }: Policy): number {
  if (claimedAtMs !== undefined) return claimedAtMs + challenge.appraisalMs;
  if (spent) return spent.spentAtMs + challenge.revealMs;
  const [first] = windows;
  if (!first) return Infinity;
  const windowsMs = asks.reduce((sum, { kind }) => sum + challenge.windowMs[kind], 0);
  return first.disclosedAtMs + windowsMs + challenge.evidenceGraceMs;
}

const withdrawn = ({ id, tenant, createdAtMs, expiresAtMs, deleteAtMs }: LiveSession): WithdrawnSession => ({
  kind: 'withdrawn',
  id,
  tenant,
  createdAtMs,
  expiresAtMs,
  deleteAtMs,
});

function consent(session: LiveSession, { textVersion, purposes }: Command<'consent'>, nowMs: number): LiveSession {
  if (isVerified(session)) throw new Refusal('session-finished');
  if (session.jkt === undefined) throw new Refusal('key-missing');
  if (!isConsentTo(textVersion, purposes)) throw new Refusal('consent-outdated');
  return { ...session, consent: { textVersion, purposes, acceptedAtMs: nowMs } };
}

/** Issue a challenge in place of the one before. A seeded session asks the same every time. */
function issueChallenge(
  session: LiveSession,
  { challenge }: Command<'issue-challenge'>,
  nowMs: number,
  policy: Policy,
): LiveSession {
  if (isVerified(session)) throw new Refusal('session-finished');
  requireConsent(session);
  admitAttempt(session.failures, nowMs, policy);

  const { request, challenge: before, replaced } = session;
  const asks = request.seed === undefined ? challenge.asks : drawAsks(seededDraw(request.seed), policy);
  return {
    ...session,
    challenge: { ...challenge, asks, windows: [] },
    replaced: before && before.ended !== 'concluded' ? [...replaced, before.id].slice(-replacedKept) : replaced,
  };
}

/** How many replaced challenges are known by name; older ones are unknown. */
const replacedKept = 32;

function discloseWindow(
  session: LiveSession,
  { challengeId, n, runningHash }: Command<'disclose-window'>,
  nowMs: number,
  policy: Policy,
): Performed {
  const challenge = current(session, challengeId);
  const { asks, windows, expiresAtMs } = challenge;
  const before = windows.at(-1);
  // The answer was lost on its way: the same question has the same answer, and the clock ran on from the first one.
  if (before && n === windows.length - 1 && before.runningHash === runningHash) {
    return { state: session, answer: before };
  }
  if (n !== windows.length || n >= asks.length) throw new Refusal('window-out-of-order');
  if (!before && nowMs >= expiresAtMs) throw new Refusal('challenge-expired');
  if (before?.runningHash === runningHash) throw new Refusal('window-hash-stale');
  if (before && nowMs < before.disclosedAtMs + before.windowMs - policy.trace.clockToleranceMs) {
    throw new Refusal('window-early');
  }
  const ask = asks[n]!;
  const window = { ask, windowMs: policy.challenge.windowMs[ask.kind], runningHash, disclosedAtMs: nowMs };
  return { state: { ...session, challenge: { ...challenge, windows: [...windows, window] } }, answer: window };
}

function spend(session: LiveSession, { challengeId, evidence }: Command<'spend'>, nowMs: number): LiveSession {
  const challenge = spendable(session, challengeId);
  return { ...session, challenge: { ...challenge, spent: { ...evidence, spentAtMs: nowMs } } };
}

/** The challenge, if evidence can spend it now. */
function spendable(session: LiveSession, challengeId: string): ChallengeState {
  const challenge = current(session, challengeId);
  if (challenge.windows.length < challenge.asks.length) throw new Refusal('evidence-incomplete');
  return challenge;
}

/** The challenge, if its evidence waits for its frames. */
function revealable(session: LiveSession): ChallengeState {
  requireConsent(session);
  const { challenge } = session;
  if (!challenge?.spent) throw new Refusal('frames-missing');
  if (challenge.claimedAtMs !== undefined) throw new Refusal('challenge-replayed');
  if (challenge.ended === 'late') throw new Refusal('frames-late');
  return challenge;
}

/** Take in the opened frames, once: whatever comes of their appraisal, no other frames are looked at. */
function claimReveal(session: LiveSession, challengeId: string, nowMs: number): Performed {
  if (session.challenge?.id !== challengeId) throw new Refusal('challenge-replaced');
  const challenge = revealable(session);
  const state = { ...session, challenge: { ...challenge, claimedAtMs: nowMs } };
  return { state, answer: state };
}

function conclude(session: LiveSession, command: Command<'conclude'>, nowMs: number): LiveSession {
  const { kind: _, ...conclusion } = command;
  const { challenge, conclusions, failures } = session;
  if (challenge?.id !== conclusion.challengeId) throw new Refusal('challenge-replaced');
  if (challenge.ended === 'late') throw new Refusal('frames-late');
  if (challenge.ended) throw new Refusal('challenge-replayed');
  return {
    ...session,
    challenge: { ...challenge, ended: 'concluded' },
    conclusions: [...conclusions, conclusion],
    failures: conclusion.verdict === 'bona-fide' ? failures : [...failures, nowMs],
  };
}

/** Take in a failure report, whatever state the session is in. */
function report(session: LiveSession, { by, report: sent }: Command<'report'>, nowMs: number): Performed {
  const received = { ...sent, receivedAtMs: nowMs, fromHolder: isHolder(session, by) };
  const state = { ...session, reports: takeReport(session.reports, received) };
  return { state, answer: state };
}

const isHolder = ({ jkt }: LiveSession, by: Filer): boolean => by.jkt === jkt;

/** The newest challenge, if `challengeId` names it and it is still to be answered. */
function current(session: LiveSession, challengeId: string): ChallengeState {
  requireConsent(session);
  const { challenge, replaced, conclusions } = session;
  if (challenge?.id !== challengeId) {
    if (conclusions.some((conclusion) => conclusion.challengeId === challengeId)) {
      throw new Refusal('challenge-replayed');
    }
    throw new Refusal(replaced.includes(challengeId) ? 'challenge-replaced' : 'challenge-unknown');
  }
  if (challenge.spent) throw new Refusal('challenge-replayed');
  if (challenge.ended === 'late') throw new Refusal('evidence-late');
  return challenge;
}

function requireConsent({ jkt, consent: given }: LiveSession): void {
  if (jkt === undefined) throw new Refusal('key-missing');
  if (!given) throw new Refusal('consent-missing');
}

/** Whether the person was verified: then nothing more is captured. */
export const isVerified = ({ conclusions }: LiveSession): boolean => conclusions.at(-1)?.verdict === 'bona-fide';
