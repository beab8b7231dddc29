/** The pictures that are stored with the failed trials, and shown. */
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

/** The pixels that the verifier reads in a JPEG, as a new JPEG without metadata; undefined if it reads none. */
export type Reencode = (jpeg: Uint8Array) => Promise<Uint8Array | undefined>;

/**
 * Revealed frames as the verifier judged them. A browser may show other pixels for the same bytes (decision 0016). A frame in which
 * the verifier reads nothing is left out.
 */
export async function judgedPictures(
  revealed: readonly { readonly index: number; readonly jpeg: Uint8Array | undefined }[],
  reencode: Reencode,
): Promise<Picture[]> {
  const pictures: Picture[] = [];
  // One after another, so that the memory of one is enough.
  for (const { index, jpeg } of revealed) {
    const judged = jpeg && (await reencode(jpeg));
    if (judged) pictures.push({ index, jpeg: base64(judged) });
  }
  return pictures;
}

/** The judged pictures of an evidence bundle. */
export const picturesOf = ({ revealed }: EvidenceBundle, reencode: Reencode): Promise<Picture[]> =>
  judgedPictures(
    revealed.map(({ index, jpeg }) => ({ index, jpeg: jpeg === null ? undefined : bytesOf(jpeg) })),
    reencode,
  );

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

/** The bytes of base64url without padding. */
const bytesOf = (encoded: string): Uint8Array =>
  Uint8Array.from(atob(encoded.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
