/**
 * Applies one command to a case's state: pure. The host loads the state, calls `step` and stores the new state with no await in
 * between; that is why no question is taken twice and no approval counts twice (docs/storage.md).
 */
import { limits } from '#protocol/limits.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import type { CaseCaller, Done } from './command/command.ts';
import { commands, type CaseAnswer, type CaseArgs, type CaseKind } from './commands.ts';
import { resumeAtMs, settle } from './course.ts';
import type { CaseState, LiveCase } from './state.ts';

/** The result of a command: plain data, so that the host can send it from the case to the caller. */
export type CaseOutcome<A> =
  | { readonly answer: A }
  | {
      readonly refusal: RefusalCode;
      readonly retryAfterMs: number | undefined;
      readonly faults: readonly object[] | undefined;
    };

export interface CaseStep<A> {
  readonly state: CaseState | undefined;
  readonly outcome: CaseOutcome<A>;
}

/**
 * Applies one command. A refused one changes nothing.
 *
 * @param state undefined if there is no such case yet
 */
export function step<K extends CaseKind>(
  state: CaseState | undefined,
  kind: K,
  args: CaseArgs<K>,
  nowMs: number,
): CaseStep<CaseAnswer<K>> {
  const command = commands[kind];
  try {
    if (!state) {
      if (!command.onUnknown) throw new Refusal('case-unknown');
      return stepOf(command.onUnknown(args, nowMs), undefined);
    }
    // For a provider, another tenant's case does not exist.
    const { by } = args;
    if ('tenant' in by && by.tenant !== state.tenant) throw new Refusal('case-unknown');
    if (state.kind === 'withdrawn') {
      if (!command.onWithdrawn) throw new Refusal('case-withdrawn');
      return stepOf(command.onWithdrawn(state), state);
    }
    admitFiler(state, by, command.isFilers);
    const prolongedMs = command.prolongsNothing ? undefined : nowMs + limits.case.openMs;
    return stepOf(command.onLive(settle(state, nowMs), args, nowMs), state, prolongedMs);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, retryAfterMs, faults } = error;
    return { state, outcome: { refusal: code, retryAfterMs, faults } };
  }
}

/** @throws Refusal case-not-bound for a session of another case, or that was withdrawn, case-unknown for what no filer may do */
function admitFiler({ sessions }: LiveCase, by: CaseCaller, isFilers: true | undefined): void {
  if (!('session' in by)) return;
  if (!sessions.some(({ id, withdrawn }) => id === by.session && !withdrawn)) throw new Refusal('case-not-bound');
  if (!isFilers) throw new Refusal('case-unknown');
}

/** @param deleteAtMs of an open case that has changed */
function stepOf<A>({ state, answer }: Done<A>, before: CaseState | undefined, deleteAtMs?: number): CaseStep<A> {
  const stored = state === before || state.kind === 'withdrawn' ? state : scheduled(state, deleteAtMs);
  return { state: stored, outcome: { answer: answer(stored) } };
}

/** The case with the times at which it goes on by itself, and at which it is deleted. */
function scheduled(live: LiveCase, deleteAtMs = live.deleteAtMs): LiveCase {
  const { resumeAtMs: _, ...state } = live;
  const resumes = resumeAtMs(live);
  return {
    ...state,
    deleteAtMs: state.state === 'form-ready' ? state.deleteAtMs : deleteAtMs,
    ...(resumes !== undefined && { resumeAtMs: resumes }),
  };
}
