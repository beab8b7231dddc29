/** Errors as they travel. */
import { z } from 'zod';

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** Where the request is wrong. */
  detail: z.string().optional(),
  retryAfterMs: z.int().optional(),
});
export type Problem = z.infer<typeof Problem>;
