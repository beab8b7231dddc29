/**
 * Reads a JPEG's structure strictly and without decoding it, so that no decoder can find another picture in the same bytes.
 * Every browser's canvas writes a baseline frame with one scan, as one segment after the other.
 */

/** A picture's size, and the number of scans that a decoder has to decode. */
export interface JpegFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scans: number;
}

/** The largest number of scans in a baseline frame: one for each component. */
export const mostScans = 3;

const baseline = 0xc0;
const huffmanTable = 0xc4;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const quantisationTable = 0xdb;
const restartInterval = 0xdd;
const firstApplication = 0xe0;
const lastApplication = 0xef;
const comment = 0xfe;

const isTable = (marker: number) =>
  marker === huffmanTable ||
  marker === quantisationTable ||
  marker === restartInterval ||
  (marker >= firstApplication && marker <= lastApplication) ||
  marker === comment;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/**
 * Size and scans of a picture, read from its first byte to its last.
 *
 * @returns undefined unless the bytes are exactly a start, tables, one baseline frame, its scans and an end. Fill bytes, a
 *   second frame and bytes after the end are not allowed
 * @see ITU-T T.81 §B.1.1 (markers), §B.2 (order)
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  let frame: Omit<JpegFrame, 'scans'> | undefined;
  let scans = 0;
  let offset = 2;
  while (bytes[offset] === 0xff && offset + 2 <= bytes.length) {
    const marker = bytes[offset + 1]!;
    if (marker === endOfImage)
      return frame && scans > 0 && offset + 2 === bytes.length ? { ...frame, scans } : undefined;
    if (offset + 4 > bytes.length) return undefined;
    const length = view.getUint16(offset + 2);
    const end = offset + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    if (marker === baseline) {
      if (frame || !isCanvasFrame(bytes.subarray(offset + 4, end))) return undefined;
      frame = { heightPx: view.getUint16(offset + 5), widthPx: view.getUint16(offset + 7) };
      offset = end;
    } else if (marker === startOfScan && frame) {
      scans += 1;
      offset = endOfScan(bytes, end);
    } else if (isTable(marker)) {
      offset = end;
    } else return undefined;
  }
  return undefined;
}

/** Whether a frame header has 8 bits a sample, 1 or 3 components, and sampling factors of 1 or 2 (T.81 §B.2.2). */
function isCanvasFrame(header: Uint8Array): boolean {
  const components = header[5]!;
  const samplings = Array.from({ length: components }, (_, n) => header[6 + n * 3 + 1]!);
  return (
    header[0] === 8 &&
    (components === 1 || components === 3) &&
    header.length === 6 + 3 * components &&
    samplings.every((sampling) => [0x11, 0x12, 0x21, 0x22].includes(sampling))
  );
}

/** Offset of the next marker after coded data, in which FF is followed by 00 or belongs to a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && (bytes[at + 1] === 0 || isRestart(bytes[at + 1]!))) at = bytes.indexOf(0xff, at + 2);
  return at < 0 ? bytes.length : at;
}
