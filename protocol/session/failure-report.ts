/** A failure as the widget reports it; its terms are in failure-terms.ts. */
import { z } from 'zod';
import { backends } from '../capture/backend.ts';
import { attesterCodes, type FailureCode } from '../failure-code.ts';
import { refusals, type RefusalCode } from '../refusal.ts';
import { protocolVersion } from '../version.ts';
import {
  browserEngines,
  browserFamilies,
  embeddings,
  hostApps,
  reportFallbacks,
  reportLimits,
  systems,
} from './failure-terms.ts';
import { phaseNames } from './phase.ts';

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
  step: z.enum(phaseNames),
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
