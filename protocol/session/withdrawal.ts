/** The person's right to withdraw, which lasts as long as the data is kept. */
import { z } from 'zod';

/** What the person keeps. The token can only show until when data is kept, and delete it; it shows nothing about the person. */
export const WithdrawalLink = z.object({ token: z.string(), keptUntilMs: z.int() });
export type WithdrawalLink = z.infer<typeof WithdrawalLink>;

/** What the holder of such a token may read. */
export const KeptData = z.object({
  provider: z.string(),
  sandbox: z.boolean(),
  createdAtMs: z.int(),
  keptUntilMs: z.int(),
});
export type KeptData = z.infer<typeof KeptData>;
