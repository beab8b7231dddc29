import type { OpenReason } from '#protocol/case/case.ts';
import { Refusal } from '#protocol/refusal.ts';
import { requireBasis } from '../basis.ts';
import { concluded } from '../course.ts';
import { isRepeated, remembered, type Idempotency } from '../idempotency.ts';
import { questionOf } from '../question.ts';
import type { LiveCase, QuestionToAsk } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

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
 * asked again, and their answers count. The key of a submit that left the case open is not remembered.
 */
export const submit: Command<SubmitArgs, LiveCase> = {
  isFilers: true,

  onLive(state, { by, recordDigest, basis, idempotency, reasons, questions }, nowMs) {
    if (isRepeated(state, idempotency)) return done(state);
    if (state.state !== 'open') throw new Refusal('case-closed');
    if (recordDigest !== state.recordDigest) throw new Refusal('record-changed');
    requireBasis(state, basis);
    const moment = { by, nowMs };
    if (reasons.length > 0) {
      if (JSON.stringify(reasons) === JSON.stringify(state.reasons)) return done(state);
      const causes = [...new Set(reasons.map(({ cause }) => cause))].join(' ');
      return done(noted({ ...state, reasons }, moment, 'submit-refused', { causes }));
    }
    const asked = questions.map((question) =>
      questionOf(
        question,
        state.questions.find(({ digest }) => digest === question.digest),
        nowMs,
      ),
    );
    const compared = asked.map(({ digest }) => digest);
    const submitted: LiveCase = {
      ...noted(remembered(state, idempotency), moment, 'submitted'),
      state: 'comparing',
      reasons: [],
      questions: [...state.questions.filter(({ digest }) => !compared.includes(digest)), ...asked],
      compared,
    };
    return done(concluded(submitted, moment));
  },
};
