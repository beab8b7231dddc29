/**
 * The .mjpeg format: JPEGs one after the other, with nothing in between. Chromium's fake camera plays it
 * (`--use-file-for-fake-video-capture=x.mjpeg`) at 30 frames a second.
 */

/** The JPEGs as one .mjpeg. */
export function joinMjpeg(frames: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(frames.reduce((bytes, frame) => bytes + frame.length, 0));
  let at = 0;
  for (const frame of frames) {
    whole.set(frame, at);
    at += frame.length;
  }
  return whole;
}

/**
 * The JPEGs of an .mjpeg, as views into it.
 *
 * @throws RangeError if a JPEG is incomplete, or other bytes are between JPEGs
 */
export function splitMjpeg(mjpeg: Uint8Array): Uint8Array[] {
  const frames: Uint8Array[] = [];
  for (let start = 0; start < mjpeg.length;) {
    const end = endOfJpeg(mjpeg, start);
    frames.push(mjpeg.subarray(start, end));
    start = end;
  }
  return frames;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;

function endOfJpeg(bytes: Uint8Array, start: number): number {
  if (bytes[start] !== 0xff || bytes[start + 1] !== startOfImage) throw new RangeError(`no JPEG at byte ${start}`);
  let at = start + 2;
  while (at + 3 < bytes.length) {
    const marker = bytes[at + 1]!;
    if (marker === endOfImage) return at + 2;
    at += 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (marker !== startOfScan) continue;
    // In the scan, 0xff begins a marker unless 0x00 or a restart marker follows.
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1]!))) at++;
  }
  if (bytes[at] === 0xff && bytes[at + 1] === endOfImage) return at + 2;
  throw new RangeError('the last JPEG is cut short');
}

/** Whether this byte after 0xff ends the scan. */
function isMarker(byte: number): boolean {
  return byte !== 0 && byte !== 0xff && (byte < 0xd0 || byte > 0xd7);
}
