/** Goes on with a case wherever it stands. The alarm calls it, and every route after which there is work. */
import { Refusal } from '#protocol/refusal.ts';
import { isApproved } from '../approval.ts';
import { reminderDue } from '../rounds.ts';
import type { LiveCase } from '../state.ts';
import { compare } from './compare.ts';
import { queueRound } from './queue-round.ts';
import { indexed } from './index-line.ts';
import { makeForms } from './make-forms.ts';
import { byVerifier } from './by-verifier.ts';
import type { CaseWork } from './parts.ts';
import { tellFeed } from './tell-feed.ts';

/**
 * Asks the questions that are due, makes the forms of an approved case, puts a round into its account's queue, reminds, and tells the
 * feed. Calling it again changes nothing that is done.
 */
export async function resumeCase(work: CaseWork, id: string): Promise<void> {
  const read = () => work.cases.run(id, 'read', { by: byVerifier }, work.now());
  try {
    await goOn(work, await read());
  } finally {
    // Events of what was done are told, whatever failed after it.
    await tellFeed(work, await read());
  }
}

async function goOn(work: CaseWork, before: LiveCase): Promise<void> {
  const { id } = before;
  let state = before;
  if (state.state === 'comparing') state = await compare(work, id);
  if (isApproved(state)) state = await makeForms(work, state);
  state = await queueRound(work, state);
  if (reminderDue(state, work.now())) state = await work.cases.run(id, 'remind', { by: byVerifier }, work.now());
  await indexed(work, state);
}

/** Resumes after the answer. What fails is tried again when the case wakes. */
export function resumeLater(work: CaseWork, id: string): void {
  work.keepAlive(
    resumeCase(work, id).catch((error: unknown) => {
      if (error instanceof Refusal && error.code === 'case-withdrawn') return;
      work.log({
        level: 'error',
        error: `case not resumed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      });
    }),
  );
}
