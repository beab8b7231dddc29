/** Faults in bytes and JSON, as accidents and attackers cause them. */
import { concatBytes } from '@noble/hashes/utils.js';
import type { Chance } from './chance.ts';

/** Numbers at the limits of lengths and counts. */
const edges = [0, 1, 2, 3, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** The same bytes with one to four faults. @param other bytes of the same kind, to splice in */
export function mutateBytes(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  let mutated: Uint8Array = bytes;
  for (let faults = 1 + chance.below(4); faults > 0; faults -= 1) mutated = fault(mutated, other, chance);
  return mutated;
}

function fault(bytes: Uint8Array, other: Uint8Array, chance: Chance): Uint8Array {
  const at = chance.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + chance.below(64));
  const [before, inside, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  switch (chance.below(8)) {
    case 0: // flip a bit
      return concatBytes(
        before,
        Uint8Array.from(inside, (byte, n) => (n === 0 ? byte ^ (1 << chance.below(8)) : byte)),
        after,
      );
    case 1: // write a number over a length, a count or a coordinate
      return overwrite(bytes, at, chance);
    case 2: // truncate
      return before;
    case 3: // remove
      return concatBytes(before, after);
    case 4: // repeat
      return concatBytes(before, inside, inside, after);
    case 5: // fill
      return concatBytes(before, new Uint8Array(inside.length).fill(chance.of([0, 0xff, 0x80])), after);
    case 6: // continue with the other bytes
      return concatBytes(before, other.subarray(chance.below(other.length + 1)));
    default: // append
      return concatBytes(bytes, other.subarray(0, chance.below(16)));
  }
}

function overwrite(bytes: Uint8Array, at: number, chance: Chance): Uint8Array {
  const size = chance.of([1, 2, 4]);
  if (at + size > bytes.length) return bytes;
  const mutated = bytes.slice();
  const view = new DataView(mutated.buffer);
  const value = chance.of(edges);
  const isLittle = chance.oneIn(2);
  if (size === 1) view.setUint8(at, value);
  else if (size === 2) view.setUint16(at, value, isLittle);
  else view.setUint32(at, value, isLittle);
  return mutated;
}

/** JSON values that a schema may not expect. */
const strange: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  -(2 ** 31),
  1e308,
  '',
  '0',
  '__proto__',
  'A'.repeat(10_000),
  '\u0000',
  '\ud800',
  '=',
  [],
  {},
  [[[[]]]],
];

/** The same JSON value with one to three faults somewhere in it. */
export function mutateJson(value: unknown, chance: Chance): unknown {
  let mutated = value;
  for (let faults = 1 + chance.below(3); faults > 0; faults -= 1) mutated = faultIn(mutated, chance);
  return mutated;
}

function faultIn(value: unknown, chance: Chance): unknown {
  if (Array.isArray(value) && value.length > 0 && !chance.oneIn(6)) {
    const at = chance.below(value.length);
    switch (chance.below(8)) {
      case 0:
        return value.toSpliced(at, 1);
      case 1:
        return value.toSpliced(at, 0, value[chance.below(value.length)]);
      case 2:
        return Array.from({ length: chance.of([10, 100]) }, () => value[at] as unknown);
      default:
        return value.with(at, faultIn(value[at], chance));
    }
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0 && !chance.oneIn(6)) {
    const entries = Object.entries(value);
    const at = chance.below(entries.length);
    const [key, inner] = entries[at]!;
    switch (chance.below(8)) {
      case 0:
        return Object.fromEntries(entries.toSpliced(at, 1));
      case 1:
        return { ...value, [chance.of(['__proto__', 'constructor', `${key} `, 'more'])]: inner };
      default:
        return Object.fromEntries(entries.with(at, [key, faultIn(inner, chance)]));
    }
  }
  if (typeof value === 'string' && !chance.oneIn(4)) return faultInText(value, chance);
  if (typeof value === 'number' && !chance.oneIn(3)) return value + chance.of([-1, 1, -60_000, 60_000, 2 ** 40, 0.5]);
  return chance.of(strange);
}

function faultInText(text: string, chance: Chance): string {
  const at = chance.below(text.length + 1);
  switch (chance.below(4)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(0, at) + text.slice(at + 1 + chance.below(8));
    case 2:
      return text.slice(0, at) + chance.of(['A', '.', '=', '+', '/', ' ', '\u0000', 'é']) + text.slice(at + 1);
    default:
      return text + text.slice(0, chance.below(16));
  }
}
