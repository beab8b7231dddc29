import { base64url } from 'jose';
import type { Draw } from '#protocol/policy/chance.ts';

/** Returns `length` random bytes from a cryptographic source. */
export type Random = (length: number) => Uint8Array;

/** An id that cannot be guessed: 16 random bytes, base64url. */
export const randomId = (random: Random): string => base64url.encode(random(16));

/** Random integers without bias: values from the last whole multiple of the range on are drawn again. */
export const secretDraw =
  (random: Random): Draw =>
  (below) => {
    const limit = 2 ** 32 - (2 ** 32 % below);
    for (;;) {
      const bytes = random(4);
      const value = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
      if (value < limit) return value % below;
    }
  };
