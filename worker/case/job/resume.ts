/**
 * Goes on with a case wherever it stands. The case's alarm calls it, and a job that is sent with every change after which there is
 * work. Nothing of it runs after the answer to a request: a host lets a request's work live for half a minute only, and a question to
 * an authority may take longer. Both may come at once; a question and the making of forms are taken by one of them.
 */
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
import { finishWithdrawal } from './withdraw.ts';

/**
 * Asks the questions that are due, makes the forms of an approved case, puts a round into its account's queue, reminds, and tells the
 * feed; or finishes a withdrawal. Calling it again changes nothing that is done.
 */
export async function resumeCase(work: CaseWork, id: string): Promise<void> {
  const read = () => work.cases.run(id, 'read', { by: byVerifier }, work.now()).catch(unlessWithdrawn);
  const before = await read();
  if (!before) return;
  if (before.withdrawing) return finishWithdrawal(work, before);
  try {
    await goOn(work, before);
  } finally {
    // Events of what was done are told, whatever failed after it.
    const after = await read();
    if (after) await tellFeed(work, after);
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

function unlessWithdrawn(error: unknown): undefined {
  if (!(error instanceof Refusal && error.code === 'case-withdrawn')) throw error;
}

/** Rings for the case. A bell that is lost costs nothing, because the alarm of the case is due too. */
export function resumeLater({ jobs, keepAlive, log }: CaseWork, id: string): void {
  const failed = (error: unknown) => log({ level: 'error', error: `job not sent: ${String(error)}` });
  keepAlive(jobs.send({ kind: 'case', id }).catch(failed));
}
