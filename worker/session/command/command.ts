/** The interface of a command. Each command has a file here; commands.ts lists them, and step.ts applies them. */
import type { Policy } from '#protocol/policy/policy.ts';
import type { Proof } from '../../trust/proof.ts';
import type { LiveSession, SessionState, WithdrawnSession } from '../state.ts';

/** The filer, identified by a proof. */
export type Filer = Pick<Proof, 'jti' | 'jkt'>;

/** The filer; the provider, identified by its tenant; or whoever holds the session's withdrawal token. */
export type Caller = Filer | { readonly tenant: string } | { readonly holds: 'withdrawal-token' };

/** Arguments of a command that the verifier itself sends, without a caller to authenticate. */
export interface Internal {
  readonly by?: undefined;
}

export interface Moment {
  readonly nowMs: number;
  /** The policy that the session is pinned to. */
  readonly policy: Policy;
  /** The one for a person who needs more time; undefined if there is none. */
  readonly unhurried: Policy | undefined;
}

export interface Done<Answer> {
  readonly state: SessionState;
  readonly answer: Answer;
}

/** A command: what it does to a live, an unknown and a withdrawn session. All parts are pure. They refuse with a `Refusal`. */
export interface Command<Args extends { readonly by?: Caller | undefined }, Answer> {
  readonly onLive: (session: LiveSession, args: Args, moment: Moment) => Done<Answer>;
  /** Without this part the command is refused as `session-unknown`. */
  readonly onUnknown?: (args: Args, nowMs: number) => Done<Answer>;
  /** Without this part the command is refused as `session-withdrawn`. */
  readonly onWithdrawn?: (session: WithdrawnSession) => Done<Answer>;
  /** Refuses before the caller's proof is used up. */
  readonly admit?: (session: LiveSession, args: Args) => void;
  /**
   * Whether a second run with the same arguments changes nothing and gives the same answer. A filer's command is never run
   * twice, because the first run has used up its proof; the widget sends it again with another.
   */
  readonly isRepeatable?: true;
  /** Whether it may come from a key that the session is not bound to. */
  readonly fromAnyKey?: true;
  /** Changes the session before `onLive`, and is stored even if `onLive` refuses. */
  readonly prepare?: (session: LiveSession, nowMs: number) => LiveSession;
}
