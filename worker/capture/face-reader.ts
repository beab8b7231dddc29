import type { FacialLight } from '#protocol/measure/facial-light.ts';
import type { TracedFace } from '#protocol/measure/landmark.ts';
import type { Colour } from '#protocol/measure/luma.ts';

/** What the verifier itself reads in a picture. Points in pixels. */
export interface FaceReading {
  /** The number of faces. */
  readonly faces: number;
  /** The face that the detector finds without a claim. */
  readonly found: TracedFace | undefined;
  /** The face that the mesh finds at the claimed place; undefined if no face is claimed, or none is found there. */
  readonly face: TracedFace | undefined;
  /** Skin colour of `face`, or of `found` if `face` is undefined. */
  readonly skin: Colour | undefined;
  /** The light on the same face; undefined if it cannot be measured. */
  readonly light: FacialLight | undefined;
  readonly background: Colour;
}

/** Runs a step of heavy work when it is its turn. */
export type Run = <T>(step: () => T | Promise<T>) => Promise<T>;

export interface FaceReader {
  /**
   * @param claim the face in the picture's trace record
   * @returns undefined if the bytes do not decode to a picture
   */
  read(jpeg: Uint8Array, claim: TracedFace | undefined): Promise<FaceReading | undefined>;
  /**
   * The pixels that `read` sees, as a new JPEG without metadata. The same bytes give the same JPEG.
   *
   * @returns undefined if the bytes do not decode to a picture
   */
  reencode(jpeg: Uint8Array): Promise<Uint8Array | undefined>;
}
