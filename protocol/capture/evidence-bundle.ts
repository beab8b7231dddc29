/** All the evidence of an appraisal. Assessors read such bundles and send them back to have them appraised again. */
import { z } from 'zod';
import { AppraisalRecord } from './appraisal-record.ts';
import { Asked } from './challenge.ts';
import { Evidence } from './evidence.ts';
import { digest } from '../encoded.ts';
import { PublicJwk } from '../session/key.ts';
import { protocolVersion } from '../version.ts';

/** Epoch milliseconds. */
const time = z.int().nonnegative();

export const EvidenceBundle = z.strictObject({
  v: z.literal(protocolVersion),
  /** The policy of the challenge, under which the evidence was first appraised. */
  policy: z.strictObject({ name: z.string().max(64), version: z.int() }),
  /** The key that signed the statement. */
  jwk: PublicJwk,
  evidence: Evidence,
  /** The windows as the verifier disclosed them; times are on its clock. */
  windows: z
    .array(
      z.strictObject({
        ask: Asked,
        windowMs: z.int().positive(),
        runningHash: z.string().max(64),
        disclosedAtMs: time,
      }),
    )
    .max(16),
  /** Server time when the trace had ended, or else the evidence arrived. */
  receivedAtMs: time,
  /** Every frame that was drawn. The picture is base64url; null if the frame was not revealed. */
  revealed: z
    .array(z.strictObject({ index: z.int().nonnegative(), jpeg: z.string().nullable() }))
    .max(64)
    .refine(
      (revealed) => new Set(revealed.map(({ index }) => index)).size === revealed.length,
      'a frame is listed twice',
    ),
  /**
   * The verifier's authentication of everything that it determined itself: policy, windows, times, choice of frames. Only the
   * verifier that made it can check it. Absent in bundles from before seals.
   */
  seal: digest.optional(),
});
export type EvidenceBundle = z.infer<typeof EvidenceBundle>;

export const Replayed = z.object({
  appraisal: AppraisalRecord,
  /** Whether this verifier signed the challenge with a key that it still publishes. */
  challengeKnown: z.boolean(),
  /** The policy of this appraisal, which may be newer than the bundle's. */
  policy: z.object({ name: z.string(), version: z.int() }),
});
export type Replayed = z.infer<typeof Replayed>;
