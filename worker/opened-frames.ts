import { Refusal } from '#protocol/refusal.ts';
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

/** Look at every picture, where its record claims a face. */
export const seeFrames = (
  opened: readonly OpenedFrame[],
  records: readonly TraceRecord[],
  eyes: Eyes,
): Promise<SeenFrame[]> =>
  Promise.all(
    opened.map(async (frame) => {
      const look = frame.jpeg && (await eyes.look(frame.jpeg, records[frame.index]?.face));
      return { ...frame, look };
    }),
  );
