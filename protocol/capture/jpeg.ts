/**
 * The form of a frame's JPEG. Its structure is read strictly and without decoding it. Refused is what no browser's canvas writes
 * and decoders read differently: another colour model than YCbCr, several frames or scans, hidden pictures, late tables.
 *
 * Metadata of other kinds (Exif, colour profiles, thumbnails, comments) is allowed, since some canvases write it. The verifier's
 * decoder ignores all of it, and no picture that people see contains it (decision 0016).
 */

/** A picture's size. */
export interface JpegFrame {
  readonly widthPx: number;
  readonly heightPx: number;
}

const baseline = 0xc0;
const huffmanTable = 0xc4;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const quantisationTable = 0xdb;
const restartInterval = 0xdd;
const firstApplication = 0xe0;
const adobe = 0xee;
const lastApplication = 0xef;
const comment = 0xfe;

const isTable = (marker: number) =>
  marker === huffmanTable || marker === quantisationTable || marker === restartInterval;

const isMetadata = (marker: number) => (marker >= firstApplication && marker <= lastApplication) || marker === comment;

const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;

/**
 * The numbers of the components: grey, or Y, Cb and Cr (JFIF). Some decoders take other numbers, such as the letters R, G
 * and B, for another colour model.
 */
const componentNumbers: readonly (readonly number[])[] = [[1], [1, 2, 3]];

/**
 * Size of a picture, read from its first byte to its last.
 *
 * @returns undefined unless the bytes are exactly a start, tables and metadata, one baseline frame, one scan with all its
 *   components, and an end. Fill bytes and bytes after the end are not allowed
 * @see ITU-T T.81 §B.1.1 (markers), §B.2 (order); JFIF 1.02 §2 (components); Adobe Technical Note 5116 §18 (APP14)
 */
export function jpegFrame(bytes: Uint8Array): JpegFrame | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  let frame: (JpegFrame & { readonly components: readonly number[] }) | undefined;
  let offset = 2;
  while (bytes[offset] === 0xff && offset + 4 <= bytes.length) {
    const marker = bytes[offset + 1]!;
    const length = view.getUint16(offset + 2);
    const end = offset + 2 + length;
    if (length < 2 || end > bytes.length) return undefined;
    const content = bytes.subarray(offset + 4, end);
    if (marker === startOfScan) {
      if (!frame || !isWholeScan(content, frame.components)) return undefined;
      const at = endOfScan(bytes, end);
      const isLast = bytes[at + 1] === endOfImage && at + 2 === bytes.length;
      return isLast ? { widthPx: frame.widthPx, heightPx: frame.heightPx } : undefined;
    }
    if (marker === baseline) {
      const components = frame ? undefined : canvasComponents(content);
      if (!components) return undefined;
      frame = { heightPx: view.getUint16(offset + 5), widthPx: view.getUint16(offset + 7), components };
    } else if (marker === adobe ? !saysYCbCr(content) : !isTable(marker) && !isMetadata(marker)) return undefined;
    offset = end;
  }
  return undefined;
}

/**
 * The component numbers of a frame header with 8 bits a sample and a sampling that canvases write: the luma 1 or 2 times as fine as
 * the chroma (T.81 §B.2.2). Decoders differ on a grey picture that states a finer sampling.
 */
function canvasComponents(header: Uint8Array): readonly number[] | undefined {
  const components = componentNumbers.find(({ length }) => length === header[5]);
  if (header[0] !== 8 || !components || header.length !== 6 + 3 * components.length) return undefined;
  const lumaSamplings = components.length === 1 ? [0x11] : [0x11, 0x12, 0x21, 0x22];
  const isKnown = components.every((number, n) => {
    const [own, sampling] = header.subarray(6 + 3 * n);
    return own === number && (n === 0 ? lumaSamplings : [0x11]).includes(sampling!);
  });
  return isKnown ? components : undefined;
}

/** Whether a scan header has these components, with all coefficients at full precision (T.81 §B.2.3). */
function isWholeScan(header: Uint8Array, components: readonly number[]): boolean {
  const count = components.length;
  const [first, last, precision] = header.subarray(1 + 2 * count);
  return (
    header.length === 4 + 2 * count &&
    header[0] === count &&
    components.every((number, n) => header[1 + 2 * n] === number) &&
    [first, last, precision].join() === '0,63,0'
  );
}

/** Whether Adobe's segment names the colour model that is read without it. Decoders differ on all other contents. */
const saysYCbCr = (content: Uint8Array): boolean =>
  content.length === 12 && String.fromCharCode(...content.subarray(0, 5)) === 'Adobe' && content[11] === 1;

/** Offset of the next marker after coded data, in which FF is followed by 00 or belongs to a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at >= 0 && (bytes[at + 1] === 0 || isRestart(bytes[at + 1]!))) at = bytes.indexOf(0xff, at + 2);
  return at < 0 ? bytes.length : at;
}
