import type { TracedFace } from '#protocol/measure/landmark.ts';
import type { Colour } from '#protocol/measure/luma.ts';

/** What the verifier itself sees in a picture. Points in pixels. */
export interface FaceReading {
  readonly faces: number;
  /** The face that it finds by itself. */
  readonly found: TracedFace | undefined;
  /** What the mesh gives where a face is claimed to be; undefined if nothing is claimed, or no face is there. */
  readonly face: TracedFace | undefined;
  /** Of `face`, or of what was found without one. */
  readonly skin: Colour | undefined;
  readonly background: Colour;
}

/** What looks. */
export interface FaceReader {
  /**
   * @param claim the face that the picture's record has
   * @returns undefined if the bytes are no picture
   */
  read(jpeg: Uint8Array, claim: TracedFace | undefined): Promise<FaceReading | undefined>;
}
