/** What an assessment knows about the person who was in front of the camera. Error rates are reported for each group. */

/** The people on whom thresholds are set, and the others, on whom figures are reported. */
export const parts = ['tuning', 'report'] as const;
export type Part = (typeof parts)[number];

export const ageGroups = ['under-18', '18-39', '40-59', '60-69', '70-plus'] as const;
export const sexes = ['female', 'male'] as const;
/** The Monk skin tone scale, 1 (lightest) to 10. @see https://skintone.google */
export const tones = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'] as const;
/** An evenly lit room, a strong lamp from one side in a dark room, and a dim room with a noisy picture. */
export const lights = ['even', 'side', 'dim'] as const;
export const eyeShapes = ['double-lid', 'single-lid', 'narrow', 'wide'] as const;
/** What hides a part of the face. */
export const covers = ['glasses', 'hair-over-brows', 'beard'] as const;

/** How a person moves who does not move as usual: turns of 45° and more, nods of 25° and more. */
export const movements = ['wide-turns', 'deep-nods'] as const;

export interface PersonTraits {
  readonly part: Part;
  readonly age: (typeof ageGroups)[number];
  readonly sex: (typeof sexes)[number];
  readonly tone: (typeof tones)[number];
  readonly light: (typeof lights)[number];
  readonly eyes: (typeof eyeShapes)[number];
  readonly covers: readonly (typeof covers)[number][];
  readonly movements: readonly (typeof movements)[number][];
}
