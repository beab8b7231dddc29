/** One session in a host's storage. It runs the commands; what is the same for cases is in sealed-object.ts. */
import type { Policies } from '#protocol/policy/registry.ts';
import type { Answer, Args, Kind } from '../session/commands.ts';
import type { SessionState } from '../session/state.ts';
import { step, type Outcome } from '../session/step.ts';
import { SealedObject, type ObjectStorage } from './sealed-object.ts';
import { sessionForm, type StoredSession } from './sealed-session.ts';

export interface SessionStorage extends Omit<ObjectStorage<StoredSession>, 'resume'> {
  readonly policies: Policies;
}

export class StoredCaptureSession {
  readonly #object: SealedObject<SessionState, StoredSession>;
  readonly #policies: Policies;

  constructor(storage: SessionStorage) {
    this.#object = new SealedObject(sessionForm, storage);
    this.#policies = storage.policies;
  }

  /** Runs a command. A withdrawal has destroyed the key when its answer is given. */
  async run<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Promise<Outcome<Answer<K>>> {
    const created = kind === 'create' ? (args as Args<'create'>).id : undefined;
    const outcome = await this.#object.change(
      created,
      (before) => step(before, kind, args, nowMs, this.#policies),
      nowMs,
    );
    if (kind === 'withdraw' && 'answer' in outcome) await this.#object.erase();
    return outcome;
  }

  /** Deletes what is due, and sets the next alarm. */
  wake(nowMs: number): Promise<void> {
    return this.#object.wake(nowMs);
  }
}
