import type { TracedFace } from '#protocol/measure/landmark.ts';
import type { FaceReading } from '../../worker/capture/face-reader.ts';

/**
 * One picture in base64, the face that is claimed to be in it, and the reading of the verifier's face reader in Node.
 */
export interface Seen {
  readonly jpeg: string;
  readonly claim: TracedFace | undefined;
  readonly reading: FaceReading;
  /** The picture as Node re-encodes it, in base64. */
  readonly kept: string;
}

export type PictureName = 'neutral' | 'turned' | 'empty' | 'two';

declare module 'vitest' {
  interface ProvidedContext {
    seen: Readonly<Record<PictureName, Seen>>;
  }
}
