/**
 * Width and height a JPEG says it has, from its frame header; the picture itself is not decoded.
 *
 * @returns pixels; undefined if the bytes are not a JPEG with a baseline or progressive frame
 * @see ITU-T T.81 §B.2
 */
export function jpegSize(bytes: Uint8Array): { widthPx: number; heightPx: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  let offset = 2;
  while (offset + 9 <= bytes.length) {
    const marker = view.getUint16(offset);
    if (marker >= 0xffc0 && marker <= 0xffc2) {
      return { heightPx: view.getUint16(offset + 5), widthPx: view.getUint16(offset + 7) };
    }
    if (marker < 0xffc0 || marker === 0xffda) return undefined;
    offset += 2 + view.getUint16(offset + 2);
  }
  return undefined;
}
