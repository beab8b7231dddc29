import { jpegFrame } from '#protocol/capture/jpeg.ts';
import { Refusal } from '#protocol/refusal.ts';
import type { Capture, RevealedFrame, SeenFrame } from './capture.ts';
import type { FaceReader } from './face-reader.ts';

const fieldName = /^frame-(0|[1-9]\d{0,4})$/;

/** The largest number of fields in a form. Convention: several times the number of frames that are drawn. */
export const maxFields = 64;

/**
 * The pictures of a form with one file per frame, each named `frame-<number>`.
 *
 * @throws Refusal request-malformed if the request is not a form, has too many fields, or has a field that is not such a file
 */
export async function readFrames(request: { formData(): Promise<FormData> }): Promise<ReadonlyMap<number, Uint8Array>> {
  const form = await request.formData().catch((cause: unknown) => {
    throw new Refusal('request-malformed', { cause });
  });
  const fields = [...form];
  if (fields.length > maxFields) throw new Refusal('request-malformed', { cause: 'fields' });
  const frames = fields.map(async ([name, file]): Promise<[number, Uint8Array]> => {
    const index = fieldName.exec(name)?.[1];
    if (index === undefined || typeof file === 'string') throw new Refusal('request-malformed', { cause: 'field' });
    return [Number(index), new Uint8Array(await file.arrayBuffer())];
  });
  return new Map(await Promise.all(frames));
}

/** One entry for each frame that was drawn; other pictures are ignored. */
export const revealedFrames = (drawn: readonly number[], sent: ReadonlyMap<number, Uint8Array>): RevealedFrame[] =>
  drawn.map((index) => ({ index, jpeg: sent.get(index) }));

/** The parts of the evidence that say which pictures may be revealed. */
type Promised = Pick<Capture, 'trace' | 'frameDigests'>;

type Digested = Pick<SeenFrame, 'index' | 'jpeg' | 'digest'>;

/** Whether the picture was revealed and matches its digest in the evidence. */
export function isCommitted(
  { index, jpeg, digest }: Digested,
  { frameDigests }: Pick<Capture, 'frameDigests'>,
): boolean {
  const promised = frameDigests[index];
  return jpeg !== undefined && digest?.length === promised?.length && digest!.every((byte, n) => byte === promised![n]);
}

/** Whether the picture is a JPEG as a canvas writes it, and has the trace's size. */
export function isPlain({ jpeg }: Digested, { trace: { header } }: Pick<Capture, 'trace'>): boolean {
  const frame = jpeg && jpegFrame(jpeg);
  return frame?.widthPx === header.widthPx && frame.heightPx === header.heightPx;
}

/** Whether the picture is both. No other bytes reach a decoder. */
export const isPromised = (frame: Digested, promised: Promised): boolean =>
  isPlain(frame, promised) && isCommitted(frame, promised);

/** Computes the digest of every picture, and reads each promised one, with the face that its record claims. */
export const readRevealed = (
  revealed: readonly RevealedFrame[],
  promised: Promised,
  faceReader: Pick<FaceReader, 'read'>,
): Promise<SeenFrame[]> => Promise.all(revealed.map((frame) => readOne(frame, promised, faceReader)));

async function readOne(
  { index, jpeg }: RevealedFrame,
  promised: Promised,
  faceReader: Pick<FaceReader, 'read'>,
): Promise<SeenFrame> {
  if (!jpeg) return { index, jpeg, digest: undefined, reading: undefined };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(jpeg)));
  const isSound = isPromised({ index, jpeg, digest }, promised);
  const reading = isSound ? await faceReader.read(jpeg, promised.trace.records[index]?.face) : undefined;
  return { index, jpeg, digest, reading };
}
