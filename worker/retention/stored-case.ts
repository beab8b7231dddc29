/** One case in a host's storage. It runs the commands; what is the same for sessions is in sealed-object.ts. */
import type { CaseAnswer, CaseArgs, CaseKind } from '../case/commands.ts';
import type { CaseState } from '../case/state.ts';
import { step, type CaseOutcome } from '../case/step.ts';
import { SealedObject, type ObjectStorage } from './sealed-object.ts';
import { caseForm, type StoredCase } from './sealed-case.ts';

/** `resume` goes on with questions and forms that are due (worker/case/job/). */
export type CaseStorage = ObjectStorage<StoredCase> & Required<Pick<ObjectStorage<StoredCase>, 'resume'>>;

export class StoredFilingCase {
  readonly #object: SealedObject<CaseState, StoredCase>;

  constructor(storage: CaseStorage) {
    this.#object = new SealedObject(caseForm, storage);
  }

  /** Runs a command. A withdrawal has destroyed the key when its answer is given. */
  async run<K extends CaseKind>(kind: K, args: CaseArgs<K>, nowMs: number): Promise<CaseOutcome<CaseAnswer<K>>> {
    const created = kind === 'create' ? (args as CaseArgs<'create'>).id : undefined;
    const outcome = await this.#object.change(created, (before) => step(before, kind, args, nowMs), nowMs);
    if (kind === 'withdraw' && 'answer' in outcome) await this.#object.erase();
    return outcome;
  }

  /** Deletes or goes on with what is due, and sets the next alarm. */
  wake(nowMs: number): Promise<void> {
    return this.#object.wake(nowMs);
  }
}
