/** What a JPEG says of itself, before anything decodes it. Every browser's canvas writes baseline frames of one scan. */

/** A picture's size, and how often a decoder has to go through it. */
export interface JpegFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scans: number;
}

/** Scans of a baseline frame at most: one for each component. */
export const mostScans = 3;

const startOfImage = 0xffd8;
const baseline = 0xffc0;
const extended = 0xffc1;
const startOfScan = 0xffda;

/**
 * Size and scans, from the headers; the picture itself is not decoded.
 *
 * @returns undefined if the bytes are not a JPEG with a baseline or extended frame
 * @see ITU-T T.81 §B.2
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== startOfImage) return undefined;
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    const marker = view.getUint16(offset);
    if (marker === baseline || marker === extended) {
      const [heightPx, widthPx] = [view.getUint16(offset + 5), view.getUint16(offset + 7)];
      return { widthPx, heightPx, scans: countScans(bytes) };
    }
    if (marker < baseline || marker === startOfScan) return undefined;
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}

/** Coded data never holds the marker, so that it is counted wherever it stands: in a comment too, once too often. */
function countScans(bytes: Uint8Array): number {
  let scans = 0;
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xda) scans += 1;
  return scans;
}
