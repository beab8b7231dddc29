/** What travels between provider, filer and verifier: schemas for the worker, types for the widget. */
import { z } from 'zod';
import { attesterCodes, type FailureCode } from './failure-code.ts';
import { refusals, type RefusalCode } from './refusal.ts';
import {
  browserEngines,
  browserFamilies,
  embeddings,
  hostApps,
  reportFallbacks,
  reportLimits,
  reportSteps,
  systems,
} from './report.ts';

export const protocolVersion = 1;

/** base64url without padding. */
const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const digest = base64url.length(43);
const locale = z.enum(['zh-CN', 'en']);
export type Locale = z.infer<typeof locale>;

/** Whom the session verifies: the organiser's person in charge, or that of the organiser's n-th service. */
const Subject = z.object({
  role: z.enum(['organiser', 'service']),
  service: z.int().nonnegative().optional(),
});

/** What the person is shown of the filing before they consent; the full record comes with the documents. */
const FilingSummary = z.object({
  organiser: z.string().min(1).max(120).optional(),
  domains: z.array(z.string().min(1).max(253)).max(50).optional(),
});

export const CreateSession = z.strictObject({
  channel: z.enum(['self']).optional(),
  locale: locale.optional(),
  policy: z.string().max(64).optional(),
  subject: Subject.optional(),
  filing: FilingSummary.optional(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .optional(),
  seed: z.string().min(1).max(64).optional(),
});
export type CreateSession = z.infer<typeof CreateSession>;

export const CreatedSession = z.object({
  id: z.string(),
  token: z.string(),
  verifyUrl: z.string(),
  expiresAtMs: z.int(),
});
export type CreatedSession = z.infer<typeof CreatedSession>;

export const verdicts = ['bona-fide', 'attack', 'undetermined'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why the person has to try again. What an attack was caught by is never among them: it reads `evidence-unusable`. */
export const causes = [
  'face-missing',
  'faces-several',
  'face-too-small',
  'face-too-close',
  'moved-too-fast',
  'too-dark',
  'too-bright',
  'frames-too-few',
  'connection-slow',
  'action-missed',
  'action-other',
  'portrait-missing',
  'evidence-unusable',
] as const;
export type Cause = (typeof causes)[number];

export const sessionStates = ['created', 'bound', 'consented', 'capturing', 'verified', 'failed'] as const;
export type SessionStatus = (typeof sessionStates)[number];

export const backends = ['webgpu', 'wasm', 'webgl', 'cpu'] as const;
export type Backend = (typeof backends)[number];

/** Every code that the widget can fail with. */
export const failureCodes: readonly FailureCode[] = [...attesterCodes, ...(Object.keys(refusals) as RefusalCode[])];

const upTo = (max: number) => z.int().min(0).max(max);
const sinceBeginning = upTo(reportLimits.longestMs).optional();

/** One failure, as the attester saw it. It says nothing of the person, names no device and has no free text. */
export const Report = z.strictObject({
  v: z.literal(protocolVersion),
  /** The widget's version. */
  widget: z.string().regex(/^\d{1,3}\.\d{1,3}\.\d{1,3}$/),
  /** The phase that failed. */
  step: z.enum(reportSteps),
  code: z.enum(failureCodes),
  embedding: z.enum(embeddings),
  browser: z.strictObject({
    family: z.enum(browserFamilies),
    major: upTo(reportLimits.major).optional(),
    engine: z.enum(browserEngines),
    engineMajor: upTo(reportLimits.major).optional(),
    system: z.enum(systems),
    /** The app whose web view it is. */
    app: z.enum(hostApps).optional(),
  }),
  /** What runs the models, once they are loaded, and what gave way to it. */
  backend: z.enum(backends).optional(),
  // One of the backends has not given way.
  fallbacks: z
    .array(z.enum(reportFallbacks))
    .max(reportFallbacks.length - 1)
    .optional(),
  /** Least of the measured runs of the mesh. */
  meshMs: upTo(reportLimits.meshMs).optional(),
  /** Frames a second that were looked at, over the last of them. */
  frameRateHz: upTo(reportLimits.frameRateHz).optional(),
  /** The camera's picture. */
  frame: z.strictObject({ widthPx: upTo(reportLimits.framePx), heightPx: upTo(reportLimits.framePx) }).optional(),
  /** Milliseconds since the check began; the newest run counts. */
  timings: z.strictObject({
    keyBoundMs: sinceBeginning,
    modelsLoadedMs: sinceBeginning,
    cameraOpenMs: sinceBeginning,
    firstLandmarkMs: sinceBeginning,
    challengeBegunMs: sinceBeginning,
    failedMs: upTo(reportLimits.longestMs),
  }),
});
export type Report = z.infer<typeof Report>;

/** A report as the relying party reads it. */
export const ReceivedReport = z.strictObject({
  ...Report.shape,
  receivedAtMs: z.int(),
  /** Whether it came from the browser that holds the capture. */
  fromHolder: z.boolean(),
});
export type ReceivedReport = z.infer<typeof ReceivedReport>;

export const ReportReceipt = z.object({ receivedAtMs: z.int() });

/** What the relying party reads. The filer gets the reduced form. */
export const ProviderSession = z.object({
  id: z.string(),
  state: z.enum(sessionStates),
  sandbox: z.boolean(),
  seeded: z.boolean(),
  expiresAtMs: z.int(),
  attempts: z.object({ failed: z.int(), left: z.int() }),
  verdict: z.enum(verdicts).optional(),
  causes: z.array(z.enum(causes)),
  /** The attestation result: a JWT signed by this verifier. */
  result: z.string().optional(),
  /** Challenges that were appraised, oldest first: each has its appraisal. */
  challenges: z.array(z.string()),
  /** The first failures that the widget reported, oldest first. Hints for support: nothing is decided by them. */
  reports: z.array(ReceivedReport),
  /** How many more there were. */
  reportsOmitted: z.int(),
});
export type ProviderSession = z.infer<typeof ProviderSession>;

export const Appraised = z.object({ done: z.boolean(), causes: z.array(z.enum(causes)) });
export type Appraised = z.infer<typeof Appraised>;

export const FilerSession = z.object({
  id: z.string(),
  state: z.enum(sessionStates),
  sandbox: z.boolean(),
  expiresAtMs: z.int(),
  done: z.boolean(),
  /** The newest challenge, once it is spent: what was answered, for a filer whose answer was lost on its way. */
  challenge: z
    .object({
      id: z.string(),
      /** Frames that are still to be opened. */
      open: z.array(z.int()).optional(),
      /** Undefined while the opened frames are being appraised. */
      appraised: Appraised.optional(),
    })
    .optional(),
  /** The language the provider asked for; undefined if it left that to the page. */
  locale: locale.optional(),
});
export type FilerSession = z.infer<typeof FilerSession>;

/** A public P-256 key. A private part is refused: it must never leave the browser. */
export const PublicJwk = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: digest,
  y: digest,
});
export type PublicJwk = z.infer<typeof PublicJwk>;

