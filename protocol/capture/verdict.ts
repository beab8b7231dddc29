/** How a challenge can end. */

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
