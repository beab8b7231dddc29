/**
 * The trace: what the attester saw in each frame, binary and quantised.
 *
 * Version 1. All numbers little-endian.
 *
 *     header, 16 bytes
 *       0  4  magic "BHTR"
 *       4  1  version, 1
 *       5  1  mesh: 0 plain (468 points), 1 attention (478 points)
 *       6  2  frame width in pixels
 *       8  2  frame height in pixels
 *      10  1  points in each record's face, 64
 *      11  1  reserved, 0
 *      12  4  number of records
 *     record, 12 bytes without a face, 268 with one
 *       0  4  milliseconds since the first record; at least 20 more than the record before
 *       4  1  number of faces seen, 0 to 255
 *       5  3  mean skin colour, sRGB; 0 0 0 without a face
 *       8  3  mean background colour, sRGB
 *      11  1  reserved, 0
 *      12  …  if faces > 0: for each of `tracedIndices` x and y as int16, in 1/16 pixel; -32768 is not allowed
 */
import { Refusal } from '../refusal.ts';
import type { Colour } from '../measure/luma.ts';
import { tracedIndices, type Point, type TracedFace } from '../measure/landmark.ts';

/** The largest width or height of a frame, in pixels. DESIGN §4. */
export const longSidePx = 640;

/** Steps of the trace's unit in one pixel. 1/16 pixel is finer than the repeatability of any mesh. */
export const stepsPerPx = 16;

/** The shortest time between two records, in milliseconds. Without it, many records of one moment would outweigh the others. */
export const leastStepMs = 20;

const magic = 0x52544842;
const version = 1;
const headerBytes = 16;
/** A record without a face. */
export const plainRecordBytes = 12;
/** The bytes that a face adds to a record. */
export const faceLength = tracedIndices.length * 4;
const notANumber = -32768;

export type Mesh = 'plain' | 'attention';
/** In the order of their numbers. */
export const meshes: readonly Mesh[] = ['plain', 'attention'];

export interface TraceHeader {
  readonly mesh: Mesh;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What the attester saw in one frame. */
export interface TraceRecord {
  /** Milliseconds since the first record. */
  readonly atMs: number;
  readonly faces: number;
  readonly skin: Colour;
  readonly background: Colour;
  /** Pixels in the unmirrored frame; undefined without a face. */
  readonly face: TracedFace | undefined;
}

export interface Trace {
  readonly header: TraceHeader;
  readonly records: readonly TraceRecord[];
}

/** The bytes of one record, which are part of the frame's leaf. */
export function encodeRecord(record: TraceRecord): Uint8Array {
  const bytes = new Uint8Array(plainRecordBytes + (record.face ? faceLength : 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, record.atMs, true);
  bytes[4] = record.faces;
  bytes.set(record.skin, 5);
  bytes.set(record.background, 8);
  record.face?.forEach(({ x, y }, n) => {
    view.setInt16(plainRecordBytes + n * 4, quantise(x), true);
    view.setInt16(plainRecordBytes + n * 4 + 2, quantise(y), true);
  });
  return bytes;
}

/** A coordinate in the trace's unit, limited to the range of an int16. */
function quantise(px: number): number {
  if (!Number.isFinite(px)) throw new Refusal('trace-malformed', { cause: 'a landmark is not a number' });
  return Math.max(-32767, Math.min(32767, Math.round(px * stepsPerPx)));
}

/** The bytes of the header. @param records how many records follow it */
export function encodeHeader({ mesh, widthPx, heightPx }: TraceHeader, records: number): Uint8Array {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  bytes[4] = version;
  bytes[5] = meshes.indexOf(mesh);
  view.setUint16(6, widthPx, true);
  view.setUint16(8, heightPx, true);
  bytes[10] = tracedIndices.length;
  view.setUint32(12, records, true);
  return bytes;
}

/** A decoded trace with the bytes of each record, which are part of the frame's leaf. */
export interface DecodedTrace extends Trace {
  readonly recordBytes: readonly Uint8Array[];
}

/**
 * Decodes a trace. Extra bytes, missing bytes and values out of range are refused.
 *
 * @param maxRecords longer traces are refused before their records are read
 * @throws Refusal trace-malformed, trace-oversized, trace-non-monotonic
 */
export function decodeTrace(bytes: Uint8Array, maxRecords: number): DecodedTrace {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerBytes) throw malformed('truncated header');
  if (view.getUint32(0, true) !== magic || bytes[4] !== version) throw malformed('not a version 1 trace');
  const mesh = meshes[bytes[5]!];
  const header = { mesh: mesh!, widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) };
  const { widthPx, heightPx } = header;
  if (!mesh || Math.min(widthPx, heightPx) === 0 || Math.max(widthPx, heightPx) > longSidePx)
    throw malformed('header out of range');
  if (bytes[10] !== tracedIndices.length || bytes[11] !== 0) throw malformed('header out of range');
  const count = view.getUint32(12, true);
  if (count > maxRecords) throw new Refusal('trace-oversized');
  if (count === 0) throw malformed('no records');

  const records: TraceRecord[] = [];
  const recordBytes: Uint8Array[] = [];
  let offset = headerBytes;
  for (let n = 0; n < count; n += 1) {
    if (offset + plainRecordBytes > bytes.length) throw malformed('truncated record');
    const length = plainRecordBytes + (bytes[offset + 4]! > 0 ? faceLength : 0);
    if (offset + length > bytes.length) throw malformed('truncated record');
    const own = bytes.subarray(offset, offset + length);
    records.push(decodeRecord(own));
    recordBytes.push(own);
    offset += length;
  }
  if (offset !== bytes.length) throw malformed('bytes after the last record');
  if (records[0]!.atMs !== 0) throw new Refusal('trace-non-monotonic');
  for (let n = 1; n < count; n += 1) {
    if (records[n]!.atMs < records[n - 1]!.atMs + leastStepMs) throw new Refusal('trace-non-monotonic');
  }
  return { header, records, recordBytes };
}

function decodeRecord(bytes: Uint8Array): TraceRecord {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[11] !== 0) throw malformed('reserved byte is not zero');
  const coordinate = (offset: number): number => {
    const steps = view.getInt16(offset, true);
    if (steps === notANumber) throw malformed('a landmark is not a number');
    return steps / stepsPerPx;
  };
  const faces = bytes[4]!;
  const face: Point[] | undefined = faces > 0 ? [] : undefined;
  if (face) {
    for (let offset = plainRecordBytes; offset < bytes.length; offset += 4) {
      face.push({ x: coordinate(offset), y: coordinate(offset + 2) });
    }
  }
  return {
    atMs: view.getUint32(0, true),
    faces,
    skin: [bytes[5]!, bytes[6]!, bytes[7]!],
    background: [bytes[8]!, bytes[9]!, bytes[10]!],
    face,
  };
}

/** The bytes of a record's face; empty without a face. Two faces with the same bytes are equal to 1/16 pixel. */
export const faceBytes = (record: Uint8Array): Uint8Array => record.subarray(plainRecordBytes);

const malformed = (cause: string) => new Refusal('trace-malformed', { cause });
