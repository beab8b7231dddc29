/** The interface of a command. Each command has a file here; commands.ts lists them, and step.ts applies them. */
import type { LiveCase, WithdrawnCase } from '../state.ts';

/** Who sends a command: an API key of a tenant, a filer of a session of the case, or the verifier itself. */
export type CaseCaller =
  { readonly tenant: string; readonly key: string } | { readonly session: string } | { readonly verifier: true };

export interface By {
  readonly by: CaseCaller;
}

export interface Done<Answer> {
  readonly state: LiveCase | WithdrawnCase;
  /** The answer, made of the state as it is stored. */
  readonly answer: (stored: LiveCase | WithdrawnCase) => Answer;
}

/** A command: what it does to a live, an unknown and a withdrawn case. All parts are pure. They refuse with a `Refusal`. */
export interface Command<Args extends By, Answer> {
  readonly onLive: (state: LiveCase, args: Args, nowMs: number) => Done<Answer>;
  /** Without this part the command is refused as `case-unknown`. */
  readonly onUnknown?: (args: Args, nowMs: number) => Done<Answer>;
  /** Without this part the command is refused as `case-withdrawn`. */
  readonly onWithdrawn?: (state: WithdrawnCase) => Done<Answer>;
  /** Whether a second run with the same arguments changes nothing and gives the same answer. */
  readonly isRepeatable?: true;
  /** Whether filers of the case's sessions may send it. */
  readonly isFilers?: true;
  /** Whether it is carried out while the case is being withdrawn too. All others are then refused as `case-withdrawn`. */
  readonly isOfWithdrawal?: true;
  /** Whether the case is kept no longer because of it. */
  readonly prolongsNothing?: true;
}

/** The answer of most commands: the case. */
export const done = (state: LiveCase): Done<LiveCase> => ({ state, answer: (stored) => stored as LiveCase });

/** The end of a command without an answer. */
export const silent = (state: LiveCase | WithdrawnCase): Done<undefined> => ({ state, answer: () => undefined });
