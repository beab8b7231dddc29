/**
 * Applies one command to a case's state: pure. The host loads the state, calls `step` and stores the new state with no await in
 * between; that is why no question is taken twice and no approval counts twice (docs/storage.md).
 */
import { limits } from '#protocol/limits.ts';
import { Refusal, type RefusalCode } from '#protocol/refusal.ts';
import type { CaseCaller, Done } from './command/command.ts';
import { commands, type CaseAnswer, type CaseArgs, type CaseKind } from './commands.ts';
import { resumeAtMs, settle } from './course.ts';
import { withEvents } from './outbox.ts';
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
      return stepOf(command.onUnknown(args, nowMs), undefined, {});
    }
    // For a provider, another tenant's case does not exist.
    const { by } = args;
    if ('tenant' in by && by.tenant !== state.tenant) throw new Refusal('case-unknown');
    if (state.kind === 'withdrawn') {
      if (!command.onWithdrawn) throw new Refusal('case-withdrawn');
      return stepOf(command.onWithdrawn(state), state, {});
    }
    if (state.withdrawing && !command.isOfWithdrawal) throw new Refusal('case-withdrawn');
    admitFiler(state, by, command.isFilers);
    const renewedMs = command.prolongsNothing ? undefined : nowMs;
    return stepOf(command.onLive(settle(state, nowMs), args, nowMs), state, { nowMs, renewedMs });
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

/** When the command came, and from when on it keeps the case. */
interface Kept {
  readonly nowMs?: number;
  readonly renewedMs?: number | undefined;
}

function stepOf<A>({ state, answer }: Done<A>, before: CaseState | undefined, kept: Kept): CaseStep<A> {
  const stored = state === before || state.kind === 'withdrawn' ? state : completed(state, before, kept);
  return { state: stored, outcome: { answer: answer(stored) } };
}

/** The case with the events of the change, and the times at which it goes on by itself and is deleted. */
function completed(live: LiveCase, before: CaseState | undefined, kept: Kept): LiveCase {
  const was = before?.kind === 'live' ? before : undefined;
  const { resumeAtMs: _, ...state } = withEvents(live, was);
  const resumes = resumeAtMs(state);
  return {
    ...state,
    deleteAtMs: deleteAtMs(live, was, kept),
    ...(resumes !== undefined && { resumeAtMs: resumes }),
  };
}

const { openMs, formReadyMs, handedOverMs, acceptedMs, returnedMs } = limits.case;

/** How long a case is kept from its change to a state. */
const keptMs: Readonly<Record<LiveCase['state'], number>> = {
  open: openMs,
  comparing: openMs,
  'in-review': openMs,
  'form-ready': formReadyMs,
  submitted: handedOverMs,
  'sms-pending': handedOverMs,
  accepted: acceptedMs,
  returned: returnedMs,
};

/** Until the forms are made, each change keeps the case longer; afterwards only a change of its state does. */
function deleteAtMs(state: LiveCase, before: LiveCase | undefined, { nowMs, renewedMs }: Kept): number {
  const fromMs = before && before.state !== state.state ? nowMs : isUnfinished(state) ? renewedMs : undefined;
  return fromMs === undefined ? state.deleteAtMs : fromMs + keptMs[state.state];
}

const isUnfinished = ({ state }: LiveCase): boolean => ['open', 'comparing', 'in-review'].includes(state);
