/**
 * The colour space of the output intent: sRGB as an ICC profile, made from its published numbers.
 *
 * @see IEC 61966-2-1 (curve, primaries); ICC.1:2001-04 (profile version 2.4)
 */
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** Colorants and white point, adapted to D50 (ICC.1, annex E). */
const tristimulus = {
  wtpt: [0.9505, 1, 1.0891],
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
} as const;

const curveEntries = 256;

/** From the stored value to light, both 0 to 1. */
const linear = (value: number): number => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);

class Bytes {
  readonly #values: number[] = [];

  get length(): number {
    return this.#values.length;
  }
  text(value: string): this {
    this.#values.push(...utf8ToBytes(value));
    return this;
  }
  uint16(...values: readonly number[]): this {
    for (const value of values) this.#values.push((value >> 8) & 255, value & 255);
    return this;
  }
  uint32(...values: readonly number[]): this {
    for (const value of values) this.uint16(value >>> 16, value & 0xffff);
    return this;
  }
  /** s15Fixed16Number. */
  fixed(...values: readonly number[]): this {
    return this.uint32(...values.map((value) => Math.round(value * 65_536)));
  }
  zeros(count: number): this {
    for (let n = 0; n < count; n += 1) this.#values.push(0);
    return this;
  }
  bytes(other: Bytes): this {
    this.#values.push(...other.#values);
    return this;
  }
  done(): Uint8Array {
    return Uint8Array.from(this.#values);
  }
}

const xyz = (values: readonly number[]) =>
  new Bytes()
    .text('XYZ ')
    .zeros(4)
    .fixed(...values);

function tags(): readonly (readonly [signature: string, data: Bytes])[] {
  const name = 'sRGB IEC61966-2.1';
  const description = new Bytes()
    .text('desc')
    .zeros(4)
    .uint32(name.length + 1)
    .text(name)
    .zeros(1 + 4 + 4 + 2 + 1 + 67);
  const curve = new Bytes()
    .text('curv')
    .zeros(4)
    .uint32(curveEntries)
    .uint16(...Array.from({ length: curveEntries }, (_, n) => Math.round(linear(n / (curveEntries - 1)) * 65_535)));
  return [
    ['desc', description],
    ['cprt', new Bytes().text('text').zeros(4).text('No copyright').zeros(1)],
    ...Object.entries(tristimulus).map(([signature, values]) => [signature, xyz(values)] as const),
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
}

export function srgbProfile(): Uint8Array {
  const all = tags();
  const table = new Bytes().uint32(all.length);
  const data = new Bytes();
  const start = 128 + 4 + 12 * all.length;
  const places = new Map<Bytes, number>();
  for (const [signature, tag] of all) {
    if (!places.has(tag)) {
      places.set(tag, start + data.length);
      data.bytes(tag).zeros((4 - (data.length % 4)) % 4);
    }
    table.text(signature).uint32(places.get(tag)!, tag.length);
  }
  const header = new Bytes()
    .uint32(start + data.length)
    .zeros(4)
    .uint32(0x02_40_00_00)
    .text('mntrRGB XYZ ')
    .uint16(2026, 1, 1, 0, 0, 0)
    .text('acsp')
    .zeros(24)
    // The profile connection space's light: D50.
    .zeros(4)
    .fixed(0.9642, 1, 0.8249)
    .zeros(48);
  return header.bytes(table).bytes(data).done();
}
