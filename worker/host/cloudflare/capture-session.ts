import { DurableObject } from 'cloudflare:workers';
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sessionPrefix } from '../../capture/blob-keys.ts';
import { mayRepeat, type Answer, type Args, type Kind } from '../../session/commands.ts';
import type { Sessions } from '../../session/sessions.ts';
import { step, type Outcome } from '../../session/step.ts';
import { loadState, type StoredState } from '../../session/stored.ts';
import { wake, wakeAtMs, wakeRetryMs } from '../../session/wake.ts';
import { r2Blobs } from './blobs.ts';
import { callTwice } from './retry.ts';

const stateKey = 'state';

/** One capture session: the single writer of its state. */
export abstract class DurableSession extends DurableObject<{ readonly EVIDENCE: R2Bucket }> {
  protected abstract readonly policies: Policies;

  /** Applies a command. It is synchronous, because an await between load and save would let a challenge be spent twice. */
  run<K extends Kind>(kind: K, args: Args<K>, nowMs: number): Outcome<Answer<K>> {
    const { kv } = this.ctx.storage;
    const before = loadState(kv.get<StoredState>(stateKey));
    const { state, outcome } = step(before, kind, args, nowMs, this.policies);
    if (state && state !== before) {
      kv.put(stateKey, state);
      if (!before || wakeAtMs(state) !== wakeAtMs(before)) void this.ctx.storage.setAlarm(wakeAtMs(state));
    }
    return outcome;
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  /** Deletes what is due, and sets the next alarm. */
  async wake(nowMs: number): Promise<void> {
    const { storage } = this.ctx;
    const before = loadState(storage.kv.get<StoredState>(stateKey));
    if (!before) return storage.deleteAll();
    const { deletesBlobs, state } = wake(before, nowMs);
    try {
      if (deletesBlobs) await r2Blobs(this.env.EVIDENCE).deleteAll(sessionPrefix(before.id));
    } catch (error) {
      // Not thrown, because after an error the platform repeats an alarm only six times.
      console.error(JSON.stringify({ level: 'error', error: `blobs not deleted: ${String(error)}` }));
      return storage.setAlarm(nowMs + wakeRetryMs);
    }
    if (!state) return storage.deleteAll();
    storage.kv.put(stateKey, state);
    return storage.setAlarm(wakeAtMs(state));
  }
}

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
