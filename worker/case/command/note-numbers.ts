import type { FilingNumbers } from '#protocol/case/submission.ts';
import type { LiveCase } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';

export interface NoteNumbersArgs extends By {
  /** What the ministry's system has said now. What it said earlier of other services stays. */
  readonly filingNumbers: FilingNumbers;
}

/** The filing numbers have come, before the result or after it. */
export const noteNumbers: Command<NoteNumbersArgs, LiveCase> = {
  isRepeatable: true,

  onLive(state, { by, filingNumbers: given }, nowMs) {
    const known = state.filingNumbers;
    const kept = known?.services.filter(({ id }) => !given.services.some((each) => each.id === id)) ?? [];
    const filingNumbers: FilingNumbers = {
      organiser: { ...known?.organiser, ...given.organiser },
      services: [...kept, ...given.services].toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    };
    if (JSON.stringify(filingNumbers) === JSON.stringify(known)) return done(state);
    const services = String(filingNumbers.services.length);
    return done(noted({ ...state, filingNumbers }, { by, nowMs }, 'numbers-received', { services }));
  },
};
