/**
 * Fetches what the bureau has: each file is stored, applied and acknowledged, in this order, so that a file whose acknowledgement was
 * lost comes again and has no second effect.
 */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import { limits } from '#protocol/limits.ts';
import { downloadKey } from '../blob-keys.ts';
import type { BureauAnswer, Downloaded } from '../bureau.ts';
import { contentOf } from './content.ts';
import { meaningOf } from './meaning.ts';
import type { Worker } from './worker.ts';

/** Codes of `isp_download`: this is the last file; there is no file; more files follow. */
const [last, none, more] = [1, 2, 3];

export async function download(worker: Worker): Promise<void> {
  const { account } = await worker.run('look', {});
  if (account.stopped || worker.work.now() < account.pollAtMs) return;
  for (let n = 0; n < limits.bureau.downloadsPerRun; n += 1) {
    const answer = await worker.bureau.download();
    if (answer.kind !== 'answered') return failed(worker, answer);
    if (answer.code === none || (answer.code === last && !answer.value)) break;
    if (!answer.value) return failed(worker, answer);
    if (!(await take(worker, answer.value))) return;
    if (answer.code === last) break;
    if (answer.code !== 0 && answer.code !== more) return failed(worker, answer);
  }
  await worker.run('polled', { nextMs: worker.work.now() + worker.config.pollMs });
}

/** @returns whether the bureau goes on to the next file */
async function take(worker: Worker, { fileName, xml }: Downloaded): Promise<boolean> {
  const { fileKeys, blobs } = worker.work;
  const digest = base64url.encode(sha256(xml));
  const key = downloadKey(worker.account, digest);
  await fileKeys.make(key);
  await blobs.put(key, xml);
  const { n, state } = await worker.run('noteDownload', { fileName, digest });
  if (state === 'received') await worker.run('applyDownload', { n, content: contentOf(xml) });
  const answer = await worker.bureau.acknowledge(fileName);
  if (answer.kind !== 'answered' || answer.code !== 0) {
    await failed(worker, answer);
    return false;
  }
  await worker.run('acknowledged', { n });
  return true;
}

async function failed(worker: Worker, answer: BureauAnswer<unknown>): Promise<void> {
  const code = meaningOf(answer);
  // What came damaged is asked for again, as long as it takes: the bureau gives nothing else before it.
  if (code.remedy === 'operate' && answer.kind === 'answered') return worker.run('stop', { code });
  await worker.run('pollFailed', { code, chance: worker.chance() });
}