export const BindKey = z.object({ jwk: PublicJwk });
export const BoundKey = z.object({ jkt: digest });

export const ConsentText = z.object({
  textVersion: z.string(),
  provider: z.string(),
  organiser: z.string().optional(),
  domains: z.array(z.string()).optional(),
  purposes: z.array(z.object({ id: z.string(), required: z.boolean(), text: z.record(locale, z.string()) })),
});
export type ConsentText = z.infer<typeof ConsentText>;

export const GiveConsent = z.object({ textVersion: z.string(), purposes: z.array(z.string()).max(16) });
export const GivenConsent = z.object({ acceptedAtMs: z.int() });

export const IssuedChallenge = z.object({ challenge: z.string() });

/** Payload of the challenge JWS. */
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
    openingMs: z.int(),
    minRateHz: z.int(),
    maxRecords: z.int(),
  }),
  policy: z.object({ name: z.string(), version: z.int() }),
  session: z.string(),
  jkt: digest,
  expiresAtMs: z.int(),
});
export type Challenge = z.infer<typeof Challenge>;

export const AskWindow = z.object({ runningHash: digest });
export const IssuedWindow = z.object({ window: z.string() });

/** What a window asks: an `Ask` of action/action.ts. */
export const Asked = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('blink'), count: z.int() }),
  z.object({ kind: z.literal('turn-head'), direction: z.enum(['left', 'right']) }),
  z.object({ kind: z.literal('nod') }),
  z.object({ kind: z.literal('open-mouth') }),
]);

/** Payload of a window JWS. */
export const Window = z.intersection(
  z.object({ challenge: z.string(), n: z.int(), windowMs: z.int(), runningHash: digest }),
  Asked,
);
export type Window = z.infer<typeof Window>;

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

export const OpenFrames = z.object({ open: z.array(z.int()) });

/** RFC 9457. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  /** Where the request is wrong. */
  detail: z.string().optional(),
  retryAfterMs: z.int().optional(),
});
export type Problem = z.infer<typeof Problem>;
