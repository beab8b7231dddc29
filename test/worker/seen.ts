import type { TracedFace } from '#protocol/landmark.ts';
import type { Look } from '../../worker/look.ts';

/** One picture, base64, the face that is claimed to be in it, and what the verifier's eyes see under Node. */
export interface Seen {
  readonly jpeg: string;
  readonly claim: TracedFace | undefined;
  readonly look: Look;
}

export type PictureName = 'rest' | 'turned' | 'empty' | 'two';

declare module 'vitest' {
  interface ProvidedContext {
    seen: Readonly<Record<PictureName, Seen>>;
  }
}
