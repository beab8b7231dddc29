import { base64url } from 'jose';
import type { Draw } from '#protocol/policy/chance.ts';

/** This many bytes from a cryptographic source. */
export type Random = (length: number) => Uint8Array;

/** An identifier nobody can guess: 16 random bytes, base64url. */
export const randomId = (random: Random): string => base64url.encode(random(16));

/** What such an identifier looks like. */
export const idPattern = /^[A-Za-z0-9_-]{22}$/;

/** A source of chance without bias: values above the last whole multiple of the range are drawn again. */
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
