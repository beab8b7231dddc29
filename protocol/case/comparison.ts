/** What an authority database said of a person or a unit, in one form for every connector. */
import { z } from 'zod';

/**
 * - `match`, `mismatch`: the database has the entry, and it agrees or does not agree with what was asked.
 * - `not-found`: the database has no such entry.
 * - `photo-unavailable`: it has the entry, but no photo to compare the portrait with.
 * - `liveness-failed`, `quality-failed`: it refused the portrait.
 * - `rate-limited`, `source-down`: it did not answer the question; ask again later.
 * - `invalid-input`: it refused the question as malformed.
 * - `unauthorised`: it refused our credentials, or it may not answer this question to our account.
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

/** Which facts a database can find wrong. `number` is that of the resident identity card, or the unit's credit code. */
export const comparedFacts = ['name', 'number', 'portrait', 'legal-representative'] as const;
export type ComparedFact = (typeof comparedFacts)[number];

export const ComparisonResult = z.strictObject({
  outcome: z.enum(outcomes),
  /** The connector that asked, for example `aliyun`. */
  authority: z.string(),
  /** The database's own code, as it wrote it. A code in lower case with hyphens, such as `timed-out`, is the connector's. */
  code: z.string(),
  /** The database's own id of the request, for its support. */
  requestId: z.string().optional(),
  /** Similarity of portrait and photo, and from where on the database says that they are of one person: its own scale. */
  score: z.number().optional(),
  threshold: z.number().optional(),
  /** Facts that the database found wrong; several also if it says only that one of them is. */
  wrong: z.array(z.enum(comparedFacts)).optional(),
  /** What the register says of the unit's business, in its words (经营状态). */
  unitStatus: z.string().optional(),
  /** Whether the question was billed. `possibly` also if the outcome of an earlier sending is unknown. */
  billed: z.enum(['yes', 'no', 'possibly']),
  /** How often the question was given to the connector in all. 0: the breaker was open. */
  sendings: z.int().min(0),
  /** The code is in no document of the database. Such a code never counts as a match. */
  undocumented: z.literal(true).optional(),
  /** After `rate-limited` and `source-down`: how soon it may be asked again. */
  retryAfterMs: z.int().min(0).optional(),
  /** The simulated database of the sandbox answered. */
  sandbox: z.literal(true).optional(),
});
export type ComparisonResult = z.infer<typeof ComparisonResult>;
