/** A list that says what each recorded clip shows. The command and the page read it from a file beside the clips. */
import { z } from 'zod';

export const ClipList = z
  .array(
    z.strictObject({
      clip: z.string().regex(/\.(mjpeg|mp4|webm)$/, 'must be .mjpeg, .mp4 or .webm'),
      label: z.enum(['bona-fide', 'attack']),
      species: z.string().min(1),
      /** Seed of the challenge that the clip was filmed for. */
      seed: z.string().min(1).max(64),
    }),
  )
  .min(1);

export type ListedClip = z.infer<typeof ClipList>[number];
