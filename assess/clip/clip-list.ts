/** A list of recorded clips, in a file beside them: what each clip shows, for the command and the page. */
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
