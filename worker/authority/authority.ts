/** The one interface to every authority database. A connector, one file each in connector/, implements it. */
import type { ComparisonResult } from '#protocol/case/comparison.ts';

/** Whether name, number and portrait are those of one person. */
export interface PersonQuestion {
  readonly kind: 'person';
  readonly name: string;
  /** Of the resident identity card. */
  readonly number: string;
  /** A JPEG. Without it only name and number are compared: of a legal representative, say, whose face nobody checks. */
  readonly portrait?: Uint8Array;
}

/** Whether a unit has this name, unified social credit code and legal representative. */
export interface UnitQuestion {
  readonly kind: 'unit';
  readonly name: string;
  readonly creditCode: string;
  readonly legalRepresentative: string;
  /** Of the legal representative's resident identity card. Some databases compare only with it. */
  readonly legalRepresentativeNumber?: string;
}

export type Question = PersonQuestion | UnitQuestion;

/** One sending of a question. */
export interface Sending {
  /** Names it at the database: 1 to 32 letters and digits. A retry has another one, because databases want them unique. */
  readonly id: string;
  /** Aborted when the database's time is up. */
  readonly signal: AbortSignal;
}

/** What one sending brought: a result without what only `ask` knows. */
export type Answer = Omit<ComparisonResult, 'authority' | 'sendings'>;

export interface Authority {
  /** As in a comparison's result, for example `aliyun`. */
  readonly name: string;
  /**
   * Sends the question once. What the database answers, however odd, is an answer.
   *
   * @throws Unknown if nobody can know whether it received the question, or what it answered
   */
  compare(question: Question, sending: Sending): Promise<Answer>;
}

/** The database gave no answer to the question; `answer` says so in the form of one. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(answer.code);
    this.answer = answer;
  }
}

/** Nobody can know whether the database received the question, or what it answered. */
export class Unknown extends Error {
  override readonly name = 'Unknown';
  readonly code: 'timed-out' | 'connection-lost';

  /** The cause is left out, because it may repeat what was sent. */
  constructor(code: Unknown['code']) {
    super(code);
    this.code = code;
  }
}
