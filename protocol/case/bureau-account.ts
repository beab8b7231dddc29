/** A bureau account as its provider reads it. */
import { z } from 'zod';
import { MinistryCode } from './submission.ts';

/** `composing`: being made. `ready`: to be sent. `sending`: sent, outcome unknown. `deleted`: its bytes are no longer kept. */
export const bureauFileStates = ['composing', 'ready', 'sending', 'taken', 'discarded', 'deleted'] as const;

/** A file for the bureau. */
export const BureauFileView = z.object({
  n: z.int(),
  state: z.enum(bureauFileStates),
  /** Its `dataSequence`, from the time when it is sent. */
  sequence: z.int().optional(),
  /** SHA-256 of the ZIP. */
  digest: z.string().optional(),
  records: z.int().optional(),
  bytes: z.int().optional(),
  tries: z.int(),
  /** The bureau's last code about it. */
  code: z.int().optional(),
  composedAtMs: z.int(),
  sentAtMs: z.int().optional(),
  takenAtMs: z.int().optional(),
});

/** What the bureau said and belongs to no case. */
export const UnmatchedAnswer = z.object({
  n: z.int(),
  cause: z.string(),
  /** Ids and codes, nothing personal. */
  facts: z.record(z.string(), z.unknown()),
  atMs: z.int(),
  /** Name of the bureau's download that it was in. */
  download: z.string().optional(),
});

export const BureauAccountSummary = z.object({
  name: z.string(),
  /** `failing`: tries go on. `stopped`: an operator has to mend the cause first. */
  state: z.enum(['ready', 'failing', 'stopped']),
  cause: MinistryCode.optional(),
  sinceMs: z.int().optional(),
  /** Rounds that wait for a file. */
  queued: z.int(),
  nextSequence: z.int(),
  /** When downloads were fetched last. */
  polledAtMs: z.int().optional(),
});
export type BureauAccountSummary = z.infer<typeof BureauAccountSummary>;

export const BureauAccountView = BureauAccountSummary.extend({
  /** When the file on its way is tried again. */
  retryAtMs: z.int().optional(),
  /** Why the last look for downloads failed. */
  downloads: z.object({ trouble: MinistryCode.optional(), nextAtMs: z.int() }),
  /** Newest first. */
  files: z.array(BureauFileView),
  unmatched: z.array(UnmatchedAnswer),
  /** Rounds of cases that cannot be written now, with the cause. */
  setAside: z.array(z.object({ case: z.string(), round: z.int(), cause: z.string() })),
  /** When each code table was downloaded last; a table that is missing here is the seed. */
  codeTables: z.record(z.string(), z.int()),
  /** What cases and feeds are not told yet. */
  tellings: z.int(),
});
export type BureauAccountView = z.infer<typeof BureauAccountView>;

export const BureauAccountList = z.object({ accounts: z.array(BureauAccountSummary) });
