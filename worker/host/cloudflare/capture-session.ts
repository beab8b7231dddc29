import { DurableObject } from 'cloudflare:workers';
import { policy } from '#protocol/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Sessions } from '../../ports.ts';
import { step, type Answer, type Command, type Kind, type Outcome, type SessionState } from '../../session.ts';
import { r2Blobs } from './blobs.ts';
import type { CloudflareEnv } from './env.ts';

const stateKey = 'state';

/** One capture session: the single writer of its state. */
export class CaptureSession extends DurableObject<CloudflareEnv> {
  /** Apply a command. Synchronous throughout: an await between load and save would let a challenge be spent twice. */
  run(command: Command, nowMs: number): Outcome {
    const { kv } = this.ctx.storage;
    const before = kv.get<SessionState>(stateKey);
    const { state, outcome } = step(before, command, nowMs, policy);
    if (state && state !== before) kv.put(stateKey, state);
    if (state && !before) void this.ctx.storage.setAlarm(state.deleteAtMs);
    return outcome;
  }

  /** The end of the session's retention: nothing of it is left. */
  override async alarm(): Promise<void> {
    const state = this.ctx.storage.kv.get<SessionState>(stateKey);
    if (state) await r2Blobs(this.env.EVIDENCE).deleteAll(`${state.id}/`);
    await this.ctx.storage.deleteAll();
  }
}

/** `CaptureSession` from outside. RPC's own types cannot carry an answer whose type depends on the command. */
interface Remote {
  run(command: Command, nowMs: number): Promise<Outcome>;
}

/** Sessions as Durable Objects, found by their id. */
export const durableSessions = (namespace: CloudflareEnv['SESSIONS']): Sessions => ({
  async run<K extends Kind>(id: string, command: Command<K>, nowMs: number): Promise<Answer<K>> {
    const outcome = await (namespace.getByName(id) as unknown as Remote).run(command as Command, nowMs);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return outcome.answer as Answer<K>;
  },
});
