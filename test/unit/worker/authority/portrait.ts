/** JPEGs with no picture in them: their structure is that of a frame, and databases of the sandbox do not look further. */

/** @param bytes at least this large, by comments */
export function jpegOf(widthPx: number, heightPx: number, bytes = 0): Uint8Array<ArrayBuffer> {
  const size = [heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255];
  const frame = [0xff, 0xc0, 0, 11, 8, ...size, 1, 1, 0x11, 0];
  const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0x34, 0xff, 0xd9];
  const comment = Uint8Array.from([0xff, 0xfe, 0xff, 0xff, ...Array.from({ length: 0xfffd }, () => 0x20)]);
  const comments = Array.from({ length: Math.ceil(bytes / comment.length) }, () => comment);
  return Uint8Array.from([0xff, 0xd8, ...comments.flatMap((each) => [...each]), ...frame, ...scan]);
}

export const portrait = jpegOf(640, 480);
