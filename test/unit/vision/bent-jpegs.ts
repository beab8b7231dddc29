/** JPEGs altered so that two decoders, or a decoder and a browser, may show different pictures for the same bytes. */

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0));
const uint16 = (value: number) => [value >> 8, value & 255];
const uint32 = (value: number) => [...uint16(value >>> 16), ...uint16(value & 0xffff)];

const segment = (marker: number, content: ArrayLike<number>) => [
  0xff,
  marker,
  ...uint16(content.length + 2),
  ...Array.from(content),
];

/** Offset of the first marker after the start and a JFIF segment. */
const afterJfif = (jpeg: Uint8Array): number => (jpeg[3] === 0xe0 ? 4 + jpeg[4]! * 256 + jpeg[5]! : 2);

/** The JPEG with a segment in front of its tables. */
export function withSegment(jpeg: Uint8Array, marker: number, content: ArrayLike<number>): Uint8Array {
  const at = afterJfif(jpeg);
  return Uint8Array.from([...jpeg.slice(0, at), ...segment(marker, content), ...jpeg.slice(at)]);
}

/** The JPEG without its JFIF segment, so that its colour model follows from its components or from Adobe's segment. */
export const withoutJfif = (jpeg: Uint8Array): Uint8Array =>
  Uint8Array.from([0xff, 0xd8, ...jpeg.slice(afterJfif(jpeg))]);

/** The JPEG without any segment that is not needed to decode it. */
export function stripped(jpeg: Uint8Array): Uint8Array {
  let bytes = jpeg;
  for (let at = 2; bytes[at + 1] !== 0xda;) {
    const next = at + 2 + bytes[at + 2]! * 256 + bytes[at + 3]!;
    if (bytes[at + 1]! < 0xe1) at = next;
    else bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(next)]);
  }
  return bytes;
}

/** Adobe's segment. @param transform 0: as coded, 1: YCbCr, 2: YCCK */
export const withAdobe = (jpeg: Uint8Array, transform: number): Uint8Array =>
  withSegment(jpeg, 0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, transform]);

/** @param orientation 1 to 8, as in TIFF @param thumbnail another picture */
export function withExif(jpeg: Uint8Array, orientation: number, thumbnail: Uint8Array = new Uint8Array()): Uint8Array {
  const entry = (tag: number, type: number, value: readonly number[]) => [
    ...uint16(tag),
    ...uint16(type),
    ...uint32(1),
    ...value,
  ];
  const thumbnailIfd = 26;
  const thumbnailAt = thumbnailIfd + 2 + 2 * 12 + 4;
  return withSegment(jpeg, 0xe1, [
    ...ascii('Exif\0\0MM\0*'),
    ...uint32(8),
    ...uint16(1),
    ...entry(0x0112, 3, [...uint16(orientation), 0, 0]),
    ...uint32(thumbnailIfd),
    ...uint16(2),
    ...entry(0x0201, 4, uint32(thumbnailAt)),
    ...entry(0x0202, 4, uint32(thumbnail.length)),
    ...uint32(0),
    ...thumbnail,
  ]);
}

/** A list of pictures in one file (CIPA DC-007), whose second picture begins at this offset. */
export const withPictureList = (jpeg: Uint8Array, secondAt: number, secondBytes: number): Uint8Array =>
  withSegment(jpeg, 0xe2, [
    ...ascii('MPF\0MM\0*'),
    ...uint32(8),
    ...uint16(3),
    ...uint16(0xb000),
    ...uint16(7),
    ...uint32(4),
    ...ascii('0100'),
    ...uint16(0xb001),
    ...uint16(4),
    ...uint32(1),
    ...uint32(2),
    ...uint16(0xb002),
    ...uint16(7),
    ...uint32(32),
    ...uint32(50),
    ...uint32(0),
    ...ascii('\x20\x03\0\0'),
    ...uint32(jpeg.length),
    ...uint32(0),
    ...uint32(0),
    ...uint32(0),
    ...uint32(secondBytes),
    ...uint32(secondAt),
    ...uint32(0),
  ]);

/** The description of a gain map, with which some viewers brighten a picture. */
export const withGainMap = (jpeg: Uint8Array): Uint8Array =>
  withSegment(
    withSegment(jpeg, 0xe2, [...ascii('urn:iso:std:iso:ts:21496:-1\0'), 0, 0, 0, 0]),
    0xe1,
    ascii(
      'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
        '<rdf:Description xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/" hdrgm:Version="1.0" hdrgm:GainMapMax="4"/></rdf:RDF></x:xmpmeta>',
    ),
  );

