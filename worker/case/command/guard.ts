/** Conditions of the case that several commands require. */
import { Refusal } from '#protocol/refusal.ts';
import { isHandedOver } from '../rounds.ts';
import type { LiveCase, Subject } from '../state.ts';
import type { CaseCaller } from './command.ts';

/** @throws Refusal case-closed once the forms are made, case-handed-over until the ministry has returned them */
export function requireUnfinished(state: LiveCase): void {
  if (state.state === 'form-ready') throw new Refusal('case-closed');
  requireNotHandedOver(state);
}

/** @throws Refusal case-handed-over */
export function requireNotHandedOver(state: LiveCase): void {
  if (isHandedOver(state)) throw new Refusal('case-handed-over');
}

/** @throws Refusal subject-unknown */
export function subjectOf({ subjects }: LiveCase, id: string): Subject {
  const subject = subjects.find((each) => each.id === id);
  if (!subject) throw new Refusal('subject-unknown');
  return subject;
}

/** A filer acts for the subject whom the session verifies. @throws Refusal subject-unknown */
export function requireOwn({ sessions }: LiveCase, by: CaseCaller, subject: string | undefined): void {
  if (!('session' in by)) return;
  const own = sessions.find(({ id }) => id === by.session);
  if (own?.subject !== subject) throw new Refusal('subject-unknown');
}

/** Whether anything that counts of the subject came from the session. */
export const restsOn = ({ consent, attestation, signature }: Subject, session: string): boolean =>
  [consent, attestation, signature].some((each) => each?.session === session);

/** The case with one subject changed. */
export const withSubject = (state: LiveCase, id: string, changes: Partial<Subject>): LiveCase => ({
  ...state,
  subjects: state.subjects.map((each) => (each.id === id ? { ...each, ...changes } : each)),
});
