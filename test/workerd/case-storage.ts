import { env } from 'cloudflare:workers';
import { runInDurableObject } from 'cloudflare:test';
import { limits } from '#protocol/limits.ts';
import { caseForm } from '../../worker/retention/sealed-case.ts';
import { portsOf } from '../../worker/host/cloudflare/index.ts';

/** Stores a case as one whose timeline is full. */
export async function fillTimeline(id: string): Promise<void> {
  const { cases, caseKeys, random } = portsOf(env);
  const state = await cases.run(id, 'read', { by: { verifier: true } }, Date.now());
  const [first] = state.timeline;
  const timeline = Array.from({ length: limits.case.events }, (_, n) => ({ ...first!, n: n + 1 }));
  const sealed = caseForm.seal({ ...state, timeline }, (await caseKeys.load(id))!, random);
  await runInDurableObject(env.CASES.getByName(id), (_, { storage }) => storage.kv.put('state', sealed));
}
