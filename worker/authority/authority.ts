/** The one interface to every authority database. */
import type { ComparisonResult } from '#protocol/case/comparison.ts';

/** Whether name, number and portrait are those of one person. */
export interface PersonQuestion {
  readonly kind: 'person';
  readonly name: string;
  /** Of the resident identity card. */
  readonly number: string;
  /** A JPEG. */
  readonly portrait: Uint8Array;
}

/** Whether a unit has this name, unified social credit code and legal representative. */
export interface UnitQuestion {
  readonly kind: 'unit';
  readonly name: string;
  readonly creditCode: string;
  readonly legalRepresentative: string;
}

export type Question = PersonQuestion | UnitQuestion;

export interface Asked {
  /** The same for every try of one question: databases that know it bill the question once. */
  readonly id: string;
  readonly atMs: number;
}

export interface Authority {
  /** As in a comparison's result and in the configuration, for example `aliyun`. */
  readonly name: string;
  /** What it can be asked. */
  readonly kinds: readonly Question['kind'][];
  /** Asks once. @throws Unknown if nobody can know whether the database received the question */
  compare(question: Question, asked: Asked): Promise<ComparisonResult>;
}
