/**
 * Applies one command to a session's state: pure. The host loads the state, calls `step` and stores the new state with
 * no await in between; that is why a challenge can be spent only once (docs/storage.md).
 */
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import { nonceLifetimeMs } from '../trust/nonce.ts';
import type { Done, Filer } from './command/command.ts';
import { commands, type Answer, type Args, type Kind } from './commands.ts';
import { settle } from './deadline.ts';
import type { LiveSession, SessionState } from './state.ts';

/** The result of a command: plain data, so that the host can send it from the session to the caller. */
export type Outcome<A> =
  { readonly answer: A } | { readonly refusal: RefusalCode; readonly retryAfterMs: number | undefined };

export interface Step<A> {
  readonly state: SessionState | undefined;
  readonly outcome: Outcome<A>;
}

/**
 * Applies one command. After a refused command, at most three changes are stored: the caller's proof is used up, deadlines
 * that have passed count, and the command's `prepare` has run.
 *
 * @param state undefined if there is no such session yet
 * @throws RangeError if the policy that the session is pinned to is not among `policies`
 */
export function step<K extends Kind>(
  state: SessionState | undefined,
  kind: K,
  args: Args<K>,
  nowMs: number,
  policies: Policies,
): Step<Answer<K>> {
  const command = commands[kind];
  const { by } = args;
  let kept = state;
  try {
    if (!state) {
      if (!command.onUnknown) throw new Refusal('session-unknown');
      return stepOf(command.onUnknown(args, nowMs));
    }
    // For a provider, another tenant's session does not exist.
    if (by && 'tenant' in by && by.tenant !== state.tenant) throw new Refusal('session-unknown');
    if (state.kind === 'withdrawn') {
      if (!command.onWithdrawn) throw new Refusal('session-withdrawn');
      return stepOf(command.onWithdrawn(state));
    }
    command.admit?.(state, args);
    const policy = policies.pinned(state.policy);
    const isFiler = by && 'jti' in by;
    const admitted = isFiler ? present(state, by, nowMs, command.fromAnyKey) : state;
    const settled = settle(admitted, nowMs, policy);
    const session = command.prepare?.(settled, nowMs) ?? settled;
    kept = session;
    return stepOf(command.onLive(session, args, { nowMs, policy, unhurried: policies.unhurried(policy) }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { state: kept, outcome: { refusal: error.code, retryAfterMs: error.retryAfterMs } };
  }
}

const stepOf = <A>({ state, answer }: Done<A>): Step<A> => ({ state, outcome: { answer } });

/**
 * Uses up a proof.
 *
 * @throws Refusal session-expired, dpop-replayed, key-foreign, dpop-invalid
 */
function present(session: LiveSession, { jti, jkt }: Filer, nowMs: number, fromAnyKey = false): LiveSession {
  if (nowMs >= session.expiresAtMs) throw new Refusal('session-expired');
  const proofs = session.proofs.filter(({ atMs }) => nowMs - atMs < nonceLifetimeMs);
  if (proofs.some((proof) => proof.jti === jti)) throw new Refusal('dpop-replayed');
  if (session.jkt !== undefined && session.jkt !== jkt && !fromAnyKey) throw new Refusal('key-foreign');
  if (proofs.length >= proofsKept) throw new Refusal('dpop-invalid');
  return { ...session, proofs: [...proofs, { jti, atMs: nowMs }] };
}

/**
 * The largest number of stored proofs. A proof that could still be replayed is never dropped: when this number is reached,
 * further proofs are refused. Convention: it allows 6 requests a second without pause; an attempt needs about 30 in all.
 */
export const proofsKept = 4096;
