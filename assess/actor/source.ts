import type { SegmentName } from './segment.ts';

/** An actor: plays any segment as 640×480 JPEGs, 30 a second. */
export interface FrameSource {
  readonly name: string;
  /** One frame for each pose of `segment(name, seed)`. The same segment and seed give the same frames. */
  frames(segment: SegmentName, seed: number): Promise<Uint8Array[]>;
}
