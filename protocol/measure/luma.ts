/** Mean sRGB colour, each channel 0 to 255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** Rec. 601 luma of an sRGB colour, 0 to 255. */
export const luma = ([red, green, blue]: Colour): number => 0.299 * red + 0.587 * green + 0.114 * blue;
