/** The case at the bureau: its newest round, the short messages of its persons, and what the sandbox's bureau is made to do. Pure. */
import type { CaseSubmission } from '#protocol/case/submission.ts';
import type { Filed } from './subject.ts';

/** A short message of the simulated bureau. */
export interface ShortMessage {
  readonly id: number;
  readonly name: string;
  /** With stars. */
  readonly mobile: string;
  readonly code: string;
  readonly sentAtMs: number;
  readonly untilMs: number;
  readonly answered: boolean;
}

export const newestRound = ({ filed }: Filed): CaseSubmission | undefined => filed.submissions.at(-1);

/** The messages of this round's persons, each once. Whose message it is, mobile and time tell. */
export function messagesOf(filing: Filed, all: readonly ShortMessage[]): ShortMessage[] {
  const takenAtMs = newestRound(filing)?.handedOverAtMs ?? Infinity;
  const mobiles = personsOf(filing).map(({ mobile }) => masked(mobile));
  return all.filter(({ mobile, sentAtMs }) => sentAtMs >= takenAtMs && mobiles.includes(mobile));
}

/** The last six characters of the document number of the person to whom this message was sent. */
export const lastSixOf = (filing: Filed, { mobile, name }: ShortMessage): string =>
  personsOf(filing)
    .find((person) => masked(person.mobile) === mobile && person.name === name)
    ?.document.number.slice(-6) ?? '';

const personsOf = ({ record: { organiser, services } }: Filed) => [
  organiser.personInCharge,
  ...services.map(({ personInCharge }) => personInCharge),
];

const masked = (mobile: string): string => mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');

/** What the bureau does with the next record or upload, by the names of its switch (docs/sandbox.md). */
export const bureauScenes = [
  'accepted',
  'record:1002',
  'record:1011',
  'record:1005',
  'upload:901',
  'upload:lost',
  'upload:5',
] as const;
export type BureauScene = (typeof bureauScenes)[number];
