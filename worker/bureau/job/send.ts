/** Sends files, one after another. A file whose outcome is unknown is asked about before anything else is sent. */
import type { MinistryCode } from '#protocol/case/submission.ts';
import { limits } from '#protocol/limits.ts';
import type { OpenFile } from '../account/files.ts';
import { uploadKey } from '../blob-keys.ts';
import type { BureauAnswer } from '../bureau.ts';
import { compose } from './compose.ts';
import { meaningOf } from './meaning.ts';
import type { Worker } from './worker.ts';

/** Codes with which the bureau says what to do about a file. */
const outOfSequence = 14;
const tooLarge = 18;
/** 哈希值验证未通过, 解压缩失败: the bytes came damaged, so the same file is sent again. */
const damaged: readonly number[] = [7, 8];

export async function send(worker: Worker): Promise<void> {
  let step: Step = 'done';
  for (let steps = 0; steps < 2 * limits.bureau.filesPerRun; steps += 1) {
    const { account, file } = await worker.run('look', {});
    if (account.stopped || worker.work.now() < account.retryAtMs) return;
    if (file) step = await goOn(worker, file, step);
    else if (await compose(worker)) step = 'done';
    else return;
  }
}

/** A file that was numbered anew, and is refused for its number again, waits like after any failure. */
type Step = 'renumbered' | 'done';

/** Brings the file one step further. What the step leads to is stored, so that the next one may be another worker's. */
async function goOn(worker: Worker, file: OpenFile, before: Step): Promise<Step> {
  if (file.state === 'composing') return done(worker.run('discardFile', { n: file.n }));
  if (file.state === 'sending') {
    const previous = await worker.bureau.previousUpload();
    if (!isTold(previous)) return done(failed(worker, file, previous, false));
    if (previous.value && previous.value.digest === file.digest) {
      return done(taken(worker, file, previous.value.sequence));
    }
  }
  return upload(worker, file, before);
}

async function done(act: Promise<void>): Promise<'done'> {
  await act;
  return 'done';
}

async function upload(worker: Worker, file: OpenFile, before: Step): Promise<Step> {
  const { n } = file;
  const zip = await worker.work.blobs.get(uploadKey(worker.account, n));
  if (!zip) throw new Error(`the bytes of file ${n} are missing`);
  const sequence = await worker.run('beginSending', { n });
  const answer = await worker.bureau.upload({ sequence, zip });
  if (answer.kind !== 'answered') return done(failed(worker, file, answer, answer.kind === 'unsent'));
  if (answer.code === 0) return done(worker.run('fileTaken', { n }));
  if (answer.code === outOfSequence && before !== 'renumbered')
    return resequence(worker, { ...file, sequence }, answer);
  if (answer.code === tooLarge) {
    const notBeforeMs = worker.work.now() + limits.bureau.setAsideMs;
    return done(worker.run('halveFile', { n, code: meaningOf(answer), notBeforeMs }));
  }
  return done(failed(worker, file, answer, true));
}

/** The bureau has it. Its own word on the sequence counts. */
async function taken(worker: Worker, { n, sequence }: OpenFile, its: number): Promise<void> {
  if (its !== sequence) await worker.run('resequence', { n, expected: its });
  await worker.run('fileTaken', { n });
}

/** Another sequence is expected: perhaps because the bureau has this very file, whose answer was lost. */
async function resequence(
  worker: Worker,
  file: OpenFile & { readonly sequence: number },
  answer: Awaited<ReturnType<Worker['bureau']['upload']>>,
): Promise<Step> {
  const previous = await worker.bureau.previousUpload();
  if (!isTold(previous)) return done(failed(worker, file, previous, false));
  if (previous.value && previous.value.digest === file.digest) {
    return done(taken(worker, file, previous.value.sequence));
  }
  const expected = lowest(answer.expected) ?? (previous.value ? previous.value.sequence + 1 : undefined);
  if (expected === undefined || expected === file.sequence) return done(failed(worker, file, answer, true));
  await worker.run('resequence', { n: file.n, expected });
  return 'renumbered';
}

/** Of several missing files the first one is sent first. */
const lowest = (sequences: readonly number[] | undefined): number | undefined =>
  sequences && sequences.length > 0 ? Math.min(...sequences) : undefined;

type Previous = Awaited<ReturnType<Worker['bureau']['previousUpload']>>;

/** Whether the bureau has said what it took last. Code 2: nothing yet. */
const isTold = (previous: Previous): previous is Extract<Previous, { kind: 'answered' }> =>
  previous.kind === 'answered' && (previous.code === 0 || previous.code === 2);

/** @param known whether the bureau certainly has not taken the file */
async function failed(
  worker: Worker,
  { n }: Pick<OpenFile, 'n'>,
  answer: BureauAnswer<unknown>,
  known: boolean,
): Promise<void> {
  const code = meaningOf(answer);
  if (isStop(code, (await worker.run('look', {})).account.failures))
    return worker.run('stop', { code, file: { n, known } });
  await worker.run('notTaken', { n, known, code, chance: worker.chance() });
}

const isStop = ({ code, remedy }: MinistryCode, failures: number): boolean =>
  damaged.includes(code) ? failures + 1 >= limits.bureau.damagedMost : remedy !== 'wait';
