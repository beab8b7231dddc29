/** A session of a case beside the case as it is now. */
import { Refusal } from '#protocol/refusal.ts';
import type { Binding } from '../../consent/binding.ts';
import type { Cases } from '../cases.ts';
import type { LiveCase, Subject } from '../state.ts';

export interface BoundSubject {
  readonly state: LiveCase;
  readonly subject: Subject;
}

/**
 * The subject of the session, if it still is what the person was shown. The record may change at any time after this: what the
 * session then gathers is of another `subjectDigest`, and the case keeps it out.
 *
 * @throws Refusal subject-digest-stale, case-withdrawn
 */
export async function boundSubject(
  cases: Cases,
  session: string,
  { case: id, subject: subjectId, subjectDigest }: Binding,
  nowMs: number,
): Promise<BoundSubject> {
  const state = await cases.run(id, 'read', { by: { session } }, nowMs);
  const subject = state.subjects.find((each) => each.id === subjectId);
  if (subject?.subjectDigest !== subjectDigest) throw new Refusal('subject-digest-stale');
  return { state, subject };
}
