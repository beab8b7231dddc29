/** What an authority database said of a person or a unit, in one form for every connector. */
import { z } from 'zod';

/**
 * - `match`, `mismatch`: the database has the entry, and it agrees or does not agree with what was asked.
 * - `not-found`: the database has no such entry.
 * - `photo-unavailable`: it has the entry, but no photo to compare the portrait with.
 * - `liveness-failed`, `quality-failed`: it refused the portrait.
 * - `rate-limited`, `source-down`: it did not answer the question; ask again later.
 * - `invalid-input`: it refused the question as malformed.
 * - `unauthorised`: it refused our credentials, or our account may not ask this.
 */
export const outcomes = [
  'match',
  'mismatch',
  'not-found',
  'photo-unavailable',
  'liveness-failed',
  'quality-failed',
  'rate-limited',
  'source-down',
  'invalid-input',
  'unauthorised',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Which facts a database can find wrong, where it says which. */
export const comparedFacts = ['name', 'number', 'portrait', 'legal-representative'] as const;
export type ComparedFact = (typeof comparedFacts)[number];

export const ComparisonResult = z.strictObject({
  outcome: z.enum(outcomes),
  /** The connector that asked, for example `aliyun`. */
  authority: z.string(),
  /** The database's own code, as it wrote it. */
  code: z.string(),
  requestId: z.string().optional(),
  /** Similarity of portrait and photo, and from where on the database says that they are of one person: its own scale. */
  score: z.number().optional(),
  threshold: z.number().optional(),
  /** Facts that the database named as wrong. */
  wrong: z.array(z.enum(comparedFacts)).optional(),
  /** Whether the question may have been billed, also when its outcome is unknown. */
  billed: z.enum(['yes', 'no', 'possibly']),
});
export type ComparisonResult = z.infer<typeof ComparisonResult>;
