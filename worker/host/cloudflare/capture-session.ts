import { DurableObject } from 'cloudflare:workers';
import { policy } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Sessions } from '../../session/sessions.ts';
import { step, type Answer, type Command, type Kind, type Outcome, type SessionState } from '../../session/session.ts';
import { r2Blobs } from './blobs.ts';

const stateKey = 'state';

/** How long after a withdrawal, or a failure, the session deletes what is left. Convention: longer than a request. */
const sweepMs = 60_000;

/** One capture session: the single writer of its state. */
export class CaptureSession extends DurableObject<{ readonly EVIDENCE: R2Bucket }> {
  /** Apply a command. Synchronous throughout: an await between load and save would let a challenge be spent twice. */
  run(command: Command, nowMs: number): Outcome {
    const { kv } = this.ctx.storage;
    const before = kv.get<SessionState>(stateKey);
    const { state, outcome } = step(before, command, nowMs, policy);
    if (state && state !== before) kv.put(stateKey, state);
    if (state && !before) void this.ctx.storage.setAlarm(state.deleteAtMs);
    if (state?.kind === 'withdrawn' && before?.kind === 'live') void this.ctx.storage.setAlarm(nowMs + sweepMs);
    return outcome;
  }

  /** Delete the blobs; at the end of the session's retention its state too. A withdrawn one comes here twice. */
  override async alarm(): Promise<void> {
    const { storage } = this.ctx;
    const state = storage.kv.get<SessionState>(stateKey);
    try {
      if (state) await r2Blobs(this.env.EVIDENCE).deleteAll(`${state.id}/`);
    } catch (error) {
      // The platform tries a thrown alarm six times more and then drops it.
      console.error(JSON.stringify({ level: 'error', error: `blobs not deleted: ${String(error)}` }));
      await storage.setAlarm(Date.now() + sweepMs);
      return;
    }
    if (state?.kind === 'withdrawn' && Date.now() < state.deleteAtMs) await storage.setAlarm(state.deleteAtMs);
    else await storage.deleteAll();
  }
}

/** `CaptureSession` from outside. RPC's own types cannot carry an answer whose type depends on the command. */
interface Remote {
  run(command: Command, nowMs: number): Promise<Outcome>;
}

/** Sessions as Durable Objects, found by their id. */
export const durableSessions = (namespace: DurableObjectNamespace<CaptureSession>): Sessions => ({
  async run<K extends Kind>(id: string, command: Command<K>, nowMs: number): Promise<Answer<K>> {
    const outcome = await (namespace.getByName(id) as unknown as Remote).run(command as Command, nowMs);
    if ('refusal' in outcome) throw new Refusal(outcome.refusal, { retryAfterMs: outcome.retryAfterMs });
    return outcome.answer as Answer<K>;
  },
});
