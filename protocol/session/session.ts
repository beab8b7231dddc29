/** A capture session as providers and filers write and read it. */
import { z } from 'zod';
import { FilerCase } from '../case/case.ts';
import { Appraised } from '../capture/evidence.ts';
import { verdicts, causes } from '../capture/verdict.ts';
import { locales } from '../locale.ts';
import { ReceivedFailureReport } from './failure-report.ts';

/** Whom a session without a case verifies: the organiser's person in charge, or that of the organiser's n-th service. */
const NamedSubject = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('organiser') }),
  z.strictObject({ role: z.literal('service'), service: z.int().nonnegative() }),
]);

/** Text that the widget shows: with a letter or a digit, and without characters that would break the line or turn it round. */
const shown = (maxCharacters: number) =>
  z
    .string()
    .max(maxCharacters)
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]*$/u, 'has a control character')
    .regex(/[\p{L}\p{N}]/u, 'has no letter or digit');

/** The part of the filing that the widget shows to the person before they consent: never domains without their organiser. */
const FilingSummary = z.strictObject({
  organiser: shown(120),
  domains: z.array(shown(253)).max(50).optional(),
});

export const CreateSession = z
  .strictObject({
    /** Id of the case that the session belongs to. */
    case: z.string().min(1).max(64).optional(),
    channel: z.enum(['self']).optional(),
    locale: z.enum(locales).optional(),
    policy: z.string().max(64).optional(),
    /** With a case, the id of its subject. */
    subject: z.union([NamedSubject, z.string().min(1).max(80)]).optional(),
    /** Only without a case, which has its own. */
    filing: FilingSummary.optional(),
    returnUrl: z
      .url({ protocol: /^https?$/ })
      .max(2048)
      .optional(),
    seed: z.string().min(1).max(64).optional(),
  })
  .superRefine(({ case: caseId, subject, filing }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (caseId !== undefined && typeof subject !== 'string')
      refuse('subject', 'expected the id of a subject of the case');
    if (caseId === undefined && typeof subject === 'string') refuse('subject', 'expected an id only with a case');
    if (caseId !== undefined && filing) refuse('filing', 'expected none, because the case has its own');
  });
export type CreateSession = z.infer<typeof CreateSession>;

export const CreatedSession = z.object({
  id: z.string(),
  token: z.string(),
  verifyUrl: z.string(),
  expiresAtMs: z.int(),
});
export type CreatedSession = z.infer<typeof CreatedSession>;

export const sessionStates = ['created', 'bound', 'consented', 'capturing', 'verified', 'failed'] as const;
export type SessionStatus = (typeof sessionStates)[number];

/** What the relying party reads. The filer gets the reduced form. */
export const ProviderSession = z.object({
  id: z.string(),
  state: z.enum(sessionStates),
  sandbox: z.boolean(),
  seeded: z.boolean(),
  /** The policy that judges the newest challenge. It changes only if the person asks for more time. */
  policy: z.object({ name: z.string(), version: z.int() }),
  expiresAtMs: z.int(),
  attempts: z.object({ failed: z.int(), left: z.int() }),
  verdict: z.enum(verdicts).optional(),
  causes: z.array(z.enum(causes)),
  /** The attestation result: a JWT signed by this verifier. */
  result: z.string().optional(),
  /** Ids of the appraised challenges, oldest first. */
  challenges: z.array(z.string()),
  /** The first failures that the widget reported, oldest first. They help support; no decision depends on them. */
  reports: z.array(ReceivedFailureReport),
  /** The number of further reports, which were only counted. */
  reportsOmitted: z.int(),
});
export type ProviderSession = z.infer<typeof ProviderSession>;

export const FilerSession = z.object({
  id: z.string(),
  state: z.enum(sessionStates),
  sandbox: z.boolean(),
  expiresAtMs: z.int(),
  /** Whether nothing more is asked of the person: verified and, in a session of a case, the record signed. */
  done: z.boolean(),
  /** The newest challenge, once its evidence has arrived. Repeats the last answer for a filer who did not receive it. */
  challenge: z
    .object({
      id: z.string(),
      /** Frames that are still to be revealed. */
      open: z.array(z.int()).optional(),
      /** Undefined until the revealed frames have been appraised. */
      appraised: Appraised.optional(),
    })
    .optional(),
  /** Whether the person can ask for more time, or has it. Absent if the session's policy has no slower one. */
  moreTime: z.enum(['offered', 'given']).optional(),
  /** The language the provider asked for; undefined if the page decides. */
  locale: z.enum(locales).optional(),
  /** Of a session that belongs to a case. */
  case: FilerCase.optional(),
  /** What the person has to sign, and the server's time; absent if there is nothing to sign. */
  toSign: z.object({ recordDigest: z.string(), nowMs: z.int() }).optional(),
});
export type FilerSession = z.infer<typeof FilerSession>;
