import type { ComparisonResult } from '#protocol/case/comparison.ts';
import { concluded } from '../course.ts';
import { answered } from '../question.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface AnswerQuestionArgs extends By {
  readonly digest: string;
  readonly result: ComparisonResult;
}

/**
 * Records what the database said, also if the answer came late or the case has changed meanwhile. The first answer stays. The
 * last one of a submit decides whether the case goes on to its review.
 */
export const answerQuestion: Command<AnswerQuestionArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, digest, result }, nowMs) {
    const question = state.questions.find((each) => each.digest === digest);
    if (!question || question.stage === 'answered') return done(state);
    const next = answered(question, result, nowMs);
    const questions = state.questions.map((each) => (each === question ? next : each));
    const { kind, subject } = question;
    const facts = { question: digest, kind, subject, outcome: result.outcome, authority: result.authority };
    const moment = { by, nowMs };
    const recorded = { ...state, questions };
    // A database that is down for a day would fill the timeline with its silence.
    if (next.stage === 'due') return done(recorded);
    const told = noted(recorded, moment, 'question-answered', facts);
    return done(state.state === 'comparing' ? concluded(told, moment) : told);
  },
};
