/**
 * A repeatable generator of random numbers in [0, 1): the same seed gives the same sequence.
 *
 * @param seed any integer
 * @see mulberry32, Tommy Ettinger's public-domain generator
 */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * A 32-bit seed made of a text and a number (FNV-1a), so that "blink" and "nod" get different seeds from the same
 * number.
 */
export function mixSeed(text: string, seed: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const letter of text) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
