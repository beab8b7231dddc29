/** An error as it is sent. */
import { z } from 'zod';

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** What is wrong with the request. */
  detail: z.string().optional(),
  retryAfterMs: z.int().optional(),
  /** Everything that is wrong, each with its code. */
  faults: z.array(z.looseObject({ code: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
