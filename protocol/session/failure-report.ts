/** A failure of the widget, as the widget reports it. failure-terms.ts has the lists that it uses. */
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

/** One failure, as the attester saw it. It contains nothing about the person, no device name and no free text. */
export const FailureReport = z.strictObject({
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
    /** The app that shows the page in its web view. */
    app: z.enum(hostApps).optional(),
  }),
  /** What runs the models; absent until they are loaded. */
  backend: z.enum(backends).optional(),
  /** What failed before the backend was used. Never the whole list, because one backend worked. */
  fallbacks: z
    .array(z.enum(reportFallbacks))
    .max(reportFallbacks.length - 1)
    .optional(),
  /** Duration of the shortest measured run of the mesh. */
  meshMs: upTo(reportLimits.meshMs).optional(),
  /** Tracked frames per second, measured over the last frames. */
  frameRateHz: upTo(reportLimits.frameRateHz).optional(),
  /** Size of the camera's picture. */
  frame: z.strictObject({ widthPx: upTo(reportLimits.framePx), heightPx: upTo(reportLimits.framePx) }).optional(),
  /** Milliseconds since the verification began. A step that was repeated has the time of its last run. */
  timings: z.strictObject({
    keyBoundMs: sinceBeginning,
    modelsLoadedMs: sinceBeginning,
    cameraOpenMs: sinceBeginning,
    firstLandmarkMs: sinceBeginning,
    challengeBegunMs: sinceBeginning,
    failedMs: upTo(reportLimits.longestMs),
  }),
});
export type FailureReport = z.infer<typeof FailureReport>;

/** A failure report as the relying party reads it. */
export const ReceivedFailureReport = z.strictObject({
  ...FailureReport.shape,
  receivedAtMs: z.int(),
  /** Whether the key that the session is bound to sent it. */
  fromHolder: z.boolean(),
});
export type ReceivedFailureReport = z.infer<typeof ReceivedFailureReport>;

export const FailureReportReceipt = z.object({ receivedAtMs: z.int() });
