/**
 * Goes on with a bureau account wherever it stands: tells cases, sends what waits, fetches what the bureau has. The alarm calls it, and
 * every route after which there is work. A lease keeps two runs from interfering; when the lease of a killed run ends, the next run
 * continues its work.
 */
import { ownValue } from '#protocol/own.ts';
import { LeaseLost } from '../account/lease.ts';
import { deleteOld } from './delete-old.ts';
import { download } from './download.ts';
import { send } from './send.ts';
import { tell } from './tell.ts';
import { Worker, type AccountWork } from './worker.ts';

export async function drainAccount(work: AccountWork, account: string): Promise<void> {
  const config = ownValue(work.bureaus, account);
  if (!config) return work.log({ level: 'error', error: `the bureau account ${account} is no longer configured` });
  const worker = new Worker(work, account, config);
  try {
    if (!(await worker.begin())) return;
    await tell(worker);
    const failure = await failureOf(send(worker));
    await download(worker);
    await tell(worker);
    await deleteOld(worker);
    if (failure) throw failure.error;
    // After an error the lease runs out by itself: that is when it is tried again.
    await worker.end();
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
}

/** What keeps files from being sent keeps no result from being fetched. @throws LeaseLost */
async function failureOf(sending: Promise<void>): Promise<{ readonly error: unknown } | undefined> {
  try {
    await sending;
    return undefined;
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    return { error };
  }
}
