/** What is claimed of a face in profile proves nothing: of its picture only the colours are compared. */
import type { Sample } from '#protocol/measure/sample.ts';
import type { Policy } from '#protocol/policy/policy.ts';

/** Whether a record claims a face in profile. */
export const isProfile = ({ yawDegrees }: Sample, { pictures }: Pick<Policy, 'pictures'>): boolean =>
  Math.abs(yawDegrees ?? 0) > pictures.maxYawDegrees;
