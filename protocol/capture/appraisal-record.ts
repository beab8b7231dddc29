/** An appraisal as it is stored and sent: what each check measured and decided. */
import { z } from 'zod';
import { Asked } from './challenge.ts';
import { causes, verdicts } from './verdict.ts';

/** Every check, in the order in which they are reported. worker/appraisal/check/NAME.ts says what each requires. */
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

/** `mandatory`: its failure decides the verdict. `risk`: its failure only asks for a review; the verdict does not change. */
export const checkWeights = ['mandatory', 'risk'] as const;
export type CheckWeight = (typeof checkWeights)[number];

const signal = z.number().optional();

export const AppraisalRecord = z.object({
  verdict: z.enum(verdicts),
  causes: z.array(z.enum(causes)),
  /** Whether a risk check failed. Absent from records that are older than the first risk check. */
  review: z.boolean().default(false),
  checks: z.array(
    z.object({
      /** A `CheckName`, or the name of a check that has since been removed. */
      name: z.string(),
      weight: z.enum(checkWeights).default('mandatory'),
      passed: z.boolean(),
      /** What the check says about the capture. Older records have here what its failure would say, also if it passed. */
      means: z.enum(verdicts),
      causes: z.array(z.enum(causes)),
      /** Infinity and NaN become null, because JSON has neither. */
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
      /** The other movements in it. */
      foreign: z.array(z.string()),
    }),
  ),
  /** A signal that could not be measured is absent. */
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
