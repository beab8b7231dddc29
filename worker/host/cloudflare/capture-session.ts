import { DurableObject } from 'cloudflare:workers';
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { StoredSession } from '../../retention/sealed-state.ts';
import { wrappedSessionKeys } from '../../retention/session-keys.ts';
import { StoredCaptureSession, type Medium } from '../../retention/stored-session.ts';
import { mayRepeat, type Answer, type Args, type Kind } from '../../session/commands.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { Outcome } from '../../session/step.ts';
import { r2Blobs } from './blobs.ts';
import { random } from './random.ts';
import { callTwice } from './retry.ts';

const stateKey = 'state';

interface Bindings {
  readonly EVIDENCE: R2Bucket;
  readonly SESSION_KEYS: R2Bucket;
  readonly BEIHE_SECRET: string;
}

/** One capture session. */
export abstract class DurableSession extends DurableObject<Bindings> {
  protected abstract readonly policies: Policies;
  #stored: StoredCaptureSession | undefined;

  run<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Promise<Outcome<Answer<K>>> {
    return this.#session.run(kind, args, nowMs);
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  wake(nowMs: number): Promise<void> {
    return this.#session.wake(nowMs);
  }

  get #session(): StoredCaptureSession {
    const { EVIDENCE, SESSION_KEYS, BEIHE_SECRET } = this.env;
    return (this.#stored ??= new StoredCaptureSession({
      medium: mediumOf(this.ctx.storage),
      keys: wrappedSessionKeys(r2Blobs(SESSION_KEYS), BEIHE_SECRET, random),
      blobs: r2Blobs(EVIDENCE),
      policies: this.policies,
      random,
      onNotDeleted: (error) =>
        console.error(JSON.stringify({ level: 'error', error: `not deleted: ${String(error)}` })),
    }));
  }
}

/** The object's SQLite database. No call has to be awaited, because the object answers only after all of them are durable. */
const mediumOf = (storage: DurableObjectStorage): Medium => ({
  read: () => storage.kv.get<StoredSession>(stateKey),
  write: (stored) => storage.kv.put(stateKey, stored),
  clear: () => void storage.deleteAll(),
  wakeAt: (atMs) => void storage.setAlarm(atMs),
});

/** `DurableSession` for its callers. The RPC types cannot express an answer whose type depends on the command. */
interface Remote {
  run<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Promise<Outcome<Answer<K>>>;
}

/** Sessions as Durable Objects, found by their id. */
export const durableSessions = (namespace: DurableObjectNamespace<DurableSession>): Sessions => ({
  async run(id, kind, args, nowMs) {
    // A stub fails for good once its object was reset, so each call gets its own.
    const call = () => (namespace.getByName(id) as unknown as Remote).run(kind, args, nowMs);
    const outcome = await (mayRepeat(kind, args.by) ? callTwice(call) : call());
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return outcome.answer;
  },
});
