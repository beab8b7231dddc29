/** Keeps the index in step with the case. The case is the truth: a write that fails is made again after the next change. */
import { digestOf } from '../../trust/digest.ts';
import type { CaseIndex } from '../cases.ts';
import { withdrawnNumbers } from '../rounds.ts';
import type { LiveCase } from '../state.ts';

export interface Indexer {
  readonly caseIndex: CaseIndex;
  readonly log: (line: Readonly<Record<string, unknown>>) => void;
}

/** Writes the case's line, and the numbers of its forms and of those that they have replaced. @returns the case */
export async function indexed({ caseIndex, log }: Indexer, state: LiveCase): Promise<LiveCase> {
  const { id, tenant, state: status, channel, createdAtMs, timeline, forms } = state;
  const changedAtMs = timeline.at(-1)?.atMs ?? createdAtMs;
  try {
    await caseIndex.put(tenant, { id, state: status, channel, createdAtMs, changedAtMs });
    await Promise.all([
      ...forms.map(({ number }) => caseIndex.putForm(digestOf(number), { case: id, state: 'valid' })),
      ...withdrawnNumbers(state).map((number) => caseIndex.putForm(digestOf(number), { case: id, state: 'withdrawn' })),
    ]);
  } catch (error) {
    log({ level: 'error', error: `not indexed: ${String(error)}` });
  }
  return state;
}
