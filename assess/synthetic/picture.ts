/**
 * Substitutes for camera pictures: tiny JPEGs that contain their trace record, and a face reader that reads it from
 * them.
 */
import { concatBytes } from '@noble/hashes/utils.js';
import type { FacialLight } from '#protocol/measure/facial-light.ts';
import { decodeTrace, encodeHeader, encodeRecord, type TraceRecord } from '#protocol/capture/trace.ts';
import type { FaceReader, FaceReading } from '../../worker/capture/face-reader.ts';

/** One frame: a picture, and the record that the attester claims for it. */
export interface Shot {
  readonly record: TraceRecord;
  readonly jpeg: Uint8Array;
}

const commentAt = 6;

/**
 * Bytes with the structure of a JPEG and a record in its comment. They do not decode to a picture.
 *
 * @param mark 0 to 255; distinguishes two pictures of the same record
 */
export function tinyJpeg(record: TraceRecord, mark = 0, widthPx = 640, heightPx = 480): Uint8Array {
  const payload = encodeRecord(record);
  const length = payload.length + 3;
  const start = [0xff, 0xd8, 0xff, 0xfe, length >> 8, length & 255, mark];
  const frame = [0xff, 0xc0, 0, 11, 8, heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x7f];
  return concatBytes(Uint8Array.from(start), payload, Uint8Array.from([...frame, ...scan, 0xff, 0xd9]));
}

/** Shots whose pictures agree with their records. */
export const truthful = (records: readonly TraceRecord[], mark = 0): Shot[] =>
  records.map((record) => ({ record, jpeg: tinyJpeg(record, mark) }));

/** What a camera shows of a face in a lit room. */
const goodLight: FacialLight = { contrast: 90, noise: 0.01, clipped: 0 };

/** The reading of a `tinyJpeg`; undefined for any other bytes. */
export function readTinyJpeg(jpeg: Uint8Array): FaceReading | undefined {
  if (jpeg.length < commentAt || jpeg[2] !== 0xff || jpeg[3] !== 0xfe) return undefined;
  const length = jpeg[4]! * 256 + jpeg[5]! - 2;
  const record = jpeg.slice(commentAt + 1, commentAt + length);
  record.fill(0, 0, 4); // the first record of a trace must be at 0 ms
  const header = encodeHeader({ mesh: 'attention', widthPx: 640, heightPx: 480 }, 1);
  const { faces, face, skin, background } = decodeTrace(concatBytes(header, record), 1).records[0]!;
  return { faces, found: face, face, skin: face && skin, light: face && goodLight, background };
}

/** The mark of a re-encoded `tinyJpeg`. */
const reencodedMark = 255;

/** A face reader for `tinyJpeg`s. It replaces the models. */
export const syntheticFaceReader: FaceReader = {
  read: async (jpeg) => readTinyJpeg(jpeg),
  reencode: async (jpeg) => readTinyJpeg(jpeg) && jpeg.with(commentAt, reencodedMark),
};
