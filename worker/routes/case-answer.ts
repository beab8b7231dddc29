/** What the routes of a case have in common: who calls, and what is answered. */
import type { Context } from 'hono';
import type { ProviderCase } from '#protocol/case/case.ts';
import { Refusal } from '#protocol/refusal.ts';
import { boundSubject } from '../case/job/bound-subject.ts';
import type { LiveCase } from '../case/state.ts';
import { providerView } from '../case/view.ts';
import type { Env, Verifier } from '../context.ts';
import { filerOf, sessionIdOf } from '../http/authenticate.ts';

export const etagOf = ({ version }: LiveCase): string => `"${version}"`;

export const providerViewOf = (state: LiveCase, { config: { sandbox }, now }: Verifier): ProviderCase =>
  providerView(state, { sandbox, nowMs: now() });

/** The case of a filer's session. */
export interface FilersCase {
  readonly case: string;
  readonly subject: string;
  readonly session: string;
}

/**
 * The case of the session, if the filer holds the session's key and has consented to what the person is shown now: after a change
 * of the record, the subject's id may be another person's.
 *
 * @throws Refusal case-not-bound, key-missing, consent-missing, and as `boundSubject` and the command `read` of a session do
 */
export async function caseOfFiler(c: Context<Env>, { sessions, cases, now }: Verifier): Promise<FilersCase> {
  const id = sessionIdOf(c);
  const session = await sessions.run(id, 'read', { by: filerOf(c) }, now());
  const { bound } = session;
  if (!bound) throw new Refusal('case-not-bound');
  if (session.jkt === undefined) throw new Refusal('key-missing');
  if (!session.consent) throw new Refusal('consent-missing');
  await boundSubject(cases, id, bound, now());
  return { case: bound.case, subject: bound.subject, session: id };
}
