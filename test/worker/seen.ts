import type { Look } from '../../worker/look.ts';

/** One picture, base64, and what the verifier's eyes see in it under Node. */
export interface Seen {
  readonly jpeg: string;
  readonly look: Look;
}

export type PictureName = 'rest' | 'turned' | 'empty' | 'two';

declare module 'vitest' {
  interface ProvidedContext {
    seen: Readonly<Record<PictureName, Seen>>;
  }
}
