/** The revealed pictures, which are stored with the failed trials. */
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { isFailure, type Picture, type Trial } from '../count/trial.ts';

/**
 * The trial, with its pictures if it failed. A trial whose pictures cannot be read is returned without them.
 *
 * @param read called only for a trial that failed
 */
export async function withPictures(trial: Trial, read: () => Promise<readonly Picture[]>): Promise<Trial> {
  if (!isFailure(trial)) return trial;
  const pictures = await read().catch(() => undefined);
  return pictures ? { ...trial, pictures } : trial;
}

/** The revealed pictures of an evidence bundle. */
export const picturesOf = ({ revealed }: EvidenceBundle): Picture[] =>
  revealed.flatMap(({ index, jpeg }) => (jpeg === null ? [] : [{ index, jpeg: base64(jpeg) }]));

/** Converts base64url without padding to base64 with padding. */
const base64 = (encoded: string) =>
  encoded
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(encoded.length / 4) * 4, '=');
