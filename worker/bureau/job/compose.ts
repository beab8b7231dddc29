/**
 * Makes the next file of the rounds that wait, oldest first. Numbers are stored before the XML is written, and the file before it is sent.
 * A record that cannot be written does not stop the others.
 */
import { base64url } from 'jose';
import { sha256 } from '#protocol/capture/commitment.ts';
import type { MinistryCode } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import type { QueuedRound } from '../account/queue.ts';
import { LeaseLost } from '../account/lease.ts';
import { uploadKey } from '../blob-keys.ts';
import { numbersOfParts, type Numbers } from '../v3/numbers.ts';
import { partsOf } from '../v3/parts.ts';
import { writeUpload } from '../v3/write.ts';
import { zipXml } from '../v3/zip.ts';
import { gather, type Gathered } from './gather.ts';
import { ownTrouble } from './meaning.ts';
import { Unwritable } from './unwritable.ts';
import type { Worker } from './worker.ts';

/** A round with its messages, its numbers and its size. */
interface Written extends Gathered {
  readonly queued: QueuedRound;
  readonly numbers: Numbers;
  readonly bytes: number;
}

/** @returns whether there was something to do */
export async function compose(worker: Worker): Promise<boolean> {
  const { account } = await worker.run('look', {});
  const mostRecords = account.batchRecords ?? limits.filing.uploadRecords;
  const mostBytes = Math.min(account.batchBytes ?? Infinity, worker.config.fileBytes);
  const waiting = await worker.run('queued', { limit: mostRecords });
  if (waiting.length === 0) return false;
  const file: Written[] = [];
  let [records, bytes] = [0, 0];
  for (const queued of waiting) {
    const written = await writeOrSetAside(worker, queued);
    if (!written) continue;
    records += written.records.length;
    bytes += written.bytes;
    // One that is alone may be larger.
    if (file.length > 0 && (records > mostRecords || bytes > mostBytes)) break;
    file.push(written);
  }
  if (file.length > 0) await store(worker, file);
  return true;
}

/** @returns undefined for a round that does not go into a file now */
async function writeOrSetAside(worker: Worker, queued: QueuedRound): Promise<Written | undefined> {
  try {
    const gathered = await gather(worker, queued);
    if (gathered) return await numbered(worker, queued, gathered);
    await worker.run('drop', queued);
  } catch (error) {
    if (error instanceof LeaseLost) throw error;
    if (!(error instanceof Unwritable)) {
      worker.work.log({ level: 'error', error: `a record cannot be written: ${String(error)}` });
    }
    await putAside(
      worker,
      queued,
      error instanceof Unwritable ? error.trouble : ownTrouble('record-unwritable', 'operate'),
    );
  }
  return undefined;
}

function putAside(worker: Worker, { case: id, round }: QueuedRound, trouble: MinistryCode): Promise<void> {
  const notBeforeMs = worker.work.now() + limits.bureau.setAsideMs;
  return worker.run('setAside', { case: id, round, trouble, notBeforeMs });
}

/** @throws Unwritable for a record that no file can take */
async function numbered(worker: Worker, queued: QueuedRound, gathered: Gathered): Promise<Written> {
  const parts = partsOf(gathered.records);
  const { firstNumber } = worker.config;
  const given = await worker.run('numberParts', { case: queued.case, parts, firstNumber });
  const numbers = numbersOfParts(given);
  const bytes = writeUpload({ providerId: worker.config.providerId, records: gathered.records }, numbers).length;
  if (bytes > limits.filing.uploadBytes) throw new Unwritable(tooLarge(bytes, limits.filing.uploadBytes));
  return { ...gathered, queued, numbers, bytes };
}

const tooLarge = (bytes: number, most: number): MinistryCode =>
  ownTrouble('record-too-large', 'correct', `${bytes} > ${most} bytes`);

/** Stores the file, or one of fewer records where its ZIP is too large. A record whose own ZIP is too large is put aside. */
async function store(worker: Worker, file: readonly Written[]): Promise<void> {
  const { account, config } = worker;
  const byKey = new Map(file.flatMap(({ records, numbers }) => records.map(({ key }) => [key, numbers] as const)));
  const numbers: Numbers = {
    numberOf: (kind, key, id) => byKey.get(key)!.numberOf(kind, key, id),
    idOf: () => undefined,
  };
  const upload = { providerId: config.providerId, records: file.flatMap(({ records }) => records) };
  const zip = zipXml(writeUpload(upload, numbers));
  const { mostZipBytes } = worker.bureau;
  if (zip.length > mostZipBytes) {
    if (file.length > 1) return store(worker, file.slice(0, Math.floor(file.length / 2)));
    return putAside(worker, file[0]!.queued, tooLarge(zip.length, mostZipBytes));
  }
  const n = await worker.run('beginFile', {});
  const key = uploadKey(account, n);
  await worker.work.fileKeys.make(key);
  await worker.work.blobs.put(key, zip);
  await worker.run('finishFile', {
    n,
    digest: base64url.encode(sha256(zip)),
    bytes: zip.length,
    rounds: file.map(({ queued: { case: id, round }, named }) => ({ case: id, round, ...named })),
  });
}
