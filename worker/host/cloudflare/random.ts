import type { Random } from '../../trust/random.ts';

/** The runtime's cryptographic source. */
export const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
