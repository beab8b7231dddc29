/** What a command of a session is. Each stands in its own file; commands.ts lists them; step.ts applies them. */
import type { Policy } from '#protocol/policy/policy.ts';
import type { Proof } from '../../trust/proof.ts';
import type { LiveSession, SessionState, WithdrawnSession } from '../state.ts';

/** The filer, by a proof. */
export type Filer = Pick<Proof, 'jti' | 'jkt'>;

/** The filer, or the provider as its tenant. */
export type Caller = Filer | { readonly tenant: string };

/** Arguments of a command that the verifier itself sends, without a caller to authenticate. */
export interface Internal {
  readonly by?: undefined;
}

export interface Moment {
  readonly nowMs: number;
  /** The policy that the session is pinned to. */
  readonly policy: Policy;
}

export interface Done<Answer> {
  readonly state: SessionState;
  readonly answer: Answer;
}

/** A command, by what it does to a session of each kind. All parts are pure, and refuse by throwing a `Refusal`. */
export interface Command<Args extends { readonly by?: Caller | undefined }, Answer> {
  readonly onLive: (session: LiveSession, args: Args, moment: Moment) => Done<Answer>;
  /** Without it there is no such session. */
  readonly onUnknown?: (args: Args, nowMs: number) => Done<Answer>;
  /** Without it a withdrawn session refuses. */
  readonly onWithdrawn?: (session: WithdrawnSession) => Done<Answer>;
  /** Refuses before the caller's proof is used up. */
  readonly admit?: (session: LiveSession, args: Args) => void;
  /** Whether it may come from a key that does not hold the session. */
  readonly fromAnyKey?: true;
  /** Changes the session, and does so even where the command is refused afterwards. */
  readonly prepare?: (session: LiveSession, nowMs: number) => LiveSession;
}
