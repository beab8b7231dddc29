/** The strokes of a signature. They have a file without schemas, because the widget draws them. */

/** Points of a stroke are pairs in thousandths of the field: x to the right, y downward. */
export const strokeScale = 1_000;

/** The most points of a stroke, and the most strokes. Convention: a name of many characters, written slowly, stays below. */
export const maxPoints = 500;
export const maxStrokes = 100;
