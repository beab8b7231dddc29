/**
 * One session or case in a host's storage: the single writer of its state, which is stored encrypted under a key of its own. It
 * applies the changes, deletes what is due, and goes on with what is due. A host gives it the storage and calls it for one id only.
 */
import type { Random } from '../trust/random.ts';
import type { SealingKeys } from './sealing-keys.ts';
import { refusedUntilMs } from './refused-until.ts';
import { sweepMs, wake, wakeAtMs, wakeRetryMs, type Wakeable } from './wake.ts';

/** Where a host stores one object. All calls take effect at once, so that nothing can happen between two of them. */
export interface Medium<Stored> {
  read(): Stored | undefined;
  write(stored: Stored): void;
  /** Deletes everything, the alarm and freed pages included. */
  clear(): void;
  /** Sets the alarm, in place of an earlier one. */
  wakeAt(atMs: number): void;
}

/** A state in memory: alive, or the tombstone of a withdrawn one, which is stored as it is. */
type State = Wakeable & { readonly kind: 'live' | 'withdrawn' };
type Live<S extends State> = Extract<S, { readonly kind: 'live' }>;

/** How states of one kind are stored. */
export interface StoredForm<S extends State, Stored extends Wakeable> {
  seal(live: Live<S>, key: Uint8Array, random: Random): Stored;
  /** @param key undefined if it was destroyed @returns undefined for a state that only the destroyed key could open */
  open(stored: Stored, key: Uint8Array | undefined): S | undefined;
  /** What is left of a stored state. */
  tombstone(stored: Stored, sweepAtMs: number): S & Stored;
}

export interface ObjectStorage<Stored> {
  readonly medium: Medium<Stored>;
  readonly keys: SealingKeys;
  readonly random: Random;
  /** Deletes what lies outside the medium: its blobs, and its line in an index. Repeating it is harmless. */
  readonly deleteOutside: (id: string) => Promise<void>;
  /** Goes on with what is due, by changes of its own. What it leaves undone is tried again. */
  readonly resume?: (id: string) => Promise<void>;
  /** Called when a deletion, or going on, failed and will be tried again. */
  readonly onFailed: (what: 'delete' | 'resume', error: unknown) => void;
}

export class SealedObject<S extends State, Stored extends Wakeable> {
  readonly #form: StoredForm<S, Stored>;
  readonly #storage: ObjectStorage<Stored>;
  /** The object's key. It is loaded before a change, because a change must not wait for it. */
  #key: Uint8Array | undefined;
  #loading: Promise<void> | undefined;

  constructor(form: StoredForm<S, Stored>, storage: ObjectStorage<Stored>) {
    this.#form = form;
    this.#storage = storage;
  }

  /**
   * Applies a change, and stores what it makes of the state. The change is synchronous, because an await between read and write
   * would let a challenge be spent twice.
   *
   * @param created id of the object that the change creates; undefined for other changes
   */
  async change<Outcome>(
    created: string | undefined,
    step: (before: S | undefined) => { readonly state: S | undefined; readonly outcome: Outcome },
    nowMs: number,
  ): Promise<Outcome> {
    await this.#loadKey(created);
    const { medium } = this.#storage;
    const stored = medium.read();
    // Without its key an object is deleted, even if a copy of its state was restored.
    const before = stored && (this.#form.open(stored, this.#key) ?? this.#form.tombstone(stored, nowMs + sweepMs));
    const { state, outcome } = step(before);
    if (state && (state !== before || (state.kind === 'withdrawn' && stored?.kind === 'sealed'))) {
      medium.write(this.#seal(state));
      if (!stored || wakeAtMs(state) !== wakeAtMs(stored)) medium.wakeAt(wakeAtMs(state));
    }
    return outcome;
  }

  /** After a withdrawal: destroys the key, and replaces the storage with one that never contained anything but the tombstone. */
  async erase(): Promise<void> {
    const { medium, keys } = this.#storage;
    const { id } = medium.read()!;
    await keys.destroy(id);
    this.#key = undefined;
    this.#replace(medium.read());
  }

  /** Deletes or goes on with what is due, and sets the next alarm. */
  async wake(nowMs: number): Promise<void> {
    const { medium, keys, deleteOutside, onFailed } = this.#storage;
    const before = medium.read();
    if (!before) return medium.clear();
    const { deletesBlobs, resumes, state } = wake(before, nowMs);
    if (resumes) return this.#resume(before.id, nowMs);
    if (!deletesBlobs) return medium.wakeAt(wakeAtMs(before));
    try {
      await keys.destroy(before.id);
      this.#key = undefined;
      await deleteOutside(before.id);
    } catch (error) {
      // Not thrown, because a host repeats a failed alarm only a few times.
      onFailed('delete', error);
      return medium.wakeAt(nowMs + wakeRetryMs);
    }
    this.#replace(state);
  }

  async #resume(id: string, nowMs: number): Promise<void> {
    const { medium, resume, random, onFailed } = this.#storage;
    // The alarm is set before the work, so that the work is tried again even if this process ends now. A change that moves the time sets another alarm.
    medium.wakeAt(nowMs + wakeRetryMs);
    try {
      await resume?.(id);
    } catch (error) {
      const refusedMs = refusedUntilMs(error, nowMs, random(1)[0]! / 255);
      if (refusedMs === undefined) onFailed('resume', error);
      // Also in place of an alarm that a change has set meanwhile: what is due now is what was refused.
      else medium.wakeAt(refusedMs);
    }
  }

  #replace(stored: Stored | undefined): void {
    const { medium } = this.#storage;
    medium.clear();
    if (!stored) return;
    medium.write(stored);
    medium.wakeAt(wakeAtMs(stored));
  }

  #seal(state: S): Stored {
    if (!isLive(state)) return state as State as Wakeable as Stored;
    if (!this.#key) throw new Error('the key is not loaded');
    return this.#form.seal(state, this.#key, this.#storage.random);
  }

  async #loadKey(created: string | undefined): Promise<void> {
    const stored = this.#storage.medium.read();
    const id = stored ? stored.id : created;
    if (this.#key || id === undefined || stored?.kind === 'withdrawn') return;
    this.#loading ??= this.#loadOrMake(id, stored?.kind === 'sealed').finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** An object that is new, or that was stored unencrypted, gets a key. An encrypted one without a key was deleted. */
  async #loadOrMake(id: string, isSealed: boolean): Promise<void> {
    const { keys } = this.#storage;
    this.#key = await (isSealed ? keys.load(id) : keys.make(id));
  }
}

const isLive = <S extends State>(state: S): state is Live<S> => state.kind === 'live';
