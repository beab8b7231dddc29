import { describe, expect, it } from 'vitest';
import { alteredBuiltin } from '../../../../widget/page/builtins.ts';

type Owner = Record<PropertyKey, unknown>;

/** Replace a function while the check runs. @returns what the check found */
async function foundWith(owner: object, name: PropertyKey, other: unknown): Promise<string | undefined> {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, writable: true, value: other });
  try {
    return await alteredBuiltin();
  } finally {
    if (before) Object.defineProperty(owner, name, before);
    else delete (owner as Owner)[name];
  }
}

/** The `$A` of prototype.js, which puts it in the place of `Array.from`. */
function listOf(iterable: ArrayLike<unknown>): unknown[] {
  const list: unknown[] = [];
  for (let at = 0; at < (iterable.length || 0); at += 1) list[at] = iterable[at];
  return list;
}

describe('alteredBuiltin', () => {
  it('finds nothing where nothing is changed', async () => {
    expect(await alteredBuiltin()).toBe(undefined);
  });

  it.each<[name: string, owner: object, property: PropertyKey, other: unknown]>([
    ['Array.from', Array, 'from', listOf],
    ['JSON.stringify', Array.prototype, 'toJSON', () => '[]'],
    ['JSON.stringify', Object.prototype, 'toJSON', () => ({})],
    ['JSON.parse', JSON, 'parse', () => undefined],
    ['Array.prototype.entries', Array.prototype, 'entries', () => []],
    ['Array.prototype.filter', Array.prototype, 'filter', () => []],
    ['Array.prototype.includes', Array.prototype, 'includes', () => true],
    ['Object.fromEntries', Object, 'fromEntries', undefined],
    [
      'Function.prototype.bind',
      Function.prototype,
      'bind',
      function bind(this: (...all: unknown[]) => unknown, context: unknown, ...first: unknown[]) {
        return (...rest: unknown[]) => this.apply(context, [...first, ...rest]);
      },
    ],
    ['Map', globalThis, 'Map', Object],
    ['String.prototype.startsWith', String.prototype, 'startsWith', () => true],
    ['crypto', crypto.subtle, 'digest', async () => new ArrayBuffer(32)],
    ['crypto', crypto.subtle, 'digest', () => new Promise(() => undefined)],
  ])('finds that %s is changed', async (name, owner, property, other) => {
    expect(await foundWith(owner, property, other)).toBe(name);
  });

  it.each<[name: string, owner: Owner, property: string]>([
    ['Array.from', Array as unknown as Owner, 'from'],
    ['JSON.stringify', JSON as unknown as Owner, 'stringify'],
    ['Function.prototype.bind', Function.prototype as unknown as Owner, 'bind'],
    ['Array.prototype.map', Array.prototype as unknown as Owner, 'map'],
  ])('finds nothing where %s is only wrapped', async (_, owner, property) => {
    const real = owner[property] as (...all: unknown[]) => unknown;
    const wrapped = function wrapped(this: unknown, ...all: unknown[]) {
      return Reflect.apply(real, this, all);
    };
    expect(await foundWith(owner, property, wrapped)).toBe(undefined);
  });
});
