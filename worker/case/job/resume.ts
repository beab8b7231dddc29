/** Goes on with a case wherever it stands. The alarm calls it, and every route after which there is work. */
import { Refusal } from '#protocol/refusal.ts';
import { isApproved } from '../approval.ts';
import { compare } from './compare.ts';
import { indexed } from './index-line.ts';
import { makeForms } from './make-forms.ts';
import { byVerifier } from './by-verifier.ts';
import type { CaseWork } from './parts.ts';

/** Asks the questions that are due, and makes the forms of an approved case. Calling it again changes nothing that is done. */
export async function resumeCase(work: CaseWork, id: string): Promise<void> {
  let state = await work.cases.run(id, 'read', { by: byVerifier }, work.now());
  if (state.state === 'comparing') state = await compare(work, id);
  if (isApproved(state)) state = await makeForms(work, state);
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
