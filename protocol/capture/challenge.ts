/** A challenge and its windows, as they are sent. */
import { z } from 'zod';
import { digest, base64url } from '../encoded.ts';
import { protocolVersion } from '../version.ts';

/** `moreTime`: the person needs more time. From now on the session's policy is the slower one, and this is not undone. */
export const IssueChallenge = z.strictObject({ moreTime: z.literal(true).optional() });
export type IssueChallenge = z.infer<typeof IssueChallenge>;

export const IssuedChallenge = z.object({ challenge: z.string() });

/** The payload of the challenge JWS. */
export const Challenge = z.object({
  v: z.literal(protocolVersion),
  id: z.string(),
  nonce: base64url,
  windows: z.int(),
  limits: z.object({
    leadInMs: z.int(),
    gapMs: z.int(),
    windowMs: z.int(),
    evidenceGraceMs: z.int(),
    revealMs: z.int(),
    minRateHz: z.int(),
    maxRecords: z.int(),
  }),
  policy: z.object({ name: z.string(), version: z.int() }),
  session: z.string(),
  jkt: digest,
  expiresAtMs: z.int(),
});
export type Challenge = z.infer<typeof Challenge>;

export const AskWindow = z.strictObject({ runningHash: digest });
export const IssuedWindow = z.object({ window: z.string() });

/** The running hash over all frames: from now on the evidence is fixed, and it may take its time. */
export const EndTrace = AskWindow;
export const EndedTrace = z.object({ endedAtMs: z.int() });

/** What a window asks: the schema of `Ask` in action/action.ts. */
export const Asked = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('blink'), count: z.int() }),
  z.strictObject({ kind: z.literal('turn-head'), direction: z.enum(['left', 'right']) }),
  z.strictObject({ kind: z.literal('nod') }),
  z.strictObject({ kind: z.literal('open-mouth') }),
]);

/** The payload of a window JWS. */
export const Window = z.intersection(
  z.object({ challenge: z.string(), n: z.int(), windowMs: z.int(), runningHash: digest }),
  Asked,
);
export type Window = z.infer<typeof Window>;
