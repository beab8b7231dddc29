import type { SegmentName } from './segment.ts';

/** An actor: renders any segment as 640×480 JPEGs, 30 a second. */
export interface FrameSource {
  readonly name: string;
  /** One frame for each pose of the segment, in the actor's manner. The same arguments give the same frames. */
  frames(segment: SegmentName, seed: number): Promise<Uint8Array[]>;
}
