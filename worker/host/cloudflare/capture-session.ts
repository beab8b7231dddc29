import { DurableObject } from 'cloudflare:workers';
import type { Policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { sessionPrefix } from '../../capture/blob-keys.ts';
import { wrappedKeys } from '../../retention/sealing-keys.ts';
import { StoredCaptureSession } from '../../retention/stored-session.ts';
import { mayRepeat, type Answer, type Args, type Kind } from '../../session/commands.ts';
import type { Sessions } from '../../session/sessions.ts';
import type { Outcome } from '../../session/step.ts';
import { r2Blobs } from './blobs.ts';
import { logFailed, mediumOf } from './medium.ts';
import { random } from './random.ts';
import { callTwice } from './retry.ts';

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
      keys: wrappedKeys(r2Blobs(SESSION_KEYS), BEIHE_SECRET, 'session-key-wrap', random),
      deleteOutside: (id) => r2Blobs(EVIDENCE).deleteAll(sessionPrefix(id)),
      policies: this.policies,
      random,
      onFailed: logFailed,
    }));
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
