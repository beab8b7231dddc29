import { Refusal } from '#protocol/refusal.ts';
import type { Capture, RevealedFrame, SeenFrame } from './capture.ts';
import { jpegFrame, mostScans } from './jpeg.ts';
import type { FaceReader } from './face-reader.ts';

const fieldName = /^frame-(0|[1-9]\d{0,4})$/;

/** Fields of a form at most. Convention: several times what is ever drawn. */
export const maxFields = 64;

/**
 * The pictures of a form with one file per frame, each named `frame-<number>`.
 *
 * @throws Refusal request-malformed if the request is no form, has more than `maxFields` fields, or one is no such file
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

/** What the evidence promised about its pictures. */
type Promised = Pick<Capture, 'trace' | 'frameDigests'>;

/**
 * Whether this is a picture as a canvas writes it, of the trace's size, and the one that its digest promised. No other
 * bytes reach a decoder.
 */
export function isPromised(
  { index, jpeg, digest }: Pick<SeenFrame, 'index' | 'jpeg' | 'digest'>,
  { trace: { header }, frameDigests }: Promised,
): boolean {
  const frame = jpeg && jpegFrame(jpeg);
  const isPlain = frame?.widthPx === header.widthPx && frame.heightPx === header.heightPx && frame.scans <= mostScans;
  const promised = frameDigests[index];
  return isPlain && digest?.length === promised?.length && digest!.every((byte, n) => byte === promised![n]);
}

/** Digest every picture, and read the promised ones where their records claim a face. */
export const readRevealed = (
  revealed: readonly RevealedFrame[],
  promised: Promised,
  faceReader: FaceReader,
): Promise<SeenFrame[]> => Promise.all(revealed.map((frame) => readOne(frame, promised, faceReader)));

async function readOne({ index, jpeg }: RevealedFrame, promised: Promised, faceReader: FaceReader): Promise<SeenFrame> {
  if (!jpeg) return { index, jpeg, digest: undefined, reading: undefined };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(jpeg)));
  const isSound = isPromised({ index, jpeg, digest }, promised);
  const reading = isSound ? await faceReader.read(jpeg, promised.trace.records[index]?.face) : undefined;
  return { index, jpeg, digest, reading };
}
