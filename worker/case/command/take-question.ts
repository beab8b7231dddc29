import { comparedQuestions, taken } from '../question.ts';
import type { DueQuestion, LiveCase, QuestionToAsk } from '../state.ts';
import { noted } from '../timeline.ts';
import type { By, Command } from './command.ts';

export interface TakeQuestionArgs extends By {
  /** From when on the outcome counts as unknown. */
  readonly untilMs: number;
}

export interface TakenQuestion extends QuestionToAsk {
  /** Names the try at the database: 31 letters and digits, the same for every sending of it. */
  readonly id: string;
  readonly tries: number;
  /** How often this try was sent before without a known outcome. */
  readonly sent: number;
}

export interface TakeQuestionAnswer {
  /** Undefined if none is due. */
  readonly question?: TakenQuestion;
  readonly state: LiveCase;
}

/** The next question that is due. It is marked as asked before it is sent. */
export const takeQuestion: Command<TakeQuestionArgs, TakeQuestionAnswer> = {
  prolongsNothing: true,

  onLive(state, { by, untilMs }, nowMs) {
    const due =
      state.state === 'comparing'
        ? comparedQuestions(state).find((each) => each.stage === 'due' && each.notBeforeMs <= nowMs)
        : undefined;
    if (due?.stage !== 'due') return { state, answer: (stored) => ({ state: stored as LiveCase }) };
    const asked = taken(due, untilMs, nowMs);
    const questions = state.questions.map((each) => (each === due ? asked : each));
    const { digest, kind, subject } = due;
    const isFirst = asked.tries === 1 && asked.sent === 1;
    const next = { ...state, questions };
    return {
      // Further tries are in the question; the timeline would not end while a database is down.
      state: isFirst ? noted(next, { by, nowMs }, 'question-asked', { question: digest, kind, subject }) : next,
      answer: (stored) => ({ question: questionOf(due, asked.tries), state: stored as LiveCase }),
    };
  },
};

const questionOf = ({ digest, kind, subject, sent }: DueQuestion, tries: number): TakenQuestion => ({
  digest,
  kind,
  ...(subject !== undefined && { subject }),
  id: idOf(digest, tries),
  tries,
  sent,
});

/** Letters and digits of the digest, and the try in two digits of base 36; a digest has 43 characters, most of them such. */
const idOf = (digest: string, tries: number): string =>
  digest.replaceAll(/[^A-Za-z0-9]/g, '0').slice(0, 29) + (tries % 1_296).toString(36).padStart(2, '0');
