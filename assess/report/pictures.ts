/** What the verifier looked at, kept with the trials that went wrong. */
import type { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import { isFailure, type Picture, type Trial } from '../count/trial.ts';

/**
 * The trial, with its pictures if it failed. Where they cannot be had it goes without: how it ended stays.
 *
 * @param read is asked only if they are wanted
 */
export async function withPictures(trial: Trial, read: () => Promise<readonly Picture[]>): Promise<Trial> {
  if (!isFailure(trial)) return trial;
  const pictures = await read().catch(() => undefined);
  return pictures ? { ...trial, pictures } : trial;
}

/** The pictures of a bundle. */
export const picturesOf = ({ revealed }: EvidenceBundle): Picture[] =>
  revealed.flatMap(({ index, jpeg }) => (jpeg === null ? [] : [{ index, jpeg: base64(jpeg) }]));

/** base64url without padding as base64 with it. */
const base64 = (encoded: string) =>
  encoded
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .padEnd(Math.ceil(encoded.length / 4) * 4, '=');
