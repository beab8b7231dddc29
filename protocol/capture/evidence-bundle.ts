/** Everything an appraisal was made from, so that it can be made again: what assessors read and send back. */
import { z } from 'zod';
import { AppraisalRecord } from './appraisal-record.ts';
import { Asked } from './challenge.ts';
import { Evidence } from './evidence.ts';
import { PublicJwk } from '../session/key.ts';
import { protocolVersion } from '../version.ts';

/** Epoch milliseconds. */
const time = z.int().nonnegative();

export const EvidenceBundle = z.strictObject({
  v: z.literal(protocolVersion),
  /** Whose challenge it answers, and under which policy it was first appraised. */
  policy: z.strictObject({ name: z.string().max(64), version: z.int() }),
  /** The key that signed the statement. */
  jwk: PublicJwk,
  evidence: Evidence,
  /** As the verifier disclosed them, on its own clock. */
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
  /** Server time at which the evidence came. */
  receivedAtMs: time,
  /** Every frame that was drawn; the picture is base64url, null where none was opened. */
  revealed: z
    .array(z.strictObject({ index: z.int().nonnegative(), jpeg: z.string().nullable() }))
    .max(64)
    .refine(
      (revealed) => new Set(revealed.map(({ index }) => index)).size === revealed.length,
      'a frame stands in it twice',
    ),
});
export type EvidenceBundle = z.infer<typeof EvidenceBundle>;

export const Replayed = z.object({
  appraisal: AppraisalRecord,
  /** Whether this verifier signed the challenge, by a key it still publishes. */
  challengeKnown: z.boolean(),
  /** The policy that appraised, which may be newer than the bundle's. */
  policy: z.object({ name: z.string(), version: z.int() }),
});
export type Replayed = z.infer<typeof Replayed>;
