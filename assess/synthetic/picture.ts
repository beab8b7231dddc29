/** Pictures that show nothing and say what they would show: what synthetic filers open, and what synthetic eyes read. */
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import type { FaceReader, FaceReading } from '../../worker/capture/face-reader.ts';

/** One frame: a picture, and what the attester says of it. */
export interface Shot {
  readonly record: TraceRecord;
  readonly jpeg: Uint8Array;
}

const commentAt = 6;

/**
 * Bytes that say of themselves that they are a JPEG, with a record in a comment.
 *
 * @param mark makes pictures of the same record different, 0 to 255
 */
export function tinyJpeg(record: TraceRecord, mark = 0, widthPx = 640, heightPx = 480): Uint8Array {
  const size = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255];
  const payload = [mark, ...encodeRecord(record)];
  const comment = [0xff, 0xfe, (payload.length + 2) >> 8, (payload.length + 2) & 255, ...payload];
  const frame = [0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f];
  return Uint8Array.from([0xff, 0xd8, ...comment, ...frame, ...scan, 0xff, 0xd9]);
}

/** Shots that show what their records say. */
export const truthful = (records: readonly TraceRecord[], mark = 0): Shot[] =>
  records.map((record) => ({ record, jpeg: tinyJpeg(record, mark) }));

/** What a tiny picture says; undefined for any other bytes. */
export function readTinyJpeg(jpeg: Uint8Array): FaceReading | undefined {
  if (jpeg.length < commentAt || jpeg[2] !== 0xff || jpeg[3] !== 0xfe) return undefined;
  const length = jpeg[4]! * 256 + jpeg[5]! - 2;
  const record = jpeg.slice(commentAt + 1, commentAt + length);
  record.fill(0, 0, 4); // a trace's first record stands at 0 ms
  const header = encodeHeader({ mesh: 'attention', widthPx: 640, heightPx: 480 }, 1);
  const { faces, face, skin, background } = decodeTrace(Uint8Array.from([...header, ...record]), 1).records[0]!;
  return { faces, found: face, face, skin: face && skin, background };
}

/** FaceReader for pictures of nothing. What they look at has to be made here; the real ones look at real pictures. */
export const syntheticFaceReader: FaceReader = { read: async (jpeg) => readTinyJpeg(jpeg) };
