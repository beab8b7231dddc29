/** What the attester sends to answer a challenge, and what the verifier answers. */
import { z } from 'zod';
import { digest, base64url } from '../encoded.ts';
import { reportFallbacks } from '../session/failure-terms.ts';
import { protocolVersion } from '../version.ts';
import { backends } from './backend.ts';
import { causes } from './verdict.ts';

export const Appraised = z.object({ done: z.boolean(), causes: z.array(z.enum(causes)) });
export type Appraised = z.infer<typeof Appraised>;

/** The payload of the statement JWS, signed by the session's key: what the attester captured and how. */
export const EvidenceStatement = z.strictObject({
  v: z.literal(protocolVersion),
  challenge: z.string(),
  traceDigest: digest,
  root: digest,
  frames: z.int().positive(),
  attester: z.strictObject({
    version: z.string().max(32),
    backend: z.enum(backends),
    /** What failed before this backend was used. */
    fallbacks: z.array(z.enum(reportFallbacks)).max(reportFallbacks.length - 1),
    /** The mesh whose points are in the trace (decision 0005). */
    mesh: z.literal('attention'),
    /** SHA-256 of the models' manifest that the attester was built with. It is the attester's own claim. */
    models: digest,
  }),
});
export type EvidenceStatement = z.infer<typeof EvidenceStatement>;

export const Evidence = z.strictObject({
  /** A compact JWS whose payload is an `EvidenceStatement`. */
  statement: z.string().max(8192),
  trace: base64url,
  /** The SHA-256 digests of all frames' JPEGs, concatenated. */
  frameDigests: base64url,
});
export type Evidence = z.infer<typeof Evidence>;

/** Evidence whose first frames were sent before, in parts (packed-frames.ts). */
export const EvidenceInParts = z.strictObject({
  statement: Evidence.shape.statement,
  /** How many parts belong to it: the first ones of those that the verifier has taken. */
  parts: z.int().nonnegative().max(64),
  /** All frames after these parts, packed. */
  tail: base64url,
});
export type EvidenceInParts = z.infer<typeof EvidenceInParts>;

/** How many parts of the trace the verifier has. */
export const TakenParts = z.object({ parts: z.int() });

/** The numbers of the frames that the attester must reveal. */
export const FramesToReveal = z.object({ open: z.array(z.int()) });
