/** The ministry's words on one round, read from the download in which they came. */
import type { MinistryResult } from '#protocol/case/submission.ts';
import { downloadKey } from '../blob-keys.ts';
import { ministryCode } from '../v3/codes.ts';
import { readDownloaded } from '../v3/downloaded.ts';
import { contentOf } from './content.ts';
import type { Worker } from './worker.ts';

/** @param atMs when the download came, which counts where the ministry says no time of its own */
export async function resultOf(
  worker: Worker,
  { download, places }: { readonly download: string; readonly places: readonly number[] },
  atMs: number,
): Promise<MinistryResult> {
  const xml = await worker.work.blobs.get(downloadKey(worker.account, download));
  if (!xml) throw new Error(`the download ${download} is missing`);
  const { results, opinions } = readDownloaded(xml);
  const { answers } = contentOf(xml);
  const verdicts = places.map((place) => answers[place]!.verdict);
  // Opinions have the places after those of the results.
  const own = places.flatMap((place) => opinions[place - results.length] ?? []);
  return {
    atMs: Math.max(...own.map((opinion) => opinion.atMs ?? atMs), own.length === 0 ? atMs : 0),
    accepted: !verdicts.includes('returned'),
    codes: places.flatMap((place) => results[place]?.codes ?? []).map(({ code, text }) => ministryCode(code, text)),
    opinions: own.map(({ atMs: writtenAtMs, accepted, text }) => ({
      atMs: writtenAtMs ?? atMs,
      accepted,
      ...(text !== undefined && { text }),
    })),
  };
}
