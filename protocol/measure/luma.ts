import type { Colour } from '../trace.ts';

/** Rec. 601 luma of an sRGB colour, 0 to 255. */
export const luma = ([red, green, blue]: Colour): number => 0.299 * red + 0.587 * green + 0.114 * blue;
