import { Refusal } from '#protocol/refusal.ts';
import type { TracedFace } from '#protocol/landmark.ts';
import type { TraceRecord } from '#protocol/trace.ts';
import type { OpenedFrame, SeenFrame } from './capture.ts';
import type { Eyes } from './look.ts';

const fieldName = /^frame-(0|[1-9]\d{0,4})$/;

/** Fields of a form that opens frames. Convention: several times what is ever drawn. */
export const maxFields = 64;

/**
 * The pictures of a form with one file per frame, each named `frame-<number>`.
 *
 * @throws Refusal request-malformed if the request is no form, has too many fields, or a field is anything else
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

/** One entry for each frame that was drawn; what was sent beside them is not looked at. */
export const openedFrames = (drawn: readonly number[], sent: ReadonlyMap<number, Uint8Array>): OpenedFrame[] =>
  drawn.map((index) => ({ index, jpeg: sent.get(index) }));

/** Digest every picture, and look at it where its record claims a face. */
export const seeFrames = (
  opened: readonly OpenedFrame[],
  records: readonly TraceRecord[],
  eyes: Eyes,
): Promise<SeenFrame[]> => Promise.all(opened.map((frame) => seeFrame(frame, records[frame.index]?.face, eyes)));

async function seeFrame({ index, jpeg }: OpenedFrame, claim: TracedFace | undefined, eyes: Eyes): Promise<SeenFrame> {
  if (!jpeg) return { index, jpeg, digest: undefined, look: undefined };
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(jpeg)));
  return { index, jpeg, digest, look: await eyes.look(jpeg, claim) };
}
