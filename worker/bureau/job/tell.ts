/** Tells cases and the tenant's feed what the account has learnt. Repeating it is harmless. One that does not answer is tried again alone. */
import type { FilingNumbers } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Telling } from '../account/tellings.ts';
import { byVerifier } from '../../case/job/by-verifier.ts';
import { LeaseLost } from '../account/lease.ts';
import { resultOf } from './result.ts';
import type { Worker } from './worker.ts';

/** Cases that are told at once. */
const atOnce = 8;

export async function tell(worker: Worker): Promise<void> {
  for (;;) {
    const due = await worker.run('tellings', { limit: limits.bureau.tellingsPerRead });
    if (due.length === 0) return;
    const groups = [...Map.groupBy(due, (telling) => telling.case).values()];
    for (let n = 0; n < groups.length; n += atOnce) {
      await Promise.all(groups.slice(n, n + atOnce).map((group) => tellInOrder(worker, group)));
    }
  }
}

/** Tells those of one case, up to the first that fails. */
async function tellInOrder(worker: Worker, group: readonly Telling[]): Promise<void> {
  for (const telling of group) {
    try {
      await tellOne(worker, telling);
      await worker.run('told', { ns: [telling.n] });
    } catch (error) {
      if (error instanceof LeaseLost) throw error;
      if (!(error instanceof Refusal)) {
        worker.work.log({ level: 'error', error: `not told: ${String(error)}` });
        return worker.run('tellingFailed', { n: telling.n, chance: worker.chance() });
      }
      const { case: id, round, body } = telling;
      await worker.run('notTold', { n: telling.n, cause: error.code, facts: { case: id, round, what: body.kind } });
    }
  }
  const id = group[0]?.case;
  // The case has news for its own tenant now. A lost job costs time and nothing else.
  if (id !== undefined) {
    await worker.work.jobs.send({ kind: 'case', id }).catch((error: unknown) => {
      worker.work.log({ level: 'error', error: `no job for the case: ${String(error)}` });
    });
  }
}

async function tellOne(worker: Worker, { case: id, round, atMs, body }: Telling): Promise<void> {
  const { cases, feeds, now } = worker.work;
  const by = byVerifier;
  if (body.kind === 'event') return feeds.append(tenantOf(worker), [body.event], now());
  switch (body.kind) {
    case 'upload':
      await cases.run(
        id!,
        'note-upload',
        { by, round: round!, file: { sequence: body.sequence, digest: body.digest }, atMs },
        now(),
      );
      return;
    case 'trouble':
      await cases.run(id!, 'note-trouble', { by, round: round!, trouble: body.trouble, atMs }, now());
      return;
    case 'result':
      await cases.run(id!, 'note-result', { by, round: round!, result: await resultOf(worker, body, atMs) }, now());
      return;
    case 'numbers':
      await cases.run(id!, 'note-numbers', { by, filingNumbers: await named(worker, id!, body.filingNumbers) }, now());
  }
}

/** Whose account it is. @throws Error if the configuration has no such tenant any more */
function tenantOf({ work: { config }, account }: Worker): string {
  const tenant = config.tenants.find(({ bureaus }) => bureaus?.includes(account));
  if (!tenant) throw new Error(`no tenant has the bureau account ${account}`);
  return tenant.id;
}

/** A service to which the provider gave no id goes by its place in the record, and in the case by an id of the case's. */
async function named({ work }: Worker, id: string, { organiser, services }: FilingNumbers): Promise<FilingNumbers> {
  const state = await work.cases.run(id, 'read', { by: byVerifier }, work.now());
  const idOf = (part: string): string => {
    const [, place] = /^#(\d+)$/.exec(part) ?? [];
    return place === undefined ? part : (state.services[Number(place)]?.id ?? part);
  };
  return { organiser, services: services.map((service) => ({ ...service, id: idOf(service.id) })) };
}
