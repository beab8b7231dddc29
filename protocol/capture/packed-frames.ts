/**
 * Frames of a trace as they are sent: records and picture digests, without loss, in less than half the bytes.
 *
 * Version 1. Numbers in the header are little-endian.
 *
 *     header, 12 bytes
 *       0  4  magic "BHPF"
 *       4  1  version, 1
 *       5  1  mesh, as in the trace's header
 *       6  2  frame width in pixels
 *       8  2  frame height in pixels
 *      10  2  number of frames
 *     digests, 32 bytes a frame: SHA-256 of its JPEG
 *     bits, most significant first, padded with zeros to a whole byte; for each frame
 *       32  time                  as in the trace's record
 *        8  number of faces seen
 *       24  mean skin colour
 *       24  mean background colour
 *       if faces > 0
 *        4  k
 *        …  for each coordinate its step from the last face in these frames (from 0 for the first face), as a Rice code:
 *           the step zigzag-coded (0, -1, 1, -2 … as 0, 1, 2, 3 …), its value / 2^k in unary (ones, then a zero), then the
 *           lower k bits. Fifteen ones mean that the value follows in 17 bits.
 *
 * A face moves little from frame to frame, so most steps are small. A quotient is short if k fits the steps of its frame.
 */
import { Refusal } from '../refusal.ts';
import { BitReader, BitWriter } from './bits.ts';
import { digestBytes } from './commitment.ts';
import { faceLength, meshes, plainRecordBytes, type TraceHeader } from './trace.ts';

const magic = 0x46504842;
const version = 1;
const headerBytes = 12;
const coordinates = faceLength / 2;
/** The fields of a record before the face. */
const plainBits = [32, 8, 24, 24] as const;
const kBits = 4;
/** A quotient of so many ones stands for a value that follows as it is. */
const escape = 15;
const escapedBits = 17;

/** A record's bytes with the digest of its picture. */
export interface EncodedFrame {
  readonly record: Uint8Array;
  /** SHA-256 of the JPEG, 32 bytes. */
  readonly jpegDigest: Uint8Array;
}

/** @param frames fewer than 65,536 */
export function packFrames(
  { mesh, widthPx, heightPx }: TraceHeader,
  frames: readonly EncodedFrame[],
): Uint8Array<ArrayBuffer> {
  const bits = new BitWriter();
  let before: Int32Array = new Int32Array(coordinates);
  for (const { record } of frames) {
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    bits.write(view.getUint32(0, true), 32);
    for (let at = 4; at < plainRecordBytes - 1; at += 1) bits.write(record[at]!, 8);
    if (record.length === plainRecordBytes) continue;
    const face = Int32Array.from({ length: coordinates }, (_, n) => view.getInt16(plainRecordBytes + n * 2, true));
    writeSteps(
      bits,
      face.map((coordinate, n) => zigzag(coordinate - before[n]!)),
    );
    before = face;
  }
  const coded = bits.bytes();
  const digestsLength = frames.length * digestBytes;
  const bytes = new Uint8Array(headerBytes + digestsLength + coded.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  bytes[4] = version;
  bytes[5] = meshes.indexOf(mesh);
  view.setUint16(6, widthPx, true);
  view.setUint16(8, heightPx, true);
  view.setUint16(10, frames.length, true);
  frames.forEach(({ jpegDigest }, n) => bytes.set(jpegDigest, headerBytes + n * digestBytes));
  bytes.set(coded, headerBytes + digestsLength);
  return bytes;
}

function writeSteps(bits: BitWriter, values: Int32Array): void {
  const k = bestK(values);
  bits.write(k, kBits);
  for (const value of values) {
    const quotient = value >> k;
    if (quotient < escape) {
      bits.write(2 ** (quotient + 1) - 2, quotient + 1);
      bits.write(value & (2 ** k - 1), k);
    } else {
      bits.write(2 ** escape - 1, escape);
      bits.write(value, escapedBits);
    }
  }
}

/** The k with the fewest bits. */
function bestK(values: Int32Array): number {
  let best = { k: 0, bits: Infinity };
  for (let k = 0; k < 2 ** kBits; k += 1) {
    const bits = values.reduce(
      (sum, value) => sum + (value >> k < escape ? (value >> k) + 1 + k : escape + escapedBits),
      0,
    );
    if (bits < best.bits) best = { k, bits };
  }
  return best.k;
}

const zigzag = (step: number): number => (step >= 0 ? 2 * step : -2 * step - 1);
const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

export interface UnpackedFrames {
  readonly header: TraceHeader;
  readonly frames: readonly EncodedFrame[];
}

/**
 * Unpacks frames. Only their form is checked here: `decodeTrace` checks what the records say.
 *
 * @param maxFrames more are refused before they are read
 * @throws Refusal trace-malformed, trace-oversized
 */
export function unpackFrames(bytes: Uint8Array, maxFrames: number): UnpackedFrames {
  if (bytes.length < headerBytes) throw malformed('truncated header of packed frames');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mesh = meshes[bytes[5]!];
  if (view.getUint32(0, true) !== magic || bytes[4] !== version || !mesh) throw malformed('not packed frames');
  const count = view.getUint16(10, true);
  if (count > maxFrames) throw new Refusal('trace-oversized');
  const bitsAt = headerBytes + count * digestBytes;
  if (bytes.length < bitsAt) throw malformed('truncated digests');

  const bits = new BitReader(bytes.subarray(bitsAt));
  const frames: EncodedFrame[] = [];
  let before = new Int32Array(coordinates);
  for (let n = 0; n < count; n += 1) {
    const [atMs, faces, skin, background] = plainBits.map((width) => bits.read(width)) as [
      number,
      number,
      number,
      number,
    ];
    const record = new Uint8Array(plainRecordBytes + (faces > 0 ? faceLength : 0));
    const own = new DataView(record.buffer);
    own.setUint32(0, atMs, true);
    own.setUint8(4, faces);
    record.set(
      [skin >> 16, (skin >> 8) & 255, skin & 255, background >> 16, (background >> 8) & 255, background & 255],
      5,
    );
    if (faces > 0) {
      const face = readFace(bits, before);
      face.forEach((coordinate, at) => own.setInt16(plainRecordBytes + at * 2, coordinate, true));
      before = face;
    }
    const digestAt = headerBytes + n * digestBytes;
    frames.push({ record, jpegDigest: bytes.slice(digestAt, digestAt + digestBytes) });
  }
  if (!bits.isAtEnd) throw malformed('bytes after the last packed frame');
  return { header: { mesh, widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) }, frames };
}

function readFace(bits: BitReader, before: Int32Array): Int32Array<ArrayBuffer> {
  const k = bits.read(kBits);
  return Int32Array.from({ length: coordinates }, (_, n) => {
    let quotient = 0;
    while (quotient < escape && bits.read(1) === 1) quotient += 1;
    const value = quotient < escape ? quotient * 2 ** k + bits.read(k) : bits.read(escapedBits);
    const coordinate = before[n]! + unzigzag(value);
    if (coordinate < -32768 || coordinate > 32767) throw malformed('a landmark is out of range');
    return coordinate;
  });
}

const malformed = (cause: string) => new Refusal('trace-malformed', { cause });
