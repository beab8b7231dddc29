/**
 * Whether the page has changed JavaScript's own functions so that the element cannot run in it. Old libraries do: prototype.js
 * replaces `Array.from` and adds `Array.prototype.toJSON`, which changes every JSON text with a list. What a function does
 * counts, not who wrote it: monitoring scripts and polyfills replace many functions, and keep what they do.
 *
 * This file uses only loops, so that it works among changed functions.
 */

type Check = readonly [name: string, holds: () => unknown];

const list = [3, 1, 2];

/** Each function that the element and its packages use, and a use of it. */
const checks: readonly Check[] = [
  ['JSON.stringify', () => JSON.stringify({ a: ['b', { c: null }] }) === '{"a":["b",{"c":null}]}'],
  ['JSON.parse', () => isList((JSON.parse('{"a":[1,"2"]}') as { a: unknown }).a, [1, '2'])],
  [
    'Array.from',
    () =>
      isList(
        Array.from(new Set([1, 2]), (n) => n + 1),
        [2, 3],
      ),
  ],
  [
    'Array.from',
    () =>
      isList(
        Array.from({ length: 2 }, (_, n) => n),
        [0, 1],
      ),
  ],
  ['Array.isArray', () => Array.isArray(list) && !Array.isArray({ length: 1 })],
  ['Array.prototype[Symbol.iterator]', () => isList([...list], list)],
  ['Array.prototype.entries', () => isList([...list.entries()][1], [1, 1])],
  [
    'Array.prototype.map',
    () =>
      isList(
        list.map((n, at) => n * at),
        [0, 1, 4],
      ),
  ],
  [
    'Array.prototype.filter',
    () =>
      isList(
        list.filter((n) => n > 1),
        [3, 2],
      ),
  ],
  [
    'Array.prototype.flatMap',
    () =>
      isList(
        list.flatMap((n) => (n > 1 ? [n, n] : [])),
        [3, 3, 2, 2],
      ),
  ],
  ['Array.prototype.find', () => list.find((n) => n < 3) === 1 && list.find((n) => n > 3) === undefined],
  ['Array.prototype.findIndex', () => list.findIndex((n) => n < 3) === 1],
  ['Array.prototype.some', () => list.some((n) => n > 2) && ![].some(() => true)],
  ['Array.prototype.every', () => !list.every((n) => n > 1) && [].every(() => false)],
  ['Array.prototype.reduce', () => list.reduce((sum, n) => sum + n, 1) === 7],
  ['Array.prototype.includes', () => list.includes(2) && !list.includes(4)],
  ['Array.prototype.indexOf', () => list.indexOf(2) === 2],
  ['Array.prototype.at', () => list.at(-1) === 2],
  ['Array.prototype.join', () => list.join('-') === '3-1-2'],
  ['Array.prototype.slice', () => isList(list.slice(-2), [1, 2])],
  ['Array.prototype.flat', () => isList([1, [2]].flat(), [1, 2])],
  ['Array.prototype.fill', () => isList([1, 2].fill(0), [0, 0])],
  ['Array.prototype.push', () => isList(pushed(), [1, 2])],
  ['Array.prototype.splice', () => isList([...list].splice(1, 1, 7, 8), [1])],
  ['Array.prototype.forEach', () => summed() === 6],
  ['Array.prototype.concat', () => isList(list.concat([4]), [3, 1, 2, 4])],
  ['Object.keys', () => isList(Object.keys({ a: 1, b: 2 }), ['a', 'b'])],
  ['Object.values', () => isList(Object.values({ a: 1, b: 2 }), [1, 2])],
  ['Object.entries', () => isList(Object.entries({ a: 1 })[0], ['a', 1])],
  ['Object.fromEntries', () => (Object.fromEntries([['a', 1]]) as { a?: number }).a === 1],
  ['Object.hasOwn', () => Object.hasOwn({ a: 1 }, 'a') && !Object.hasOwn({}, 'toString')],
  ['Object.is', () => Object.is(Number.NaN, Number.NaN) && !Object.is(0, -0)],
  ['Object.assign', () => Object.assign({ a: 1 }, { a: 2 }).a === 2],
  ['Function.prototype.bind', () => add.bind(undefined, 1)(2) === 3 && new (Pair.bind(undefined, 1))(2).second === 2],
  ['Map', () => isList([...new Map([['a', 1]]).entries()][0], ['a', 1]) && new Map([['a', 1]]).get('a') === 1],
  ['Set', () => new Set([1, 1]).size === 1 && new Set([1]).has(1)],
  ['WeakMap', () => new WeakMap([[list, 1]]).get(list) === 1],
  ['String.prototype.replace', () => 'a-b'.replace(/-(.)/, (_, found: string) => found) === 'ab'],
  ['String.prototype.padStart', () => 'a'.padStart(2, '0') === '0a'],
  ['String.prototype.endsWith', () => 'abc'.endsWith('bc') && !'abc'.endsWith('ab')],
  ['RegExp.prototype.exec', () => /b(.)/.exec('abc')?.[1] === 'c' && !/d/.test('abc')],
  ['String.prototype.replaceAll', () => 'a-b-c'.replaceAll('-', '+') === 'a+b+c'],
  ['String.prototype.split', () => isList('a.b'.split('.'), ['a', 'b'])],
  ['String.prototype.startsWith', () => 'abc'.startsWith('b', 1) && !'abc'.startsWith('b')],
  ['String.prototype.trim', () => ' a\n'.trim() === 'a'],
  ['URL', () => new URL('/b?c=1', 'https://a.example').href === 'https://a.example/b?c=1'],
  ['TextEncoder', () => isList(new TextEncoder().encode('é'), [195, 169])],
  ['TextDecoder', () => new TextDecoder().decode(new Uint8Array([195, 169])) === 'é'],
  ['btoa', () => btoa('a') === 'YQ==' && atob('YQ==') === 'a'],
  ['Promise', () => resolvesInOrder()],
  [
    'Promise.prototype.finally',
    () =>
      Promise.resolve(1)
        .finally(() => 2)
        .then((value) => value === 1),
  ],
  ['crypto', () => digests()],
];