/** A colour profile (ICC.1) in which all grey pixels are the same grey, and brightness is the difference of red and blue. */
export function withProfile(jpeg: Uint8Array): Uint8Array {
  const fixed = (value: number) => uint32(Math.round(value * 65_536));
  const xyz = (share: number) => [
    ...ascii('XYZ '),
    0,
    0,
    0,
    0,
    ...[0.9642, 1, 0.8249].flatMap((part) => fixed(part * share)),
  ];
  const curve = (from: number, to: number) => [
    ...ascii('curv'),
    0,
    0,
    0,
    0,
    ...uint32(2),
    ...uint16(from),
    ...uint16(to),
  ];
  const tags: readonly (readonly [string, readonly number[]])[] = [
    ['wtpt', xyz(1)],
    ['rXYZ', xyz(1)],
    ['gXYZ', xyz(0.001)],
    ['bXYZ', xyz(-1)],
    ['rTRC', curve(20_000, 65_535)],
    ['gTRC', curve(0, 65_535)],
    ['bTRC', curve(0, 45_535)],
  ];
  const table: number[] = [];
  const data: number[] = [];
  const dataAt = 128 + 4 + 12 * tags.length;
  for (const [name, content] of tags) {
    table.push(...ascii(name), ...uint32(dataAt + data.length), ...uint32(content.length));
    data.push(...content);
  }
  const header = [
    ...uint32(dataAt + data.length),
    ...ascii('\0\0\0\0\x02\x40\0\0mntrRGB XYZ \x07\xe8\0\x01\0\x01\0\0\0\0\0\0acsp'),
    ...Array.from({ length: 28 }, () => 0),
    ...[0.9642, 1, 0.8249].flatMap(fixed),
    ...Array.from({ length: 48 }, () => 0),
  ];
  const profile = [...header, ...uint32(tags.length), ...table, ...data];
  return withSegment(jpeg, 0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, ...profile]);
}

/** The JPEG with other numbers for its components, in the frame header and in the scan header. */
export function renumbered(jpeg: Uint8Array, numbers: readonly number[]): Uint8Array {
  const bent = jpeg.slice();
  const frame = find(bent, 0xc0);
  const scan = find(bent, 0xda);
  numbers.forEach((number, n) => {
    bent[frame + 10 + 3 * n] = number;
    bent[scan + 5 + 2 * n] = number;
  });
  return bent;
}

/** Offset of the first marker of a kind. The tables before it must not contain its bytes. */
export const find = (jpeg: Uint8Array, marker: number): number =>
  jpeg.findIndex((byte, at) => byte === 0xff && jpeg[at + 1] === marker);

/**
 * A grey picture of 8×8 blocks whose coefficients are out of range. Code that rounds by a table takes the value modulo 1024 and
 * shows mid grey everywhere; code with saturating instructions shows white and black.
 *
 * @param isWhite one row of blocks after another
 */
export function outOfRange(isWhite: readonly (readonly boolean[])[]): Uint8Array {
  const [rows, columns] = [isWhite.length, isWhite[0]!.length];
  const huffman = (kind: number, symbols: readonly number[]) =>
    segment(0xc4, [kind, 0, symbols.length, ...Array.from({ length: 14 }, () => 0), ...symbols]);
  // Differences of 0, ±32 and ±64, and the end of each block, have codes of two bits.
  const categories = [0, 6, 7];
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let n = length - 1; n >= 0; n -= 1) bits.push((value >> n) & 1);
  };
  let before = 0;
  for (const white of isWhite.flat()) {
    const level = white ? 32 : -32;
    const difference = level - before;
    before = level;
    const category = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    put(categories.indexOf(category), 2);
    put(difference < 0 ? difference + 2 ** category - 1 : difference, category);
    put(0, 2);
  }
  while (bits.length % 8 > 0) bits.push(1);
  const coded = Array.from({ length: bits.length / 8 }, (_, n) =>
    Number.parseInt(bits.slice(n * 8, n * 8 + 8).join(''), 2),
  );
  return Uint8Array.from([
    0xff,
    0xd8,
    ...segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0]),
    ...segment(0xdb, [0, ...Array.from({ length: 64 }, () => 255)]),
    ...segment(0xc0, [8, ...uint16(rows * 8), ...uint16(columns * 8), 1, 1, 0x11, 0]),
    ...huffman(0x00, categories),
    ...huffman(0x10, [0]),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...coded.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])),
    0xff,
    0xd9,
  ]);
}

/** The markers of all segments up to the coded data. */
export function markersOf(jpeg: Uint8Array): number[] {
  const markers: number[] = [];
  for (let at = 2; markers.at(-1) !== 0xda; at += 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!) markers.push(jpeg[at + 1]!);
  return markers;
}
