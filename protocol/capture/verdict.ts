/** The possible results of an appraisal. */

export const verdicts = ['bona-fide', 'attack', 'undetermined'] as const;
export type Verdict = (typeof verdicts)[number];

/** Why the person has to try again. An attack always has the cause `evidence-unusable`, which does not say what failed. */
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
  'action-mirrored',
  'action-other',
  'portrait-missing',
  'evidence-unusable',
] as const;
export type Cause = (typeof causes)[number];