const add = (a: number, b: number): number => a + b;
class Pair {
  readonly first: number;
  readonly second: number;
  constructor(first: number, second: number) {
    [this.first, this.second] = [first, second];
  }
}

function pushed(): number[] {
  const pushing = [1];
  pushing.push(2);
  return pushing;
}

function summed(): number {
  let sum = 0;
  list.forEach((n) => (sum += n));
  return sum;
}

/** A check that takes longer has failed: the page's promises never settle. Convention. */
const answerMs = 1_000;

/** The name of the first function that does something else than it should; undefined if none does. */
export async function alteredBuiltin(): Promise<string | undefined> {
  for (let at = 0; at < checks.length; at += 1) {
    const [name, holds] = checks[at]!;
    try {
      const held = holds();
      if (!(typeof held === 'boolean' ? held : await within(held))) return name;
    } catch {
      return name;
    }
  }
  return undefined;
}

const within = (answer: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    setTimeout(resolve, answerMs, false);
    Promise.resolve(answer).then(resolve, reject);
  });

function isList(found: unknown, expected: ArrayLike<unknown>): boolean {
  const { length } = found as ArrayLike<unknown>;
  if (length !== expected.length) return false;
  for (let at = 0; at < length; at += 1) if ((found as ArrayLike<unknown>)[at] !== expected[at]) return false;
  return true;
}

async function resolvesInOrder(): Promise<boolean> {
  const all = await Promise.all([1, Promise.resolve(2)]);
  const first = await Promise.race([Promise.resolve(1), new Promise(() => undefined)]);
  const settled = await Promise.allSettled([Promise.reject(new Error('expected'))]);
  return isList(all, [1, 2]) && first === 1 && settled[0]!.status === 'rejected';
}

/** The first and the last byte of the SHA-256 of nothing. FIPS 180-4. */
async function digests(): Promise<boolean> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array()));
  return digest.length === 32 && digest[0] === 0xe3 && digest[31] === 0x55;
}
