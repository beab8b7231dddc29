import { DurableObject } from 'cloudflare:workers';
import { Refusal } from '#protocol/refusal.ts';
import { casePrefix } from '../../case/blob-keys.ts';
import type { Cases } from '../../case/cases.ts';
import { mayRepeat, type CaseAnswer, type CaseArgs, type CaseKind } from '../../case/commands.ts';
import type { CaseOutcome } from '../../case/step.ts';
import { wrappedKeys } from '../../retention/sealing-keys.ts';
import { StoredFilingCase } from '../../retention/stored-case.ts';
import { r2Blobs } from './blobs.ts';
import { d1CaseIndex } from './case-index.ts';
import { logFailed, mediumOf } from './medium.ts';
import { random } from './random.ts';
import { callTwice } from './retry.ts';

interface Bindings {
  readonly CASE_FILES: R2Bucket;
  readonly CASE_KEYS: R2Bucket;
  readonly INDEX: D1Database;
  readonly BEIHE_SECRET: string;
}

/** One case. */
export abstract class DurableCase extends DurableObject<Bindings> {
  /** Goes on with what is due in the case: questions to ask again, forms to make. It runs the case's commands like any other caller. */
  protected abstract resume(id: string): Promise<void>;
  #stored: StoredFilingCase | undefined;

  run<K extends CaseKind>(kind: K, args: CaseArgs<K>, nowMs: number): Promise<CaseOutcome<CaseAnswer<K>>> {
    return this.#case.run(kind, args, nowMs);
  }

  override alarm(): Promise<void> {
    return this.wake(Date.now());
  }

  wake(nowMs: number): Promise<void> {
    return this.#case.wake(nowMs);
  }

  get #case(): StoredFilingCase {
    const { CASE_FILES, CASE_KEYS, INDEX, BEIHE_SECRET } = this.env;
    return (this.#stored ??= new StoredFilingCase({
      medium: mediumOf(this.ctx.storage),
      keys: wrappedKeys(r2Blobs(CASE_KEYS), BEIHE_SECRET, 'case-key-wrap', random),
      async deleteOutside(id) {
        await r2Blobs(CASE_FILES).deleteAll(casePrefix(id));
        await d1CaseIndex(INDEX).remove(id);
      },
      random,
      resume: (id) => this.resume(id),
      onFailed: logFailed,
    }));
  }
}

/** `DurableCase` for its callers. The RPC types cannot express an answer whose type depends on the command. */
interface Remote {
  run<K extends CaseKind>(kind: K, args: CaseArgs<K>, nowMs: number): Promise<CaseOutcome<CaseAnswer<K>>>;
}

/** Cases as Durable Objects, found by their id. */
export const durableCases = (namespace: DurableObjectNamespace<DurableCase>): Cases => ({
  async run(id, kind, args, nowMs) {
    // A stub fails for good once its object was reset, so each call gets its own.
    const call = () => (namespace.getByName(id) as unknown as Remote).run(kind, args, nowMs);
    const outcome = await (mayRepeat(kind) ? callTwice(call) : call());
    if ('refusal' in outcome) {
      const { refusal, retryAfterMs, faults } = outcome;
      throw new Refusal(refusal, { retryAfterMs, faults });
    }
    return outcome.answer;
  },
});
