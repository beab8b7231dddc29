import type { SegmentName } from './segment.ts';

/** Somebody who can act: plays any segment as 640 × 480 JPEGs, 30 a second. */
export interface FrameSource {
  readonly name: string;
  /** The same segment and seed give the same frames; as many as `segment(name, seed)` has poses. */
  frames(segment: SegmentName, seed: number): Promise<Uint8Array[]>;
}
