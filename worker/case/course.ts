/** How a case goes from state to state, and when it wakes to go on. */
import type { OpenReason } from '#protocol/case/case.ts';
import { approvalOf } from './approval.ts';
import { causeOf, comparedQuestions, lost } from './question.ts';
import { reminderAtMs, roundToQueue } from './rounds.ts';
import type { LiveCase, StoredQuestion } from './state.ts';
import { noted, type Moment } from './timeline.ts';

/** Counts the outcome of a question whose answer did not come in time as unknown, so that it is due again. */
export function settle(state: LiveCase, nowMs: number): LiveCase {
  const isLost = (question: StoredQuestion) => question.stage === 'asked' && nowMs >= question.untilMs;
  if (!state.questions.some(isLost)) return state;
  const questions = state.questions.map((each) => (each.stage === 'asked' && isLost(each) ? lost(each) : each));
  return { ...state, questions };
}

/**
 * The case is open again, because of reasons, or because record or documents changed. Comparisons and reviews count no more. A
 * question that was asked is still not asked twice.
 */
export function opened(state: LiveCase, moment: Moment, reasons: readonly OpenReason[] = []): LiveCase {
  const open: LiveCase = {
    ...state,
    state: 'open',
    reasons,
    compared: [],
    reviewsBefore: state.reviews.length,
  };
  if (state.state === 'open') return open;
  const causes = [...new Set(reasons.map(({ cause }) => cause))].join(' ');
  return noted(open, moment, 'opened', { causes: causes === '' ? undefined : causes });
}

/** A returned case is open again, because its correction begins. */
export const reopened = (state: LiveCase, moment: Moment): LiveCase =>
  state.state === 'returned' ? opened(state, moment) : state;

/** After an answer, or a submit: in review if everything is confirmed, and open again if something is not. */
export function concluded(state: LiveCase, moment: Moment): LiveCase {
  const questions = comparedQuestions(state);
  if (questions.some(({ stage }) => stage !== 'answered')) return state;
  const reasons = questions.flatMap(reasonOf);
  if (reasons.length === 0) return noted({ ...state, state: 'in-review', reasons }, moment, 'in-review');
  // The comparisons stay visible as what they are: of this record, portrait and documents.
  return { ...opened(state, moment, reasons), compared: state.compared };
}

function reasonOf(question: StoredQuestion): OpenReason[] {
  const cause = question.stage === 'answered' ? causeOf(question.result) : undefined;
  return cause ? [{ cause, about: question.subject ?? 'organiser-unit' }] : [];
}

/**
 * When the case has to go on by itself: events are not delivered, a question is due or was lost, forms are not made, the account
 * does not have the round, or a reminder is due. Of a case that is being withdrawn: when that is not finished.
 */
export function resumeAtMs(state: LiveCase): number | undefined {
  if (state.withdrawing) return state.withdrawing.untilMs;
  const times = [state.outbox[0]?.atMs, workAtMs(state), roundToQueue(state)?.handedOverAtMs, reminderAtMs(state)];
  return earliest(times.filter((each) => each !== undefined));
}

const earliest = (times: readonly number[]): number | undefined => (times.length > 0 ? Math.min(...times) : undefined);

/** Up to the forms. */
function workAtMs(state: LiveCase): number | undefined {
  const approval = approvalOf(state);
  if (approval) return state.making?.approval === approval.signature?.value ? state.making?.untilMs : approval.atMs;
  if (state.state !== 'comparing') return undefined;
  const times = comparedQuestions(state).flatMap((question) => {
    if (question.stage === 'due') return [question.notBeforeMs];
    return question.stage === 'asked' ? [question.untilMs] : [];
  });
  return earliest(times);
}
