import type { SeenFrame } from './capture.ts';
import type { FaceReader } from './face-reader.ts';

/** The picture of a verified person that people see: the pixels that were judged, without metadata (decision 0016). */
export interface Portrait {
  readonly jpeg: Uint8Array;
  /** SHA-256 of `jpeg`. */
  readonly digest: Uint8Array;
  /** SHA-256 of the revealed frame from which it was made. */
  readonly frameDigest: Uint8Array;
}

/**
 * Makes the portrait of a revealed frame.
 *
 * @param index number of the frame; undefined if no frame is suitable
 * @returns undefined if that frame was not read
 */
export async function createPortrait(
  index: number | undefined,
  revealed: readonly SeenFrame[],
  faceReader: Pick<FaceReader, 'reencode'>,
): Promise<Portrait | undefined> {
  const frame = revealed.find((each) => each.index === index);
  if (!frame?.reading || !frame.jpeg || !frame.digest) return undefined;
  const jpeg = await faceReader.reencode(frame.jpeg);
  if (!jpeg) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(jpeg)));
  return { jpeg, digest, frameDigest: frame.digest };
}
