import type { TracedFace } from '#protocol/landmark.ts';
import type { Colour } from '#protocol/trace.ts';

/** What the verifier itself sees in a picture. */
export interface Look {
  readonly faces: number;
  /** Pixels; undefined without a face, like the skin's colour. */
  readonly face: TracedFace | undefined;
  readonly skin: Colour | undefined;
  readonly background: Colour;
}

/** What looks. */
export interface Eyes {
  /** @returns undefined if the bytes are no picture */
  look(jpeg: Uint8Array): Promise<Look | undefined>;
}
