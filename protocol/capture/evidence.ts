/** What the attester sends for a challenge, and what it is answered. */
import { z } from 'zod';
import { digest, base64url } from '../encoded.ts';
import { reportFallbacks } from '../session/failure-terms.ts';
import { protocolVersion } from '../version.ts';
import { backends } from './backend.ts';
import { causes } from './verdict.ts';

export const Appraised = z.object({ done: z.boolean(), causes: z.array(z.enum(causes)) });
export type Appraised = z.infer<typeof Appraised>;

/** Payload of the statement JWS, signed by the session's key: what the attester says it captured, and how. */
export const EvidenceStatement = z.strictObject({
  v: z.literal(protocolVersion),
  challenge: z.string(),
  traceDigest: digest,
  root: digest,
  frames: z.int().positive(),
  attester: z.strictObject({
    version: z.string().max(32),
    backend: z.enum(backends),
    /** What was tried before the backend and gave way to it. */
    fallbacks: z.array(z.enum(reportFallbacks)).max(reportFallbacks.length - 1),
    /** The one that is traced (decision 0005). */
    mesh: z.literal('attention'),
    /** SHA-256 of the models' manifest that it was built with, as it says. */
    models: digest,
  }),
});
export type EvidenceStatement = z.infer<typeof EvidenceStatement>;

export const Evidence = z.strictObject({
  /** Compact JWS over `EvidenceStatement`. */
  statement: z.string().max(8192),
  trace: base64url,
  /** SHA-256 of each frame's JPEG, one after the other. */
  frameDigests: base64url,
});
export type Evidence = z.infer<typeof Evidence>;

export const FramesToReveal = z.object({ open: z.array(z.int()) });
