import type { OpenReason } from '#protocol/case/case.ts';
import { Refusal } from '#protocol/refusal.ts';
import { requireBasis } from '../basis.ts';
import { concluded, reopened } from '../course.ts';
import { isRepeated, remembered, type Idempotency } from '../idempotency.ts';
import { questionOf } from '../question.ts';
import type { LiveCase, QuestionToAsk } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { requireUnfinished } from './guard.ts';

export interface SubmitArgs extends By {
  readonly recordDigest: string;
  /** `basisOf` the case that reasons and questions are of. */
  readonly basis: string;
  readonly idempotency?: Idempotency;
  /** What keeps the case open. */
  readonly reasons: readonly OpenReason[];
  readonly questions: readonly QuestionToAsk[];
}

/**
 * With reasons the case stays open and lists them. Otherwise its questions are asked; those that were answered before are not
 * asked again, and their answers count. A returned case is open again by it. The key of a submit that left the case open is not remembered.
 */
export const submit: Command<SubmitArgs, LiveCase> = {
  isFilers: true,

  onLive(state, { by, recordDigest, basis, idempotency, reasons, questions }, nowMs) {
    if (isRepeated(state, idempotency)) return done(state);
    requireUnfinished(state);
    const moment = { by, nowMs };
    const open = reopened(state, moment);
    if (open.state !== 'open') throw new Refusal('case-closed');
    if (recordDigest !== open.recordDigest) throw new Refusal('record-changed');
    requireBasis(open, basis);
    if (reasons.length > 0) {
      if (JSON.stringify(reasons) === JSON.stringify(open.reasons)) return done(open);
      const causes = [...new Set(reasons.map(({ cause }) => cause))].join(' ');
      return done(noted({ ...open, reasons }, moment, 'submit-refused', { causes }));
    }
    const asked = questions.map((question) =>
      questionOf(
        question,
        open.questions.find(({ digest }) => digest === question.digest),
        nowMs,
      ),
    );
    const compared = asked.map(({ digest }) => digest);
    const submitted: LiveCase = {
      ...noted(remembered(open, idempotency), moment, 'submitted'),
      state: 'comparing',
      reasons: [],
      questions: [...open.questions.filter(({ digest }) => !compared.includes(digest)), ...asked],
      compared,
    };
    return done(concluded(submitted, moment));
  },
};
