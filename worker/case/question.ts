/** A question to an authority database on its way: due, asked, answered. */
import type { OpenCause } from '#protocol/case/case.ts';
import type { ComparisonResult, Outcome } from '#protocol/case/comparison.ts';
import { limits } from '#protocol/limits.ts';
import type { AnsweredQuestion, AskedQuestion, DueQuestion, LiveCase, QuestionToAsk, StoredQuestion } from './state.ts';

/** Why a case is open after an answer; undefined where it confirms the person or unit. */
const causes: Readonly<Record<Outcome, OpenCause | undefined>> = {
  match: undefined,
  mismatch: 'comparison-mismatch',
  'not-found': 'comparison-not-found',
  'photo-unavailable': 'comparison-photo-unavailable',
  'liveness-failed': 'comparison-liveness-failed',
  'quality-failed': 'comparison-quality-failed',
  'rate-limited': 'comparison-unanswered',
  'source-down': 'comparison-unanswered',
  'invalid-input': 'comparison-refused',
  unauthorised: 'comparison-refused',
};

export function causeOf({ outcome, code, billed }: ComparisonResult): OpenCause | undefined {
  const cause = causes[outcome];
  if (cause !== 'comparison-unanswered') return cause;
  if (code === exhausted.code) return 'comparison-exhausted';
  return billed === 'possibly' ? 'comparison-uncertain' : cause;
}

/** A question that was not asked, because the day's comparisons of the person are used up by other cases. */
export const exhausted: ComparisonResult = {
  outcome: 'rate-limited',
  authority: '',
  code: 'comparisons-exhausted',
  sendings: 0,
  billed: 'no',
};

/** Causes of a question that the database has not answered itself. A new submit asks it again. */
export const unansweredCauses: readonly OpenCause[] = [
  'comparison-unanswered',
  'comparison-uncertain',
  'comparison-exhausted',
  'comparison-refused',
];

/** Whether the database has answered the question itself. Such a question is never asked again. */
function isFinal(result: ComparisonResult): boolean {
  const cause = causeOf(result);
  return !cause || !unansweredCauses.includes(cause);
}

/** The questions of the newest submit. */
export const comparedQuestions = ({ questions, compared }: LiveCase): readonly StoredQuestion[] =>
  questions.filter(({ digest }) => compared.includes(digest));

/** A submit's question: the one that the case has, if it was answered or is on its way, or a new one. */
export function questionOf(asked: QuestionToAsk, existing: StoredQuestion | undefined, nowMs: number): StoredQuestion {
  if (existing && (existing.stage !== 'answered' || isFinal(existing.result))) return existing;
  const { digest, kind, subject } = asked;
  return {
    stage: 'due',
    digest,
    kind,
    ...(subject !== undefined && { subject }),
    sinceMs: nowMs,
    tries: existing?.tries ?? 0,
    sent: 0,
    notBeforeMs: nowMs,
    ...(existing && { result: existing.result }),
  };
}

/** How often a try is sent if its outcome stays unknown. */
export const mostSendings = 2;

/** Marked as asked, before it is sent. A try whose outcome is unknown goes on, and any other begins a new one. */
export function taken(due: DueQuestion, untilMs: number, nowMs: number): AskedQuestion {
  const { stage: _, notBeforeMs: __, result: ___, ...common } = due;
  const tries = due.sent > 0 ? due.tries : due.tries + 1;
  return { ...common, stage: 'asked', tries, sent: Math.min(due.sent + 1, mostSendings), askedAtMs: nowMs, untilMs };
}

/** A question of which nobody knows whether it was answered. The same try goes on. */
export function lost(asked: AskedQuestion): DueQuestion {
  const { askedAtMs: _, untilMs, ...common } = asked;
  return { ...common, stage: 'due', notBeforeMs: untilMs };
}

/**
 * After a result: answered, or due again where the database has not answered the question. Where it may have been billed, it is
 * not asked again without a new submit.
 */
export function answered(
  question: DueQuestion | AskedQuestion,
  result: ComparisonResult,
  nowMs: number,
): DueQuestion | AnsweredQuestion {
  const { digest, kind, subject, sinceMs, tries } = question;
  const common = { digest, kind, ...(subject !== undefined && { subject }), sinceMs, tries, sent: 0 };
  const notBeforeMs = nowMs + (result.retryAfterMs ?? againMs(tries));
  if (causeOf(result) === 'comparison-unanswered' && notBeforeMs <= sinceMs + limits.case.askedForMs) {
    return { ...common, stage: 'due', notBeforeMs, result };
  }
  const askedAtMs = 'askedAtMs' in question ? question.askedAtMs : nowMs;
  return { ...common, stage: 'answered', askedAtMs, answeredAtMs: nowMs, result };
}

const againMs = (tries: number): number =>
  Math.min(limits.case.askAgainMs * 2 ** Math.max(0, tries - 1), limits.case.askAgainMostMs);
