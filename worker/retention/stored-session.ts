/**
 * One session in a host's storage: the single writer of its state. It runs the commands and deletes what is due. A host gives it
 * the storage and calls it for one session only.
 */
import type { Policies } from '#protocol/policy/registry.ts';
import { sessionPrefix } from '../capture/blob-keys.ts';
import type { Blobs } from '../capture/blobs.ts';
import type { Answer, Args, Kind } from '../session/commands.ts';
import { withdrawnSession, type SessionState } from '../session/state.ts';
import { step, type Outcome } from '../session/step.ts';
import { sweepMs, wake, wakeAtMs, wakeRetryMs } from '../session/wake.ts';
import type { Random } from '../trust/random.ts';
import { sealState, unsealState, type StoredSession } from './sealed-state.ts';
import type { SessionKeys } from './session-keys.ts';

/** Where a host stores one session. All calls take effect at once, so that nothing can happen between two of them. */
export interface Medium {
  read(): StoredSession | undefined;
  write(stored: StoredSession): void;
  /** Deletes everything, the alarm and freed pages included. */
  clear(): void;
  /** Sets the alarm, in place of an earlier one. */
  wakeAt(atMs: number): void;
}

export interface SessionStorage {
  readonly medium: Medium;
  readonly keys: SessionKeys;
  readonly blobs: Pick<Blobs, 'deleteAll'>;
  readonly policies: Policies;
  readonly random: Random;
  /** Called when a deletion failed and will be tried again. */
  readonly onNotDeleted: (error: unknown) => void;
}

export class StoredCaptureSession {
  readonly #storage: SessionStorage;
  /** The session's key. It is loaded before a command runs, because a command must not wait for it. */
  #key: Uint8Array | undefined;
  #loading: Promise<void> | undefined;

  constructor(storage: SessionStorage) {
    this.#storage = storage;
  }

  /** Runs a command. A withdrawal has destroyed the key when its answer is given. */
  async run<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Promise<Outcome<Answer<K>>> {
    await this.#loadKey(kind === 'create' ? (args as Args<'create'>).id : undefined);
    const outcome = this.#apply(kind, args, nowMs);
    if (kind === 'withdraw' && 'answer' in outcome) await this.#erase();
    return outcome;
  }

  /** Applies a command. It is synchronous, because an await between read and write would let a challenge be spent twice. */
  #apply<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Outcome<Answer<K>> {
    const { medium, policies } = this.#storage;
    const stored = medium.read();
    // Without its key a session is deleted, even if a copy of its state was restored.
    const before = stored && (unsealState(stored, this.#key) ?? withdrawnSession(stored, nowMs + sweepMs));
    const { state, outcome } = step(before, kind, args, nowMs, policies);
    if (state && (state !== before || (state.kind === 'withdrawn' && stored?.kind === 'sealed'))) {
      medium.write(this.#seal(state));
      if (!stored || wakeAtMs(state) !== wakeAtMs(stored)) medium.wakeAt(wakeAtMs(state));
    }
    return outcome;
  }

  /** Destroys the key, and replaces the storage with one that has never contained anything but the tombstone. */
  async #erase(): Promise<void> {
    const { medium, keys } = this.#storage;
    const { id } = medium.read()!;
    await keys.destroy(id);
    this.#key = undefined;
    this.#replace(medium.read());
  }

  /** Deletes what is due, and sets the next alarm. */
  async wake(nowMs: number): Promise<void> {
    const { medium, keys, blobs, onNotDeleted } = this.#storage;
    const before = medium.read();
    if (!before) return medium.clear();
    const { deletesBlobs, state } = wake(before, nowMs);
    if (!deletesBlobs) return medium.wakeAt(wakeAtMs(before));
    try {
      await keys.destroy(before.id);
      this.#key = undefined;
      await blobs.deleteAll(sessionPrefix(before.id));
    } catch (error) {
      // Not thrown, because a host repeats a failed alarm only a few times.
      onNotDeleted(error);
      return medium.wakeAt(nowMs + wakeRetryMs);
    }
    this.#replace(state);
  }

  #replace(stored: StoredSession | undefined): void {
    const { medium } = this.#storage;
    medium.clear();
    if (!stored) return;
    medium.write(stored);
    medium.wakeAt(wakeAtMs(stored));
  }

  #seal(state: SessionState): StoredSession {
    if (state.kind === 'withdrawn') return state;
    if (!this.#key) throw new Error('the session’s key is not loaded');
    return sealState(state, this.#key, this.#storage.random);
  }

  /** @param created id of the session that the command creates; undefined for other commands */
  async #loadKey(created: string | undefined): Promise<void> {
    const stored = this.#storage.medium.read();
    const id = stored ? stored.id : created;
    if (this.#key || id === undefined || stored?.kind === 'withdrawn') return;
    this.#loading ??= this.#loadOrMake(id, stored?.kind === 'sealed').finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** A session that is new, or that was stored unencrypted, gets a key. An encrypted one without a key was deleted. */
  async #loadOrMake(id: string, isSealed: boolean): Promise<void> {
    const { keys } = this.#storage;
    this.#key = await (isSealed ? keys.load(id) : keys.make(id));
  }
}
