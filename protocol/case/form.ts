import { z } from 'zod';

/** A verification form of a case: one of each service. */
export const CaseForm = z.object({
  serviceId: z.string(),
  number: z.string(),
  digest: z.string(),
  madeAtMs: z.int(),
  recordDigest: z.string(),
  /** SHA-256 of the files. */
  pdf: z.string(),
  pictures: z.array(z.string()),
});
export type CaseForm = z.infer<typeof CaseForm>;
