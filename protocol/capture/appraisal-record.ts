/** An appraisal as it is kept and travels: what was measured, check by check. */
import { z } from 'zod';
import { Asked } from './challenge.ts';
import { causes, verdicts } from './verdict.ts';

/** Every mandatory check: failed alone, it decides. worker/appraisal/appraise.ts says what each wants. */
export const checkNames = [
  'windows-bound',
  'frames-match',
  'pictures-agree',
  'not-frozen',
  'clock-agrees',
  'rate-enough',
  'face-present',
  'one-face',
  'face-steady',
  'face-placed',
  'light-enough',
  'neutral-plain',
  'neutral-seen',
  'portrait-found',
  'actions-done',
  'actions-seen',
  'nothing-else-done',
] as const;
export type CheckName = (typeof checkNames)[number];

const signal = z.number().optional();

export const AppraisalRecord = z.object({
  verdict: z.enum(verdicts),
  causes: z.array(z.enum(causes)),
  checks: z.array(
    z.object({
      /** A `CheckName`, or of an older policy. */
      name: z.string(),
      passed: z.boolean(),
      means: z.enum(verdicts),
      causes: z.array(z.enum(causes)),
      /** A number that could not be told apart from infinity is null. */
      measured: z.record(z.string(), z.number().nullable()),
    }),
  ),
  windows: z.array(
    z.object({
      ask: Asked,
      startMs: z.number(),
      endMs: z.number(),
      /** Whether what it asked was done. */
      done: z.boolean(),
      /** What else was done in it. */
      foreign: z.array(z.string()),
    }),
  ),
  /** What could not be measured is absent. */
  samples: z.array(
    z.object({
      atMs: z.number(),
      eyeAspectRatio: signal,
      mouthAperture: signal,
      yawDegrees: signal,
      pitchDegrees: signal,
      rollDegrees: signal,
    }),
  ),
});
export type AppraisalRecord = z.infer<typeof AppraisalRecord>;
