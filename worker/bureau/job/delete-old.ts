/** Deletes sent and received files whose time is over, and what nobody looked at meanwhile. The key of a file goes first, so that no copy of the file can be read. */
import { downloadKey, uploadKey } from '../blob-keys.ts';
import type { Worker } from './worker.ts';

export async function deleteOld(worker: Worker): Promise<void> {
  const { account } = worker;
  const { files, downloads } = await worker.run('toDelete', {});
  for (const n of files) {
    await deleteBlob(worker, uploadKey(account, n));
    await worker.run('fileDeleted', { n });
  }
  for (const { n, digest } of downloads) {
    await deleteBlob(worker, downloadKey(account, digest));
    await worker.run('downloadDeleted', { n });
  }
  await worker.run('forgetUnmatched', {});
}

async function deleteBlob({ work: { fileKeys, blobs } }: Worker, key: string): Promise<void> {
  await fileKeys.destroy(key);
  await blobs.delete([key]);
}
