/** The rounds of a case: what was handed over to the ministry, and what became of it. */
import type { CaseForm } from '#protocol/case/form.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { LiveCase, StoredSubmission } from './state.ts';

/** Whether the ministry has the case, or the verifier is about to send it: nobody may change what was handed over. */
export const isHandedOver = ({ state }: LiveCase): boolean => ['submitted', 'sms-pending', 'accepted'].includes(state);

export const newestRound = ({ submissions }: LiveCase): StoredSubmission | undefined => submissions.at(-1);

/** @throws Refusal case-closed for a round that the case never had */
export function roundOf({ submissions }: LiveCase, round: number): StoredSubmission {
  const found = submissions.find((each) => each.round === round);
  if (!found) throw new Refusal('case-closed');
  return found;
}

/** The case with one round replaced. */
export const withRound = (state: LiveCase, submission: StoredSubmission): LiveCase => ({
  ...state,
  submissions: state.submissions.map((each) => (each.round === submission.round ? submission : each)),
});

/**
 * Whether the case still stands where this round has led it, so that an answer to the round is an answer to the case. It is not,
 * as soon as a correction has begun.
 */
export const isAtRound = (state: LiveCase, { round }: StoredSubmission): boolean =>
  newestRound(state)?.round === round && (isHandedOver(state) || state.state === 'returned');

/** Forms that went to the ministry. They stay readable, whatever becomes of the case. */
export const isHandedForm = ({ submissions }: LiveCase, { number }: CaseForm): boolean =>
  submissions.some(({ forms }) => forms.some((form) => form.number === number));

/** The newest forms, or those that were handed over in a round. */
export const formsOf = ({ forms, submissions }: LiveCase, round?: number): readonly CaseForm[] =>
  round === undefined ? forms : (submissions.find((each) => each.round === round)?.forms ?? []);

/** Without the forms that no round has. They were of another record, or of what a person has withdrawn. */
export function withoutUnsentForms(state: LiveCase): LiveCase {
  const forms = state.forms.filter((form) => isHandedForm(state, form));
  const dropped = state.forms.filter((form) => !forms.includes(form)).map(({ number }) => number);
  return { ...state, forms, droppedForms: [...state.droppedForms, ...dropped] };
}

/**
 * Numbers of forms that count no more: dropped ones, and those of earlier rounds that newer ones have replaced. Until then the
 * ministry's copy is the newest there is, so that its number reads valid while a correction is under way.
 */
export const withdrawnNumbers = ({ submissions, forms, droppedForms }: LiveCase): readonly string[] => [
  ...droppedForms,
  ...submissions
    .flatMap((submission) => submission.forms.map(({ number }) => number))
    .filter((number) => !forms.some((form) => form.number === number)),
];

/** The round that the account does not know yet. */
export const roundToQueue = (state: LiveCase): StoredSubmission | undefined => {
  const round = newestRound(state);
  return state.state === 'submitted' && round && !round.enqueued ? round : undefined;
};

/** How many of the reminders are due of a round whose short message was sent at a time. */
const remindersAt = (takenAtMs: number, nowMs: number): number =>
  limits.case.sms.remindAfterMs.filter((afterMs) => nowMs >= takenAtMs + afterMs).length;

/** The round whose short message has to be reminded of now, and how many reminders have become due. */
export function reminderDue(
  state: LiveCase,
  nowMs: number,
): { readonly round: StoredSubmission; readonly due: number } | undefined {
  const round = newestRound(state);
  if (state.state !== 'sms-pending' || round?.takenAtMs === undefined) return undefined;
  const due = remindersAt(round.takenAtMs, nowMs);
  return due > round.reminded ? { round, due } : undefined;
}

/** When the next reminder is due. */
export function reminderAtMs(state: LiveCase): number | undefined {
  const round = newestRound(state);
  if (state.state !== 'sms-pending' || round?.takenAtMs === undefined) return undefined;
  const afterMs = limits.case.sms.remindAfterMs[round.reminded];
  return afterMs === undefined ? undefined : round.takenAtMs + afterMs;
}

const dayMs = 24 * 3_600_000;
const hourMs = 3_600_000;
/** Noon in China, as a time of the UTC day. */
const noonMs = 4 * hourMs;

/**
 * Until when the short message can be answered that is the newest at a time. One that is not answered in time is sent again at the
 * next noon.
 */
export function smsUntilMs(takenAtMs: number, nowMs: number): number {
  let untilMs = takenAtMs + limits.case.sms.validMs;
  while (untilMs <= nowMs) untilMs = nextNoonMs(untilMs) + limits.case.sms.validMs;
  return untilMs;
}

const nextNoonMs = (ms: number): number => Math.floor((ms - noonMs) / dayMs) * dayMs + noonMs + dayMs;
