import { Refusal } from '#protocol/refusal.ts';
import { opened } from '../course.ts';
import { withoutUnsentForms } from '../rounds.ts';
import type { CheckedFiling, LiveCase, Subject } from '../state.ts';
import { noted } from '../timeline.ts';
import { done, type By, type Command } from './command.ts';
import { requireNotHandedOver } from './guard.ts';

export interface ChangeRecordArgs extends By {
  /** Of the record that was changed. */
  readonly version: number;
  readonly filing: CheckedFiling;
}

/**
 * Replaces the record, and the case is open again. A person who was shown something else has to consent and be verified anew;
 * signatures, comparisons, reviews and forms were of the earlier record.
 */
export const changeRecord: Command<ChangeRecordArgs, LiveCase> = {
  onLive(state, { by, version, filing }, nowMs) {
    requireNotHandedOver(state);
    if (version !== state.version) throw new Refusal('case-changed');
    if (filing.recordDigest === state.recordDigest) return done(state);
    const subjects = filing.subjects.map((subject) => kept(subject, state.subjects));
    const { notCarried: _, ...before } = withoutUnsentForms(state);
    const next = { ...before, ...filing, subjects, version: version + 1 };
    const changed = noted(next, { by, nowMs }, 'record-changed', { recordDigest: filing.recordDigest });
    return done(opened(changed, { by, nowMs }));
  },
};

/** What was shown to the person names the person, so that another id of the same person loses nothing. */
function kept(subject: CheckedFiling['subjects'][number], before: readonly Subject[]): Subject {
  const same = before.find(({ subjectDigest }) => subjectDigest === subject.subjectDigest);
  return {
    ...subject,
    ...(same?.consent && { consent: same.consent }),
    ...(same?.attestation && { attestation: same.attestation }),
  };
}
