/** The way of a case to the ministry's system (管局), and its answer. */
import { z } from 'zod';
import { CaseForm } from './form.ts';

/**
 * What the provider can do about a code of the ministry's system. `correct`: the record or a picture has to change, so that a new
 * round begins. `wait`: it is sent again by itself. `operate`: the account, its configuration or this program has to change.
 */
export const remedies = ['none', 'correct', 'wait', 'operate'] as const;
export type Remedy = (typeof remedies)[number];

/** A code of the ministry's system, with what it means here. */
export const MinistryCode = z.object({
  /** As in the ministry's tables: 接口返回状态代码 below 1000, 数据处理结果代码 from 1000 on. */
  code: z.int(),
  /** The ministry's own words, where it sent any. */
  text: z.string().optional(),
  /** Stable name of the cause, for example `domain-conflict`. */
  cause: z.string(),
  remedy: z.enum(remedies),
});
export type MinistryCode = z.infer<typeof MinistryCode>;

/** 管局审核意见: what an official wrote. */
export const MinistryOpinion = z.object({
  atMs: z.int(),
  accepted: z.boolean(),
  text: z.string().optional(),
});
export type MinistryOpinion = z.infer<typeof MinistryOpinion>;

export const MinistryResult = z.object({
  atMs: z.int(),
  accepted: z.boolean(),
  codes: z.array(MinistryCode),
  opinions: z.array(MinistryOpinion),
});
export type MinistryResult = z.infer<typeof MinistryResult>;

/** What the ministry's system numbered: the filing numbers (备案号) and its own ids. */
export const FilingNumbers = z.object({
  organiser: z.object({ filingNumber: z.string().optional(), ministryId: z.int() }),
  services: z.array(z.object({ id: z.string(), filingNumber: z.string().optional(), ministryId: z.int() })),
});
export type FilingNumbers = z.infer<typeof FilingNumbers>;

/** `queued`: waits for its file, or for an answer to it. `taken`: the bureau has taken the file. `answered`: the result is there. */
export const submissionStages = ['queued', 'taken', 'answered'] as const;

/** One round: the record as it was handed over, and what became of it. A correction after `returned` begins the next round. */
export const CaseSubmission = z.object({
  /** From 1. */
  round: z.int(),
  /** Name of the bureau account. */
  account: z.string(),
  handedOverAtMs: z.int(),
  recordDigest: z.string(),
  /** What went with the record. */
  forms: z.array(CaseForm),
  stage: z.enum(submissionStages),
  /** The file that carries it: its `dataSequence`, and SHA-256 of the ZIP. */
  file: z.object({ sequence: z.int(), digest: z.string() }).optional(),
  takenAtMs: z.int().optional(),
  /** Until when the persons in charge can answer the ministry's short message (短信核验). */
  smsUntilMs: z.int().optional(),
  /** Why it is not taken yet. */
  trouble: MinistryCode.extend({ sinceMs: z.int() }).optional(),
  result: MinistryResult.optional(),
});
export type CaseSubmission = z.infer<typeof CaseSubmission>;
